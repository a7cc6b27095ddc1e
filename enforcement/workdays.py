"""Working days: what 二日, 三日, 五日 and 七日 mean in administrative penalties (行政处罚法 85).

Saturdays and Sundays are off and all other days are worked, except as the
State Council's notice for the year says. A year without a notice on record is
unknown, and nothing is counted into it: a guess would be wrong by days.

The day of the event does not count (民法典 201): the first day is the next
one. Days are days in the city's time zone; ``day_of`` makes one of a moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

SATURDAY = 5
ONE = timedelta(days=1)


class UnknownYear(ValueError):
    """The notice of this year is not on record; the message is for the officer."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的放假安排尚未登记，无法计算工作日。请先在“放假安排”中登记国务院办公厅的通知。")
        self.year = year


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the notices say: the years they are for, days off, days worked. Read once for many records."""

    years: frozenset[int]
    rest: frozenset[date]
    work: frozenset[date]

    @classmethod
    def of(cls, years: Iterable[int], rest: Iterable[date], work: Iterable[date]) -> Calendar:
        """Raises ValueError where a day is said to be both off and worked."""
        off, worked = frozenset(rest), frozenset(work)
        if both := off & worked:
            raise ValueError(f"{min(both):%Y-%m-%d}既登记为放假，又登记为上班，请更正“放假安排”。")
        return cls(frozenset(years), off, worked)

    def is_working_day(self, day: date) -> bool:
        """Raises UnknownYear."""
        if day in self.work:
            return True
        if day in self.rest:
            return False
        if day.year not in self.years:
            raise UnknownYear(day.year)
        return day.weekday() < SATURDAY

    def add_working_days(self, day: date, number: int) -> date:
        """The last of so many working days after an event on ``day``, itself a working day; ``day`` for none.

        Raises UnknownYear, and ValueError for a number below 0.
        """
        if number < 0:
            raise ValueError("工作日数不能为负。")
        while number:
            day += ONE
            number -= self.is_working_day(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and including ``last``; negative when ``last`` is the earlier.

        Raises UnknownYear.
        """
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working_day(first + ONE * number) for number in range(1, (last - first).days + 1))


def read_calendar() -> Calendar:
    """The calendar on record: two queries. Raises ValueError where it contradicts itself."""
    from enforcement.models import HolidayNotice, HolidaySpan

    days: dict[str, list[date]] = {kind: [] for kind in HolidaySpan.Kind.values}
    for span in HolidaySpan.objects.all():
        days[span.kind] += span.days()
    return Calendar.of(HolidayNotice.objects.values_list("year", flat=True), days[HolidaySpan.Kind.REST], days[HolidaySpan.Kind.WORK])


def day_of(moment: datetime) -> date:
    """The day of a moment in the city: 16:00 UTC is already the next one. Raises ValueError for one without a time zone."""
    if timezone.is_naive(moment):
        raise ValueError("时间没有时区，不能换算为日期。")
    return timezone.localdate(moment)
