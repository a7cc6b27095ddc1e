"""The work list after a change of law, and how each task stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from enforcement.clock import Case, Light, NoRule, Rules, adjustment_due, light, read_rules
from enforcement.lawchanges.changes import Change, changes
from enforcement.lawchanges.providers import Resting, providers
from enforcement.models import Agency, LawReview, Policy, RecordKind, Suspension
from enforcement.workdays import Calendar, UnknownYear, read_calendar


class State(TextChoices):
    """Done in one of three ways, or not."""

    OPEN = "open", "待处理"
    SUSPENDED = "suspended", "已暂停适用，待调整"
    ADJUSTED = "adjusted", "已调整"
    UNAFFECTED = "unaffected", "认定无需调整"


OPEN = (State.OPEN, State.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Task:
    """``due`` is None where the table or the calendar is silent; ``undated`` tells which, for the officer."""

    resting: Resting
    agency: Agency
    state: State
    due: date | None
    light: Light | None
    rule: Policy | None = None
    undated: str = ""
    review: LawReview | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def work_list(today: date, agencies: Collection[int] | None = None) -> list[Task]:
    """Every task of these agencies (None for all): what is open first, then by the day it is due.

    A fixed number of queries. A change still to come is listed, too: its
    items can be adjusted before.
    """
    known = changes()
    resting = [each for provider in providers() for each in provider.find(known, today, agencies)]
    if not resting:
        return []
    reviews = {(row.law_id, row.changed_on, row.kind, row.key): row for row in LawReview.objects.filter(withdrawn_at__isnull=True)}
    suspended = {suspension.benchmark_id: suspension for suspension in Suspension.objects.on(today)}
    by_pk = {agency.pk: agency for agency in Agency.objects.all()}
    terms = _Terms(by_pk, today)
    tasks = []
    for each in resting:
        review = reviews.get((each.change.law.pk, each.change.on, each.kind, each.key))
        rests = each.kind == "benchmark" and each.key in suspended and suspended[each.key].touches(each.begins, today)
        state = _state(each, review, rests)
        due, rule, undated = terms.of(each)
        shown = terms.light(due) if due and state in OPEN else None
        tasks.append(Task(each, by_pk[each.agency], state, due, shown, rule, undated, review))
    return sorted(tasks, key=lambda task: (not task.is_open, task.due or date.max, task.agency.order, task.resting.code))


def _state(resting: Resting, review: LawReview | None, suspended: bool) -> State:
    if resting.done:
        return State.ADJUSTED
    if review is not None:
        return State.UNAFFECTED
    return State.SUSPENDED if suspended else State.OPEN


class _Terms:
    """When tasks are due: asked once for each agency, field and change, since thousands may share them."""

    def __init__(self, agencies: dict[int, Agency], today: date) -> None:
        self._agencies, self._today = agencies, today
        self._rules: Rules = read_rules()
        self._calendar: Calendar = read_calendar()
        self._known: dict[tuple[int, str, date], tuple[date | None, Policy | None, str]] = {}

    def of(self, resting: Resting) -> tuple[date | None, Policy | None, str]:
        asked = (resting.agency, resting.domain, resting.change.on)
        if asked not in self._known:
            self._known[asked] = self._due(resting)
        return self._known[asked]

    def _due(self, resting: Resting) -> tuple[date | None, Policy | None, str]:
        case = Case(RecordKind.BENCHMARK, self._line(resting.agency), resting.domain)
        try:
            found = adjustment_due(self._rules, self._calendar, case, resting.change.on)
        except (NoRule, UnknownYear) as error:
            return None, None, str(error)
        return found.due, found.rule, ""

    def _line(self, pk: int | None) -> tuple[int, ...]:
        line: list[int] = []
        while pk is not None and pk not in line:
            line.append(pk)
            pk = self._agencies[pk].parent_id
        return tuple(line)

    def light(self, due: date) -> Light | None:
        try:
            return light(due, self._today, self._calendar)
        except UnknownYear:
            return None


def overdue(tasks: Collection[Task]) -> int:
    """How many open tasks are past their day."""
    return sum(task.light == Light.RED for task in tasks)


__all__ = ["OPEN", "Change", "State", "Task", "overdue", "work_list"]
