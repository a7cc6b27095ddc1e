"""暂停适用: marked, lifted, never deleted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column

from enforcement.forms.clock import SuspensionForm
from enforcement.models import Benchmark, Suspension
from enforcement.permissions import policy_of
from enforcement.viewsets.base import CalmCreateView, ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn

_HELP = (
    "<p>暂停适用不改动基准的文字。登记后，事项页面、检索结果、数据接口、下载文件和“看看属于哪一档”都会注明。"
    "恢复适用时填写恢复日期；新版本施行后，暂停自然不再涉及。</p>"
)


class SuspensionCreateView(CalmCreateView):
    """``?benchmark=`` and ``?law=`` name what it is for, as the work list's links do."""

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        said = self.request.GET.get("benchmark", "")
        if said.isdigit() and policy_of(Benchmark).within(self.request.user).filter(pk=said).exists():
            initial["benchmark"] = int(said)
        law = self.request.GET.get("law", "")
        if law.isdigit():
            initial["law"] = int(law)
        return initial


class SuspensionViewSet(ReachableViewSet):
    model = Suspension
    icon = "time"
    menu_label = "暂停适用"
    menu_name = "suspensions"
    add_view_class = SuspensionCreateView
    edit_handler = ObjectList(
        [
            HelpPanel(_HELP),
            FieldPanel("benchmark", help_text="登记后不能更改。"),
            FieldPanel("begins"),
            FieldPanel("ground"),
            FieldPanel("law"),
            FieldPanel("instrument"),
            FieldPanel("until"),
        ],
        base_form_class=SuspensionForm,
    )
    list_display = [
        "__str__", Column("agency", label="实施机关", accessor="benchmark.agency"), "ground",
        SpokenColumn("begins", label="暂停适用自", sort_key="begins"), SpokenColumn("until", label="恢复适用自", sort_key="until"),
    ]  # fmt: skip
    search_fields = ["benchmark__code", "benchmark__address", "benchmark__editions__act", "ground", "instrument__document_no"]
    inspect_view_fields = ["benchmark", "begins", "until", "ground", "law", "instrument", "recorded_by", "recorded_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("benchmark__agency", "instrument")
