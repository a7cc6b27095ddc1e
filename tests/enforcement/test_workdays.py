"""Working days as the State Council's notices say, and nothing beyond them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.clock.load import load_holidays
from enforcement.models import HolidayNotice, HolidaySpan
from enforcement.workdays import Calendar, UnknownYear, day_of, read_calendar

D = date.fromisoformat


@pytest.fixture
def calendar(db: None) -> Calendar:
    load_holidays()
    return read_calendar()


#: (decided on, working days, the last day in time, why)
EXAMPLES = [
    ("2026-02-11", 7, "2026-02-27", "12、13、14(星期六)上班，15—23放假，24—27"),
    ("2026-02-12", 3, "2026-02-24", "13、14上班，15—23放假，24"),
    ("2024-02-08", 3, "2024-02-19", "9日除夕上班，10—17放假，18(星期日)上班，19"),
    ("2026-09-18", 3, "2026-09-22", "20(星期日)上班"),
    ("2026-09-30", 1, "2026-10-08", "国庆放假七天"),
    ("2026-09-30", 3, "2026-10-10", "8、9、10(星期六)上班"),
    ("2023-09-28", 3, "2023-10-09", "29—6放假，7、8上班，9"),
    ("2025-12-31", 1, "2026-01-04", "元旦后星期日上班"),
    ("2024-02-28", 2, "2024-03-01", "闰年"),
    ("2026-04-30", 5, "2026-05-11", "6、7、8、9(星期六上班)、11"),
]


@pytest.mark.parametrize(("event", "number", "last"), [example[:3] for example in EXAMPLES])
def test_worked_examples(calendar: Calendar, event: str, number: int, last: str) -> None:
    assert calendar.add_working_days(D(event), number) == D(last)
    assert calendar.working_days_between(D(event), D(last)) == number


#: Days off besides Saturdays and Sundays, and weekend days worked, as the four notices come to: counted by hand from their texts.
@pytest.mark.parametrize(("year", "working"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_the_years_have_as_many_working_days_as_the_notices_leave(calendar: Calendar, year: int, working: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    assert sum(calendar.is_working_day(day) for day in days if day.year == year) == working


@pytest.mark.parametrize(
    "day", ["2023-01-28", "2023-10-08", "2024-02-04", "2024-02-09", "2024-10-12", "2025-01-26", "2025-10-11", "2026-01-04", "2026-10-10"]
)
def test_days_worked(calendar: Calendar, day: str) -> None:
    assert calendar.is_working_day(D(day))


@pytest.mark.parametrize("day", ["2023-01-02", "2023-10-06", "2024-02-16", "2024-06-10", "2025-02-04", "2025-10-08", "2026-02-23", "2026-09-25"])
def test_days_off(calendar: Calendar, day: str) -> None:
    assert not calendar.is_working_day(D(day))


def test_nothing_is_counted_into_a_year_without_a_notice(calendar: Calendar) -> None:
    with pytest.raises(UnknownYear, match="2027年的放假安排尚未登记"):
        calendar.add_working_days(D("2026-12-24"), 20)
    with pytest.raises(UnknownYear):
        calendar.is_working_day(D("2027-01-04"))
    with pytest.raises(UnknownYear):
        calendar.working_days_between(D("2026-12-31"), D("2027-01-01"))
    with pytest.raises(UnknownYear):
        calendar.add_working_days(D("2022-06-01"), 1)
    assert calendar.add_working_days(D("2026-12-24"), 5) == D("2026-12-31")
    assert calendar.add_working_days(D("2022-12-30"), 1) == D("2023-01-03"), "the notice for 2023 names 31 December, too"


def test_the_day_of_the_event_does_not_count_and_no_days_are_none(calendar: Calendar) -> None:
    assert calendar.add_working_days(D("2026-03-02"), 1) == D("2026-03-03")
    assert calendar.add_working_days(D("2026-03-01"), 0) == D("2026-03-01")
    with pytest.raises(ValueError, match="不能为负"):
        calendar.add_working_days(D("2026-03-02"), -1)


def test_a_moment_is_a_day_of_the_city() -> None:
    assert day_of(datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC)) == D("2026-03-31")
    assert day_of(datetime(2026, 3, 31, 16, 0, tzinfo=UTC)) == D("2026-04-01")
    with pytest.raises(ValueError, match="时区"):
        day_of(datetime(2026, 3, 31, 16, 0))  # noqa: DTZ001


def test_a_calendar_that_contradicts_itself_is_refused(db: None) -> None:
    notice = HolidayNotice.objects.create(year=2028, document_no="国办发明电〔2027〕1号")
    for kind in ("rest", "work"):
        HolidaySpan.objects.create(notice=notice, kind=kind, first_day=D("2028-05-01"), last_day=D("2028-05-02"))
    with pytest.raises(ValueError, match="2028-05-01既登记为放假，又登记为上班"):
        read_calendar()


def test_notices_on_record_are_left_alone(db: None) -> None:
    HolidayNotice.objects.create(year=2026, document_no="更正后的通知")
    assert load_holidays() == [2023, 2024, 2025]
    assert load_holidays() == []
    assert HolidayNotice.objects.get(year=2026).document_no == "更正后的通知"


# --- against a naive model -------------------------------------------------------
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = draw(st.sets(DAYS, max_size=60))
    return Calendar.of({2024, 2025}, off, draw(st.sets(DAYS, max_size=60)) - off)


def naive_list(calendar: Calendar) -> list[date]:
    """Every working day of the two years, one by one."""
    every = (date(2024, 1, 1) + timedelta(days=number) for number in range(731))
    return [day for day in every if day in calendar.work or (day.isoweekday() not in (6, 7) and day not in calendar.rest)]


@given(calendars(), DAYS, st.integers(0, 40))
def test_adding_agrees_with_a_list_of_days(calendar: Calendar, event: date, number: int) -> None:
    after = [day for day in naive_list(calendar) if day > event]
    if number > len(after):
        with pytest.raises(UnknownYear):
            calendar.add_working_days(event, number)
    else:
        assert calendar.add_working_days(event, number) == (after[number - 1] if number else event)


@given(calendars(), DAYS, DAYS)
def test_counting_agrees_with_a_list_of_days(calendar: Calendar, first: date, last: date) -> None:
    low, high = sorted((first, last))
    expected = sum(low < day <= high for day in naive_list(calendar))
    assert calendar.working_days_between(first, last) == (expected if first <= last else -expected)
