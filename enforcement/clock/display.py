"""How long a record stays before the public: for disclosure and for the credit systems apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from enforcement.clock.months import add_months
from enforcement.clock.rules import Case, Rules
from enforcement.models import Measure, Policy, Purpose

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Display:
    """What a rule makes of a record's days.

    ``shown`` says whether it is shown unless somebody finds it necessary;
    ``repair_from`` is the first day on which credit repair may be asked for
    (duties done, pledge given: 信用修复管理办法); ``last_day`` the last day of
    display, None without a limit.
    """

    rule: Policy
    shown: bool
    repair_from: date
    last_day: date | None

    @property
    def ends_on(self) -> date | None:
        """The first day on which it must not be shown any more: the end comes by itself."""
        return self.last_day + ONE if self.last_day else None

    def is_over(self, day: date) -> bool:
        """Whether the display has ended by this day."""
        return self.last_day is not None and day > self.last_day


def display_period(
    rules: Rules, purpose: Purpose, case: Case, decided_on: date, published_on: date | None = None, on: date | None = None
) -> Display:
    """The display of a decision. Raises NoRule.

    ``published_on`` is needed where the rule counts from publication (until
    then such a period is counted from ``on``, or from the decision). ``on``
    is the day one asks on: a rule that reaches back governs from its first
    day; what it makes too long ended on the day before it began.
    """
    before = rules.find(purpose, Measure.DISPLAY, case, decided_on)
    rule = rules.rule(purpose, Measure.DISPLAY, case, decided_on, on)
    begins = (published_on or on or decided_on) if rule.from_publication else decided_on
    display = _display(rule, begins)
    if before is None or rule == before or display.last_day is None:
        return display
    former = _display(before, (published_on or decided_on) if before.from_publication else decided_on)
    eve = rule.valid_from - ONE
    # What had ended stays ended, what is over by the new rule ended when that began.
    last_day = former.last_day if former.is_over(eve) else max(display.last_day, eve)
    return replace(display, last_day=last_day)


def _display(rule: Policy, begins: date) -> Display:
    last_day = add_months(begins, rule.max_months) if rule.max_months is not None else None
    if not rule.shown and rule.max_months is None:
        last_day = begins - ONE
    return Display(rule, rule.shown, add_months(begins, rule.min_months) + ONE if rule.min_months else begins, last_day)
