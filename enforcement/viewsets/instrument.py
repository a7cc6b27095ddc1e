"""制定文件: by which benchmarks begin and end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from enforcement.forms.reference import InstrumentForm
from enforcement.models import Instrument
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn


class InstrumentViewSet(ReachableViewSet):
    model = Instrument
    icon = "doc-full-inverse"
    menu_label = "制定文件"
    menu_name = "instruments"
    common_good = True
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("title"), FieldPanel("document_no", help_text="例如“桦政办发〔2024〕3号”，不得重复。"),
                    FieldPanel("issuer"), FieldPanel("issuer_name"), FieldPanel("url"),
                    FieldPanel("provisional", help_text="补登完整后取消勾选。"),
                ],
                heading="文件",
            ),
            MultiFieldPanel(
                [FieldPanel("issued_on"), FieldPanel("in_force_from"), FieldPanel("valid_until")],
                heading="日期",
                help_text="有效期届满，由本文件产生的裁量权基准次日起不再适用。",
            ),
            MultiFieldPanel([FieldPanel("superior"), FieldPanel("filing_no"), FieldPanel("filed_on")], heading="上级基准与备案"),
        ],
        base_form_class=InstrumentForm,
    )  # fmt: skip
    list_display = [
        "title", "document_no", Column("issuing_body", label="制定机关"),
        SpokenColumn("in_force_from", label="施行日期", sort_key="in_force_from"),
        SpokenColumn("valid_until", label="有效期至", sort_key="valid_until"), SpokenColumn("provisional", label="待补登", sort_key="provisional"),
    ]  # fmt: skip
    list_filter = ["provisional"]
    search_fields = ["title", "document_no", "issuer__name", "issuer_name"]
    inspect_view_fields = [
        "title", "document_no", "issuer", "issuer_name", "issued_on", "in_force_from", "valid_until", "superior", "filing_no", "filed_on",
        "url", "provisional",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("issuer")
