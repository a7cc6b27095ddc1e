"""The home page of the back office: what waits because a law changed, and what the clock lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from enforcement.clock import Light
from enforcement.lawchanges import work_list
from enforcement.models import Benchmark, HolidayNotice, Policy, Suspension
from enforcement.permissions import READING, agencies_of, policy_of
from enforcement.views.lawchanges import NAMESPACE

#: The notice for a year comes in November or December before it.
NOTICE_MONTH = 11


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that leads to what it counts."""

    label: str
    count: int
    url: str


class ClockPanel(Component):
    """Counts of the user's own agencies. Shown only where there is something to do."""

    name = "enforcement_clock"
    template_name = "enforcement/admin/clock_panel.html"
    order = 50

    def __init__(self, figures: list[Figure], warnings: list[tuple[str, str]]) -> None:
        self.figures, self.warnings = figures, warnings

    @classmethod
    def of(cls, user: Any) -> ClockPanel | None:
        """The panel of this user, None when nothing waits."""
        if not policy_of(Benchmark).user_has_any_permission(user, READING):
            return None
        today = timezone.localdate()
        figures = [figure for figure in _figures(user, today) if figure.count]
        warnings = list(_lacking(today)) if policy_of(HolidayNotice).user_has_permission(user, "add") else []
        return cls(figures, warnings) if figures or warnings else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"figures": self.figures, "warnings": self.warnings}


def _figures(user: Any, today: date) -> list[Figure]:
    tasks = [task for task in work_list(today, agencies_of(user)) if task.is_open]
    listing = reverse(f"{NAMESPACE}:list")
    resting = policy_of(Suspension).within(user) & Suspension.objects.on(today)
    return [
        Figure("因法律变动待调整", len(tasks), f"{listing}?show=open"),
        Figure("已逾期", sum(task.light == Light.RED for task in tasks), f"{listing}?show=red"),
        Figure("即将到期", sum(task.light == Light.AMBER for task in tasks), f"{listing}?show=amber"),
        Figure("暂停适用中", resting.count(), reverse(Suspension.snippet_viewset.get_url_name("list"))),
    ]


def _lacking(today: date) -> Any:
    """What the whole city's manager has to record: sentences with the address of the place."""
    wanted = [today.year] + ([today.year + 1] if today.month >= NOTICE_MONTH else [])
    known = set(HolidayNotice.objects.filter(year__in=wanted).values_list("year", flat=True))
    for year in wanted:
        if year not in known:
            yield f"{year}年的放假安排尚未登记，期限到该年的事项无法计算。", reverse(HolidayNotice.snippet_viewset.get_url_name("add"))
    if waiting := Policy.objects.filter(confirmed=False).count():
        yield f"期限规定有{waiting}条待核定。", f"{reverse(Policy.snippet_viewset.get_url_name('list'))}?confirmed=false"
