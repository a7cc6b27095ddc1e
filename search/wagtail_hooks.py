"""What this app adds to the back office."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from wagtail import hooks

from search.back_office import IndexReportMenuItem, IndexReportView


@hooks.register("register_admin_urls")
def index_report_urls() -> list[URLPattern]:
    """The report and, for its filters, its lines alone."""
    return [
        path("reports/search-index/", IndexReportView.as_view(), name="search_index_report"),
        path("reports/search-index/results/", IndexReportView.as_view(results_only=True), name="search_index_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def index_report_menu_item() -> IndexReportMenuItem:
    """Beside Wagtail's own reports."""
    return IndexReportMenuItem("检索索引", reverse("search_index_report"), name="search-index", icon_name="search", order=1300)
