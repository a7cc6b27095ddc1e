"""By when something must be done: so many working days after its cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from enforcement.clock.rules import Case, Rules
from enforcement.models import Measure, Policy, Purpose
from enforcement.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due`` is the last day in time. ``rule`` drives it, ``applies`` is the row that applies: not the same where a
    special term stands beside a shorter general one."""

    due: date
    rule: Policy
    applies: Policy


def due(rules: Rules, calendar: Calendar, measure: Measure, case: Case, caused_on: date, purpose: Purpose = Purpose.DISCLOSURE) -> Deadline:
    """The last day for a measure whose cause came on ``caused_on``. Raises NoRule, UnknownYear.

    Of terms that stand beside each other the shortest drives the warning.
    """
    standing = rules.standing(purpose, measure, case, caused_on)
    rule = min(standing, key=lambda row: row.working_days or 0)
    return Deadline(calendar.add_working_days(caused_on, rule.working_days or 0), rule, standing[0])


def publication_due(rules: Rules, calendar: Calendar, case: Case, decided_on: date) -> Deadline:
    """By when a decision must be before the public (国办发〔2018〕118号: 7 working days for penalties and licences, else 20)."""
    return due(rules, calendar, Measure.PUBLISH, case, decided_on)


def withdrawal_due(rules: Rules, calendar: Calendar, case: Case, caused_on: date) -> Deadline:
    """By when a decision that was changed, revoked or found unlawful must be off (行政处罚法 48, 85: 3 working days)."""
    return due(rules, calendar, Measure.WITHDRAW, case, caused_on)


def reply_due(rules: Rules, calendar: Calendar, case: Case, received_on: date) -> Deadline:
    """By when a request must be answered (政府信息公开条例 33: 20 working days after receipt as article 31 fixes it)."""
    return due(rules, calendar, Measure.REPLY, case, received_on)


def adjustment_due(rules: Rules, calendar: Calendar, case: Case, changed_on: date) -> Deadline:
    """By when what rests on a law must be adjusted to its change (国办发〔2022〕27号 asks for it without naming days)."""
    return due(rules, calendar, Measure.ADJUST, case, changed_on)
