"""The rules of deadlines, holidays, suspensions and reviews hold in the database itself: each is broken here past every form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from enforcement.models import (
    Agency,
    Benchmark,
    HolidayNotice,
    HolidaySpan,
    Instrument,
    Law,
    LawReview,
    Measure,
    Policy,
    RecordKind,
    Suspension,
)  # fmt: skip
from tests.enforcement.broken import Rows, Write, add, refusal, refused_by, twice

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = date(2024, 3, 1), date(2024, 9, 3)
EVE = date(2024, 2, 29)


@pytest.fixture
def rows() -> Rows:
    """A year's holidays, a benchmark and a law; what a further row of each kind would say."""
    agency = Agency.objects.create(name="云岭市水利局", slug="slj")
    law = Law.objects.create(name="中华人民共和国水法", slug="shuifa")
    instrument = Instrument.objects.create(title="通知", document_no="云水规〔2024〕1号", in_force_from=SPRING)
    benchmark = Benchmark.objects.create(agency=agency, code="A1", address="A1")
    notice = HolidayNotice.objects.create(year=2024, document_no="国办发明电〔2023〕7号")
    return {
        Policy: {"agency": agency, "measure": Measure.PUBLISH, "working_days": 7, "valid_from": SPRING, "source": "某办法"},
        HolidayNotice: {"year": 2025, "document_no": "国办发明电〔2024〕12号"},
        HolidaySpan: {"notice": notice, "first_day": date(2024, 10, 1), "last_day": date(2024, 10, 7)},
        Suspension: {"benchmark": benchmark, "begins": SPRING, "ground": "正在调整", "instrument": instrument},
        LawReview: {"law": law, "changed_on": SPRING, "kind": "benchmark", "key": 1, "ground": "条文未变"},
    }


def term(**values: Any) -> Write:
    """A display period, right but for these values."""
    return add(Policy, **{"measure": Measure.DISPLAY, "working_days": None, "min_months": 3, "max_months": 12, **values})


MODELS = (Policy, HolidayNotice, HolidaySpan, Suspension, LawReview)
LIFTED = {"until": AUTUMN}
BROKEN: dict[str, Write] = {
    "policy_code_once": twice(Policy, {"valid_from": AUTUMN}, code="publish"),
    "policy_scope_once_a_day": twice(Policy, {"working_days": 20}),
    "policy_days_unless_display": add(Policy, working_days=None),
    "policy_months_for_display": add(Policy, max_months=12),
    "policy_months_rise": term(min_months=12, max_months=3),
    "policy_display_stands_alone": term(alongside=True),
    "policy_ends_after_it_begins": add(Policy, valid_until=EVE),
    "holiday_notice_year_is_one": add(HolidayNotice, year=1999),
    "holiday_span_ends_after_it_begins": add(HolidaySpan, last_day=date(2024, 9, 30)),
    "suspension_open_once": twice(Suspension, {"begins": AUTUMN}),
    "suspension_lifted_after_it_begins": add(Suspension, until=EVE),
    "suspension_has_a_ground": add(Suspension, ground=""),
    "law_review_once": twice(LawReview, {"ground": "另有理由"}),
    "law_review_has_a_ground": add(LawReview, ground=""),
}
#: More ways to break a rule, and what the database says of them.
ALSO_BROKEN: list[tuple[str, Write]] = [
    ("policy_scope_once_a_day", twice(Policy, agency=None)),
    ("policy_days_unless_display", add(Policy, working_days=0)),
    ("policy_days_unless_display", term(working_days=7)),
    ("policy_months_for_display", add(Policy, min_months=3)),
    ("policy_months_for_display", add(Policy, shown=False)),
    ("policy_months_for_display", add(Policy, from_publication=True)),
    ("holiday_notice_year_is_one", add(HolidayNotice, year=2101)),
    ("year", add(HolidayNotice, year=2024)),
]


#: What stands close to a rule and keeps it.
ALLOWED: dict[str, Write] = {
    "many rules without a code": twice(Policy, {"valid_from": AUTUMN}),
    "the same for one body and for all": twice(Policy, {"agency": None}),
    "the same for another kind": twice(Policy, {"kind": RecordKind.LICENSE}),
    "a reminder beside the rule, from another day": twice(Policy, {"valid_from": AUTUMN, "alongside": True}),
    "a term": term(),
    "a term of one length": term(min_months=12),
    "a term without an end": term(max_months=None),
    "a term without a least": term(min_months=None),
    "not shown on principle": term(shown=False, min_months=None),
    "a term that begins with publication": term(from_publication=True),
    "one day long": add(Policy, valid_until=SPRING),
    "the first year": add(HolidayNotice, year=2000),
    "the last year": add(HolidayNotice, year=2100),
    "one day off": add(HolidaySpan, last_day=date(2024, 10, 1)),
    "suspended again": twice(Suspension, {"begins": AUTUMN, "until": None}, **LIFTED),
    "suspended by mistake": twice(Suspension, until=SPRING),
    "reviewed again, the first withdrawn": twice(LawReview, {"withdrawn_at": None}, withdrawn_at=timezone.now()),
    "reviewed for a later change": twice(LawReview, {"changed_on": AUTUMN}),
    "another item reviewed": twice(LawReview, {"key": 2}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_of_the_clock_holds_in_the_database(rows: Rows, name: str) -> None:
    message = refusal(BROKEN[name], rows)
    assert refused_by(name, message), message


@pytest.mark.parametrize("number", range(len(ALSO_BROKEN)))
def test_however_a_rule_of_the_clock_is_broken(rows: Rows, number: int) -> None:
    said, write = ALSO_BROKEN[number]
    assert said in refusal(write, rows)


@pytest.mark.parametrize("model", MODELS)
def test_the_row_that_is_made_wrong_was_right(rows: Rows, model: type) -> None:
    assert set(rows) == set(MODELS)
    add(model)(rows)


@pytest.mark.parametrize("what", ALLOWED)
def test_what_keeps_the_rules_of_the_clock_is_written(rows: Rows, what: str) -> None:
    ALLOWED[what](rows)
