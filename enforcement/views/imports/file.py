"""The workbook as it was sent: evidence, for those who import or decide."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.views import View

from enforcement.views.imports.base import BatchPage


class FileView(BatchPage, View):
    """The stored file has no address of its own; this is the only way to it, and always a download."""

    permissions_required = ("add", "publish")

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        try:
            stream = self.batch.file.open("rb")
        except FileNotFoundError:
            raise Http404("文件已不在存储中。") from None
        return FileResponse(stream, as_attachment=True, filename=self.batch.file_name, content_type="application/octet-stream")
