"""Periods of months and years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The last day of so many months after an event on ``day`` (民法典 202).

    The day of the same number, or the last of the month where there is none:
    2024-02-29 and a year is 2025-02-28. A period ends on it also when it is
    a day off: 民法典 203 gives someone more time to act, it does not keep a
    person's name before the public for longer.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
