"""期限规定: the policy table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from enforcement.forms.clock import PolicyForm
from enforcement.models import Policy
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn

_HELP = (
    "<p>期限和公示期都按这里的规定计算。同一件事有几条规定的，适用最具体的一条：先看机关，再看领域、种类、相对人、失信程度。"
    "规定改变的，填写原来一条的最后适用日，另立一条；不删除。</p>"
)


class PolicyViewSet(ReachableViewSet):
    model = Policy
    icon = "time"
    menu_label = "期限规定"
    menu_name = "policies"
    common_good = True
    edit_handler = ObjectList(
        [
            HelpPanel(_HELP),
            MultiFieldPanel([FieldPanel(name) for name in ("purpose", "measure", "kind", "agency", "domain", "party", "severity")], heading="适用范围"),
            MultiFieldPanel([FieldPanel("working_days"), FieldPanel("alongside")], heading="期限（工作日）"),
            MultiFieldPanel([FieldPanel(name) for name in ("shown", "min_months", "max_months", "from_publication", "reaches_back")], heading="公示期"),
            MultiFieldPanel([FieldPanel("valid_from"), FieldPanel("valid_until")], heading="适用时间"),
            MultiFieldPanel([FieldPanel(name) for name in ("source", "article", "note", "confirmed")], heading="依据"),
        ],
        base_form_class=PolicyForm,
    )
    list_display = [
        "__str__", Column("scope", label="适用范围"), "purpose",
        SpokenColumn("valid_from", label="施行日期", sort_key="valid_from"), SpokenColumn("valid_until", label="最后适用日", sort_key="valid_until"),
        SpokenColumn("confirmed", label="已核定", sort_key="confirmed"),
    ]  # fmt: skip
    list_filter = ["purpose", "measure", "kind", "confirmed"]
    search_fields = ["source", "article", "note", "domain", "agency__name"]
    inspect_view_fields = [
        "purpose", "measure", "kind", "agency", "domain", "party", "severity", "working_days", "alongside", "shown", "min_months", "max_months",
        "from_publication", "reaches_back", "valid_from", "valid_until", "source", "article", "note", "confirmed",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("agency")
