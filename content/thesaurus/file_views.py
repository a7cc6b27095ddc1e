"""The whole thesaurus as a text file: down, changed in any editor, up again, looked at, written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from content.thesaurus.comparison import Comparison, apply, as_file, compare
from content.thesaurus.entry import ThesaurusEntry, ThesaurusVersion
from content.thesaurus.notation import read_text
from content.thesaurus.read import version
from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.text_encoding import decode

#: Bytes of an upload: some ten thousand lines.
LARGEST = 1_000_000
#: Rows of a kind shown in the preview; the counts name them all.
SHOWN = 200


class DownloadView(PermissionCheckedMixin, View):
    """Every entry in use, one a line. With a byte-order mark, so that Windows' editors read it as UTF-8."""

    model = ThesaurusEntry
    any_permission_required = ["view", "add", "change", "delete"]

    def get(self, request: HttpRequest) -> HttpResponse:
        name = f"thesaurus-{timezone.localdate():%Y%m%d}.txt"
        return HttpResponse(
            "\ufeff" + as_file().replace("\n", "\r\n"),
            content_type="text/plain; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class UploadForm(forms.Form):
    """A file; or, when it has been looked at, its text and the version it was compared with."""

    file = forms.FileField(label="词库文件", help_text="先下载全部词条，在文本编辑器里修改，再整份上传。", required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        upload: UploadedFile | None = said.get("file")
        if upload is not None:
            said["text"], said["seen"] = self._text_of(upload), None
        elif not said.get("text") and "file" not in self.errors:
            self.add_error("file", "请选择文件。")
        if len(said.get("text") or "") > LARGEST:
            self.add_error("file", "内容太长，请分几次上传。")
        return said

    def _text_of(self, upload: UploadedFile) -> str:
        if (upload.size or 0) > LARGEST:
            self.add_error("file", f"文件超过{LARGEST // 1_000_000}兆字节，不像是词库。请上传从这里下载、修改后的文本文件。")
            return ""
        try:
            return decode(upload.read())[0]
        except FileRefused as refused:
            self.add_error("file", f"{refused.problem.message}{refused.problem.remedy}")
            return ""


class UploadView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Shows what a file would do; writes it only when that was seen, and nothing has changed since."""

    model = ThesaurusEntry
    permissions_required = ("add", "change")
    form_class = UploadForm
    template_name = "content/admin/thesaurus_upload.html"
    page_title = "上传词库"
    header_icon = "upload"
    index_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not all(self.user_has_permission(action) for action in self.permissions_required):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": self.index_url, "label": "检索词库"}, {"url": "", "label": self.page_title}]

    @property
    def index_url(self) -> str:
        return reverse(self.index_url_name)

    @transaction.atomic
    def form_valid(self, form: UploadForm) -> HttpResponse:
        # Nobody else's change comes between the comparison and the writing.
        list(ThesaurusVersion.objects.select_for_update())
        text, seen, now = form.cleaned_data["text"], form.cleaned_data["seen"], version()
        comparison = compare(read_text(text))
        if seen is None or comparison.errors or not comparison.differs or seen != now:
            if seen is not None and seen != now:
                messages.warning(self.request, "预览之后有人改了词库，请按新的预览重新核对。")
            return self._preview(comparison, text, now)
        apply(comparison, self.request.user)
        counts = f"新增{len(comparison.added)}条，修改{len(comparison.changed)}条，停用{len(comparison.switched_off)}条"
        messages.success(self.request, f"词库已更新：{counts}。")
        return redirect(self.index_url)

    def _preview(self, comparison: Comparison, text: str, now: int) -> HttpResponse:
        confirm = UploadForm(initial={"text": text, "seen": now})
        parts = {name: getattr(comparison, name) for name in ("errors", "added", "changed", "switched_off")}
        return self.render_to_response(
            self.get_context_data(
                form=UploadForm(),
                confirm=confirm,
                comparison=comparison,
                shown={name: found[:SHOWN] for name, found in parts.items()},
                hidden={name: max(0, len(found) - SHOWN) for name, found in parts.items()},
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(index_url=self.index_url, **kwargs)
