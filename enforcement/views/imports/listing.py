"""Batches, newest first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from enforcement.models import ImportBatch
from enforcement.permissions import READING, policy_of
from enforcement.views.imports.base import address


def _figures(batch: ImportBatch) -> str:
    """新增 12 · 变更 3 · 错误 1: what an officer wants to know before opening it."""
    shown = (("create", "新增"), ("change", "变更"), ("correct", "更正"), ("end", "废止"), ("held", "暂缓"), ("errors", "错误"))
    return " · ".join(f"{label} {batch.counts[key]}" for key, label in shown if batch.counts.get(key)) or "无变化"


class BatchIndexView(IndexView):
    model = ImportBatch
    page_title = "导入"
    header_icon = "upload"
    search_backend_name = None
    search_fields = ["file_name", "created_by__username"]
    any_permission_required = ["view", "add", "publish", "undo"]
    list_filter = ["state"]
    default_ordering = "-pk"

    def get_base_queryset(self) -> QuerySet[ImportBatch]:
        batches = policy_of(ImportBatch).instances_user_has_any_permission_for(self.request.user, READING)
        return batches.select_related("created_by", "decided_by").defer("report")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("file_name", label="文件", accessor=str, get_url=lambda batch: address("review", batch.pk)),
            Column("state", label="状态", accessor="get_state_display", sort_key="state"),
            Column("figures", label="内容", accessor=_figures),
            UserColumn("created_by", label="上传人"),
            DateColumn("created_at", label="上传时间", sort_key="created_at"),
            UserColumn("decided_by", label="审核人"),
        ]

    def get_add_url(self) -> str | None:
        return address("upload") if self.user_has_permission("add") else None

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton("上传文件", url=self.add_url, icon_name="upload")] if self.add_url else []
