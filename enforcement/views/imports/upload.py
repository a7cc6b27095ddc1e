"""Takes a workbook, reads it, and opens its review. Nothing is public yet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from enforcement.forms.upload import UploadForm
from enforcement.imports.prepare import prepare
from enforcement.models import ImportBatch
from enforcement.permissions import agencies_of
from enforcement.spreadsheets.problems import FileRefused
from enforcement.views.imports.base import address


@contextmanager
def on_disk(upload: UploadedFile) -> Iterator[Path]:
    """The upload as a file that the reader can open, gone afterwards."""
    with tempfile.NamedTemporaryFile(prefix="upload-") as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)


class UploadView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = ImportBatch
    permission_required = "add"
    form_class = UploadForm
    template_name = "enforcement/admin/imports/upload.html"
    page_title = "上传文件"
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": address("list"), "label": "导入"}, {"url": "", "label": "上传文件"}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        upload: UploadedFile = form.cleaned_data["file"]
        user = self.request.user
        try:
            with on_disk(upload) as path:
                batch, _ = prepare(path, upload.name or "", user, form.options, agencies=agencies_of(user))  # type: ignore[arg-type]
        except FileRefused as refused:
            form.add_error("file", f"{refused.problem.message}{refused.problem.remedy}")
            return self.form_invalid(form)
        if batch.items.exists():
            messages.success(self.request, f"“{batch.file_name}”已读取，请逐项核对。发布前公众看不到。")
        else:
            messages.warning(self.request, f"“{batch.file_name}”已读取，但没有可以导入的事项，原因见下。")
        return redirect(address("review", batch.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "media": context["form"].media, "list_url": address("list")}
