"""执法决定: read, decided on, taken off; never typed, altered or deleted by hand."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from enforcement.models import Agency, Record
from enforcement.models.record import KINDS
from enforcement.permissions import policy_of
from enforcement.records.look import may_look
from enforcement.views.guard import guarded
from enforcement.views.record_actions import DecideView, LookView, WithdrawRecordView
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn
from enforcement.viewsets.inspect import SpokenInspectView, lines


def _agencies(request: Any) -> QuerySet[Agency]:
    return policy_of(Agency).within(request.user)


class RecordFilterSet(WagtailFilterSet):
    """``?state=held`` is the queue of the second person."""

    state = django_filters.ChoiceFilter(label="状态", choices=Record.State.choices)
    kind = django_filters.ChoiceFilter(label="种类", choices=KINDS)
    agency = django_filters.ModelChoiceFilter(label="决定机关", queryset=_agencies)

    class Meta:
        model = Record
        fields: list[str] = []


class RecordInspectView(SpokenInspectView):
    """Public columns, who decided what, and what may be done now."""

    def get_disclosures_display_value(self) -> Any:
        made = self.object.disclosures.select_related("decided_by")
        return lines(f"{timezone.localtime(each.decided_at):%Y-%m-%d %H:%M} {each.decided_by or '—'}　{each}{'（' + each.note + '）' if each.note else ''}" for each in made)

    def get_penalty_kinds_display_value(self) -> str:
        return "、".join(self.object.kinds_said) or "—"

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = [button for button in super().header_more_buttons if button is not None]
        for name, label, icon, shown in self._own_actions():
            if shown:
                url = reverse(f"{self.index_url_name.rpartition(':')[0]}:{name}", args=[self.object.pk])
                buttons.append(Button(label, url=url, icon_name=icon, priority=40))
        return buttons

    def _own_actions(self) -> list[tuple[str, str, str, bool]]:
        record, user, policy = self.object, self.request.user, policy_of(Record)
        open_states = (Record.State.DRAFT, Record.State.HELD, Record.State.WITHHELD, Record.State.PUBLISHED)
        return [
            ("decide", "公开决定", "check", record.state in open_states and policy.user_has_permission(user, "publish")),
            ("withdraw", "撤下", "no-view", record.is_visible(timezone.now()) and policy.user_has_permission(user, "withdraw")),
            ("look", "查看原文", "view", may_look(user, record)),
        ]


class RecordViewSet(ReachableViewSet):
    model = Record
    icon = "list-ul"
    menu_label = "执法决定"
    menu_name = "records"
    inspect_view_class = RecordInspectView
    list_display = [
        "__str__", Column("act", label="事项"), Column("agency", label="决定机关", accessor="agency", sort_key="agency__name"),
        SpokenColumn("decided_on", label="决定日期", sort_key="decided_on"), Column("state", label="状态", accessor="get_state_display", sort_key="state"),
    ]  # fmt: skip
    filterset_class = RecordFilterSet
    search_fields = ["number", "number_key", "act", "party_name", "agency__name"]
    inspect_view_fields = [
        "kind", "number", "agency", "state", "held_because", "party_name", "party_kind", "credit_code", "legal_representative", "act", "facts", "basis_text",
        "penalty_kinds", "content", "fine", "confiscated", "licence_affected", "procedure", "licence_kind", "certificate", "source_agency", "remark",
        "acted_on", "decided_on", "valid_from", "valid_until", "edition", "applied", "tier_label", "consistency", "published_at", "displayed_until",
        "withdrawn_at", "withdrawn_cause", "withdrawn_reason", "cause_on", "disclosures", "batch",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("agency")

    def get_urlpatterns(self) -> list[URLPattern]:
        own = [
            path("decide/<int:pk>/", self.construct_view(DecideView), name="decide"),
            path("withdraw/<int:pk>/", self.construct_view(WithdrawRecordView), name="withdraw"),
            path("look/<int:pk>/", self.construct_view(LookView), name="look"),
        ]
        return super().get_urlpatterns() + guarded(own, self.model)
