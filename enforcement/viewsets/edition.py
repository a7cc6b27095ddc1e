"""裁量权基准: what an editor opens."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateTimeInput

from enforcement.forms.edition import EditionForm
from enforcement.models import Agency, Edition
from enforcement.permissions import READING, policy_of
from enforcement.views.edition import (
    EditionCollectWorkflowActionDataView,
    EditionCreateView,
    EditionEditView,
    EditionIndexView,
    EditionUnpublishView,
    EditionWorkflowActionView,
)
from enforcement.views.guard import guarded
from enforcement.views.history import EditionHistoryView
from enforcement.views.next_edition import NextEditionView
from enforcement.views.withdraw import WithdrawView
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn, standing
from enforcement.viewsets.inspect import EditionInspectView

#: More tiers than a document ever has (HOUSE decision 3: 2 to 8).
MOST_TIERS = 8

_CITATION = [
    FieldPanel("role"),
    FieldPanel("law", help_text="按名称中的任意几个字搜索。"),
    FieldPanel("article", heading="第几条"),
    FieldPanel("sub_article", heading="条之几", help_text="“第三十条之一”填1，没有填0。"),
    FieldPanel("paragraph", heading="第几款", help_text="没有填0。"),
    FieldPanel("item", heading="第几项", help_text="没有填0。"),
]
_TIER = [
    FieldPanel("label", help_text="与文件一致，例如“较轻”“一般”“严重”。"),
    FieldPanel("circumstance", help_text="什么情形适用这一阶次。"),
    FieldPanel("standard", help_text="处罚种类和幅度的原文，系统从中识别金额。"),
]
#: Only the start can be set for a moment: an edition ends by a document, never by a timer.
_SCHEDULE = PublishingPanel(
    children=[FieldPanel("go_live_at", heading="定时发布", widget=AdminDateTimeInput(js_overlay_parent_selector="#schedule-publishing-dialog"))]
)

PANELS = [
    HelpPanel(template="enforcement/admin/identity_panel.html", heading="事项与状态"),
    FieldPanel("benchmark", help_text="选定后不能更改。"),
    MultiFieldPanel(
        [
            FieldPanel("act", help_text="违法行为的完整表述，公众看到的标题。"),
            FieldPanel("domain", help_text="例如“食品安全”“道路运输”。"),
            FieldPanel("statutory_penalty"),
            FieldPanel("penalty_kinds", help_text="例如“警告、罚款”。"),
            FieldPanel("basis_text"),
        ],
        heading="违法行为与法律规定",
    ),
    InlinePanel("citations", panels=_CITATION, heading="引用条文", label="条文", help_text="发布前至少一条。"),
    InlinePanel(
        "tiers", panels=_TIER, heading="裁量阶次", label="阶次", max_num=MOST_TIERS,
        help_text="从轻到重排列，顺序即阶次。发布前至少一个。",
    ),
    MultiFieldPanel(
        [
            FieldPanel("instrument", help_text="产生本版本的文件；没有登记的，先在“制定文件”中新建。"),
            FieldPanel("in_force_from", help_text="从这一天起适用，可以是将来的日期。同一事项每天只能有一个版本。"),
        ],
        heading="制定与施行",
    ),
    MultiFieldPanel(
        [FieldPanel("ended_on"), FieldPanel("ended_by")],
        heading="废止",
        help_text="有新版本的不必填写：旧版本在新版本施行之日自然停止适用。",
    ),
    MultiFieldPanel([FieldPanel("handling_unit"), FieldPanel("remark")], heading="其他"),
    _SCHEDULE,
]  # fmt: skip


def _agencies(request: Any) -> QuerySet[Agency]:
    return policy_of(Agency).within(request.user)


def _domains(request: Any) -> list[tuple[str, str]]:
    editions = policy_of(Edition).instances_user_has_any_permission_for(request.user, READING)
    named = editions.exclude(domain="").order_by("domain").values_list("domain", flat=True).distinct()
    return [(name, name) for name in named]


class EditionFilterSet(WagtailFilterSet):
    """What an officer asks of the list."""

    agency = django_filters.ModelChoiceFilter(label="实施机关", field_name="benchmark__agency", queryset=_agencies)
    domain = django_filters.ChoiceFilter(label="执法领域", choices=[])
    live = django_filters.BooleanFilter(label="已发布", field_name="live")
    in_force = django_filters.BooleanFilter(label="今日有效", method="filter_in_force")

    class Meta:
        model = Edition
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["domain"].extra["choices"] = _domains(self.request)

    def filter_in_force(self, queryset: QuerySet[Edition], name: str, value: bool) -> QuerySet[Edition]:
        holding = Edition.objects.in_force(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=holding) if value else queryset.exclude(pk__in=holding)


class EditionViewSet(ReachableViewSet):
    model = Edition
    icon = "doc-full"
    menu_label = "裁量权基准"
    menu_name = "editions"
    edit_handler = ObjectList(PANELS, base_form_class=EditionForm)
    list_display = [
        "__str__",
        Column("agency", label="实施机关", accessor="benchmark.agency", sort_key="benchmark__agency__name"),
        Column("code", label="事项编码", accessor="benchmark.code", sort_key="benchmark__code"),
        SpokenColumn("in_force_from", label="施行日期", sort_key="in_force_from"),
        Column("standing", label="状态", accessor=standing, sort_key="live"),
    ]
    filterset_class = EditionFilterSet
    search_fields = ["act", "benchmark__code", "benchmark__address", "benchmark__agency__name", "instrument__document_no", "instrument__title"]
    inspect_view_fields = [
        "benchmark", "act", "domain", "statutory_penalty", "penalty_kinds", "basis_text", "citations", "tiers", "instrument",
        "in_force_from", "in_force_until", "ended_on", "ended_by", "published_at", "withdrawn_at", "withdrawn_reason", "batch",
        "undone_at", "handling_unit", "remark",
    ]  # fmt: skip

    index_view_class = EditionIndexView
    add_view_class = EditionCreateView
    edit_view_class = EditionEditView
    inspect_view_class = EditionInspectView
    unpublish_view_class = EditionUnpublishView
    history_view_class = EditionHistoryView
    workflow_action_view_class = EditionWorkflowActionView
    collect_workflow_action_data_view_class = EditionCollectWorkflowActionDataView

    def get_urlpatterns(self) -> list[URLPattern]:
        own = [
            path("withdraw/<int:pk>/", self.construct_view(WithdrawView), name="withdraw"),
            path("next/<int:pk>/", self.construct_view(NextEditionView), name="next_edition"),
        ]
        return super().get_urlpatterns() + guarded(own, self.model)
