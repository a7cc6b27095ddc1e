"""报告 → 检索索引: how far every index has got, and the documents that could not be taken."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from enforcement.kinds import all_kinds
from enforcement.viewsets.columns import SpokenColumn
from search.models import SetAside
from search.progress import all_progress

#: The index is the whole city's, so whoever answers for that may look after it.
PERMISSION = "enforcement.whole_city"


def record_of(row: SetAside) -> str:
    """The record as people know it; its key where there is none of that key any more."""
    kind = next((kind for kind in all_kinds() if kind.name == row.kind), None)
    if kind is None:
        return str(row)
    try:
        return f"{kind.label}：{kind.model._default_manager.get(pk=row.key)}"
    except ObjectDoesNotExist:
        return f"{kind.label} {row.key}（已删除）"


class IndexReportView(ReportView):
    """Read from the database alone: the page opens while every engine is away."""

    model = SetAside
    page_title = "检索索引"
    header_icon = "search"
    template_name = "search/index_report.html"
    index_url_name = "search_index_report"
    index_results_url_name = "search_index_report_results"
    permission_required = PERMISSION
    no_results_message = "没有搁置的文档：每一条公开的记录都已收入索引。"
    list_export = ["engine", "host", "kind", "key", "reason", "times", "first_at", "last_at"]
    export_filename = "set-aside"
    columns = [
        Column("record", label="搁置的记录", accessor=record_of),
        Column("engine", label="引擎", accessor=lambda row: f"{row.engine}@{row.host}" if row.host else row.engine),
        Column("reason", label="原因"),
        Column("times", label="次数"),
        SpokenColumn("first_at", label="首次"),
        SpokenColumn("last_at", label="最近一次"),
    ]

    def get_queryset(self) -> Any:
        return SetAside.objects.order_by("-last_at", "pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "progress": all_progress()}

    def user_has_permission(self, permission: str) -> bool:
        return self.request.user.has_perm(PERMISSION)


class IndexReportMenuItem(MenuItem):
    """Shown to those whom the report lets in."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)
