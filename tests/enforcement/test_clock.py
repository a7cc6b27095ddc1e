"""Deadlines, display periods and lights from the rules as they are loaded, with worked examples."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from enforcement.clock import (
    Case,
    Light,
    NoRule,
    Rules,
    add_months,
    display_period,
    light,
    publication_due,
    read_rules,
    reply_due,
    withdrawal_due,
)
from enforcement.clock.load import load_holidays, load_policies
from enforcement.clock.rules import rules_of
from enforcement.models import Agency, Measure, Party, Policy, Purpose, RecordKind, Severity
from enforcement.workdays import Calendar, UnknownYear, read_calendar

pytestmark = pytest.mark.django_db
D = date.fromisoformat
K, S = RecordKind, Severity
CREDIT, DISCLOSURE = Purpose.CREDIT, Purpose.DISCLOSURE


@pytest.fixture
def clock() -> tuple[Rules, Calendar]:
    load_holidays()
    load_policies()
    return read_rules(), read_calendar()


def row(**said: Any) -> Policy:
    """A term in memory."""
    return Policy(**{"measure": Measure.PUBLISH, "working_days": 7, "valid_from": D("2020-01-01"), "source": "甲", **said})


@pytest.mark.parametrize(
    ("kind", "decided", "due"),
    [
        (K.PENALTY, "2026-09-30", "2026-10-15"),  # 8, 9, 10 (a Saturday worked), 12, 13, 14, 15
        (K.LICENSE, "2026-02-11", "2026-02-27"),
        (K.COERCION, "2026-02-11", "2026-03-17"),  # 12, 13, 14, 24—28, then 2—6, 9—13, 16, 17 March
        (K.INSPECTION, "2025-01-24", "2025-02-27"),  # 26 (a Sunday), 27, then 5—8, 10—14, 17—21, 24—27 February
        (K.OTHER, "2024-02-29", "2024-03-28"),
        (K.PENALTY, "2026-04-30", "2026-05-13"),
    ],
)
def test_publication(clock: tuple[Rules, Calendar], kind: RecordKind, decided: str, due: str) -> None:
    rules, calendar = clock
    assert publication_due(rules, calendar, Case(kind), D(decided)).due == D(due)


def test_withdrawal_comes_within_three_working_days_of_its_cause(clock: tuple[Rules, Calendar]) -> None:
    rules, calendar = clock
    found = withdrawal_due(rules, calendar, Case(K.PENALTY), D("2026-09-30"))
    assert (found.due, found.rule.article) == (D("2026-10-10"), "第四十八条第二款、第八十五条")


def test_a_reply_within_twenty(clock: tuple[Rules, Calendar]) -> None:
    assert reply_due(*clock, Case(K.REQUEST), D("2026-01-30")).due == D("2026-03-05")


def test_market_regulation_has_twenty_days_of_its_own_and_the_shorter_term_drives_the_warning(db: None) -> None:
    root = Agency.objects.create(name="云岭市人民政府", slug="yunling", kind=Agency.Kind.GOVERNMENT)
    market = Agency.objects.create(name="云岭市市场监督管理局", slug="scjg", parent=root)
    team = Agency.objects.create(name="云岭市市场监管综合执法大队", slug="scdd", parent=market)
    water = Agency.objects.create(name="云岭市水利局", slug="slj", parent=root)
    load_holidays()
    load_policies()
    rules, calendar = read_rules(), read_calendar()
    for agency in (market, team):
        found = publication_due(rules, calendar, Case.of(K.PENALTY, agency), D("2026-03-02"))
        assert (found.due, found.rule.code, found.applies.code) == (D("2026-03-11"), "publish-118-penalty", "publish-samr-45")
    other = publication_due(rules, calendar, Case.of(K.PENALTY, water), D("2026-03-02"))
    assert (other.due, other.applies.code) == (D("2026-03-11"), "publish-118-penalty")
    license = publication_due(rules, calendar, Case.of(K.LICENSE, market), D("2026-03-02"))
    assert license.applies.code == "publish-118-license"


def test_nothing_is_made_up(clock: tuple[Rules, Calendar]) -> None:
    rules, calendar = clock
    with pytest.raises(NoRule, match="2018-01-02没有适用于“行政处罚”的执法公示公示期限"):
        publication_due(rules, calendar, Case(K.PENALTY), D("2018-01-02"))
    with pytest.raises(UnknownYear):
        publication_due(rules, calendar, Case(K.PENALTY), D("2026-12-25"))
    with pytest.raises(NoRule):
        display_period(rules, CREDIT, Case(K.PENALTY), D("2026-04-01"))  # how grave it is must be said


#: (severity, field, decided on, asked on, shown, repair from, last day): credit systems, the rule of 2026-04-01 and the one before.
CREDIT_EXAMPLES = [
    (S.ORDINARY, "", "2026-04-01", None, True, "2026-07-02", "2027-04-01"),
    (S.SEVERE, "", "2026-04-01", None, True, "2027-04-02", "2029-04-01"),
    (S.MINOR, "", "2026-04-01", None, False, "2026-04-01", "2026-07-01"),
    (S.ORDINARY, "", "2026-03-31", "2026-03-31", True, "2026-07-01", "2029-03-31"),
    (S.ORDINARY, "", "2026-03-31", "2026-04-01", True, "2026-07-01", "2027-03-31"),
    (S.ORDINARY, "食品安全", "2026-03-31", "2026-03-31", True, "2027-04-01", "2029-03-31"),
    (S.ORDINARY, "", "2024-06-30", "2026-03-31", True, "2024-10-01", "2027-06-30"),
    (S.ORDINARY, "", "2024-06-30", "2026-04-01", True, "2024-10-01", "2026-03-31"),
    (S.MINOR, "", "2025-05-05", "2026-05-01", False, "2025-05-05", "2025-05-04"),
    (S.SEVERE, "", "2028-02-29", None, True, "2029-03-01", "2031-02-28"),
    (S.ORDINARY, "", "2026-11-30", None, True, "2027-03-01", "2027-11-30"),
]


@pytest.mark.parametrize(("severity", "field", "decided", "asked", "shown", "repair", "last"), CREDIT_EXAMPLES)
def test_credit_display(
    clock: tuple[Rules, Calendar], severity: Severity, field: str, decided: str, asked: str | None, shown: bool, repair: str, last: str
) -> None:
    case = Case(K.PENALTY, domain=field, severity=severity)
    found = display_period(clock[0], CREDIT, case, D(decided), on=D(asked) if asked else None)
    assert (found.shown, found.repair_from, found.last_day) == (shown, D(repair), D(last))


def test_the_end_comes_by_itself_the_day_after_the_last(clock: tuple[Rules, Calendar]) -> None:
    found = display_period(clock[0], CREDIT, Case(K.PENALTY, severity=S.ORDINARY), D("2026-04-01"))
    assert found.ends_on == D("2027-04-02")
    assert (found.is_over(D("2027-04-01")), found.is_over(D("2027-04-02"))) == (False, True)


def test_disclosure_has_periods_of_its_own_and_they_are_named_as_local(clock: tuple[Rules, Calendar]) -> None:
    rules = clock[0]
    case = Case(K.PENALTY, severity=S.MINOR, party=Party.ORGANISATION)
    found = display_period(rules, DISCLOSURE, case, D("2024-02-29"))
    assert (found.shown, found.last_day, found.rule.source, found.rule.confirmed) == (True, D("2029-02-28"), "本级规定（示例）", False)
    person = display_period(rules, DISCLOSURE, Case(K.PENALTY, party=Party.PERSON), D("2024-02-29"))
    assert person.last_day == D("2026-02-28")


def test_a_period_counted_from_publication() -> None:
    rules = rules_of([row(measure=Measure.DISPLAY, working_days=None, max_months=36, from_publication=True)])
    found = display_period(rules, DISCLOSURE, Case(K.PENALTY), D("2026-03-01"), published_on=D("2026-03-10"))
    assert found.last_day == D("2029-03-10")


def test_what_had_ended_does_not_come_back_when_a_longer_rule_reaches_back() -> None:
    display: dict[str, Any] = {"measure": Measure.DISPLAY, "working_days": None}
    rules = rules_of([
        row(pk=1, **display, max_months=6, valid_until=D("2025-12-31")),
        row(pk=2, **display, max_months=36, valid_from=D("2026-01-01"), reaches_back=True),
    ])  # fmt: skip
    asked = D("2026-02-01")
    assert display_period(rules, DISCLOSURE, Case(K.PENALTY), D("2025-01-10"), on=asked).last_day == D("2025-07-10")
    assert display_period(rules, DISCLOSURE, Case(K.PENALTY), D("2025-09-10"), on=asked).last_day == D("2028-09-10")


def test_the_most_specific_row_applies_whatever_their_order() -> None:
    agency = Agency(pk=7, name="甲局")
    rows = [
        row(pk=1, working_days=1), row(pk=2, working_days=2, severity=S.SEVERE), row(pk=3, working_days=3, party=Party.PERSON),
        row(pk=4, working_days=4, kind=K.PENALTY), row(pk=5, working_days=5, domain="市容"), row(pk=6, working_days=6, agency=agency),
        row(pk=7, working_days=7, agency=Agency(pk=9, name="上级")),
    ]  # fmt: skip
    asked = [
        (Case(K.OTHER), 1), (Case(K.OTHER, severity=S.SEVERE), 2), (Case(K.OTHER, severity=S.SEVERE, party=Party.PERSON), 3),
        (Case(K.PENALTY, severity=S.SEVERE, party=Party.PERSON), 4), (Case(K.PENALTY, domain="市容"), 5),
        (Case(K.PENALTY, (7, 9), "市容"), 6), (Case(K.PENALTY, (8, 9), "市容"), 7),
    ]  # fmt: skip
    for rules in (rules_of(rows), rules_of(reversed(rows))):
        for case, days in asked:
            assert rules.rule(DISCLOSURE, Measure.PUBLISH, case, D("2026-01-01")).working_days == days


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2025-11-30", 3, "2026-02-28"), ("2026-01-31", 1, "2026-02-28"),
        ("2026-03-31", 3, "2026-06-30"), ("2026-12-15", 1, "2027-01-15"), ("2026-05-20", 0, "2026-05-20"),
    ],
)  # fmt: skip
def test_months(day: str, months: int, last: str) -> None:
    assert add_months(D(day), months) == D(last)


@pytest.mark.parametrize(
    ("today", "done", "expected"),
    [
        ("2026-09-30", None, Light.GREEN), ("2026-10-07", None, Light.GREEN), ("2026-10-08", None, Light.AMBER), ("2026-10-10", None, Light.AMBER),
        ("2026-10-11", None, Light.RED), ("2026-12-01", "2026-10-10", Light.MET), ("2026-12-01", "2026-10-11", Light.LATE),
    ],
)  # fmt: skip
def test_lights(clock: tuple[Rules, Calendar], today: str, done: str | None, expected: Light) -> None:
    """Due on Saturday 10 October, worked after the holidays: the seven days before 8 October leave three."""
    assert light(D("2026-10-10"), D(today), clock[1], D(done) if done else None) == expected


def test_how_near_is_near_is_the_sites_to_say(clock: tuple[Rules, Calendar], settings: Any) -> None:
    settings.CLOCK_AMBER_WORKING_DAYS = 3
    assert light(D("2026-10-10"), D("2026-10-07"), clock[1]) == Light.AMBER
