"""What an officer chooses when uploading a workbook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.widgets import AdminSnippetChooser

from enforcement.imports.importer import imported_kinds
from enforcement.imports.options import ImportOptions
from enforcement.kinds import get
from enforcement.models import Instrument
from enforcement.permissions import agencies_of


def _kinds() -> list[tuple[str, str]]:
    return [(name, get(name).label) for name in imported_kinds()]


class InstrumentChooser(AdminSnippetChooser):
    """Shows nothing chosen for a key that is none, where the stock widget would fail; the field says what is wrong."""

    def get_instance(self, value: Any) -> Any:
        return super().get_instance(value) if isinstance(value, Instrument) or str(value).isdecimal() else None


class UploadForm(forms.Form):
    """The file's name says nothing about its content: that is checked when it is read."""

    file = forms.FileField(
        label="文件", help_text="支持 xlsx、xls、ods、csv、tsv、txt、docx 和网页表格，按内容识别。一个文件可以有多个工作表、多个机关。",
    )  # fmt: skip
    kind = forms.ChoiceField(label="清单类型", choices=_kinds)
    effective_from = forms.DateField(
        label="施行日期", required=False, widget=AdminDateInput,
        help_text="文件没有写明施行日期的事项，按这一天施行；留空则以发布当日为准，并给出提示。",
    )  # fmt: skip
    instrument = forms.ModelChoiceField(
        label="制定文件", required=False, queryset=Instrument.objects.all(),
        help_text="产生这些事项的文件。没有登记的，先在“制定文件”中新建。",
    )  # fmt: skip
    correction = forms.BooleanField(
        label="更正现行版本", required=False, help_text="文字有误、内容未变时勾选：直接更正现行版本，不产生新版本。",
    )  # fmt: skip
    full_list = forms.BooleanField(
        label="这是完整清单", required=False,
        help_text="文件中的机关，凡未列入的现行事项都将废止，发布前会逐项列出。必须选择制定文件。",
    )  # fmt: skip
    create_agencies = forms.BooleanField(label="新建机关", required=False, help_text="文件中平台没有的机关，发布时自动登记。")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].widget = InstrumentChooser(Instrument)
        if agencies_of(user) is not None:
            del self.fields["create_agencies"]

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(f"文件超过{settings.IMPORT_MAX_BYTES // 1024 // 1024}兆字节，请删除图片和空白行列，或者拆分后上传。")
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("full_list") and not cleaned.get("instrument") and "instrument" not in self.errors:
            self.add_error("instrument", "完整清单会废止未列入的事项，须选择作为废止依据的制定文件。")
        if cleaned.get("full_list") and cleaned.get("correction"):
            self.add_error("correction", "更正和完整清单不能同时选择：更正不会废止事项。")
        return cleaned

    @property
    def options(self) -> ImportOptions:
        said, instrument = self.cleaned_data, self.cleaned_data.get("instrument")
        return ImportOptions(
            kind=said["kind"], effective_from=said["effective_from"], instrument=instrument.pk if instrument else None,
            correction=said["correction"], full_list=said["full_list"], create_agencies=said.get("create_agencies", False),
        )  # fmt: skip
