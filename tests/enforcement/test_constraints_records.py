"""The rules of decisions, their publication and their originals hold in the database itself: each is broken here past every form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from enforcement.models import (
    PUBLISHING,
    WITHHOLDING,
    Agency,
    BatchItem,
    Benchmark,
    Consistency,
    Disclosure,
    Edition,
    ImportBatch,
    Instrument,
    OriginalLook,
    PartyKind,
    Record,
    RecordOriginal,
)  # fmt: skip
from tests.enforcement.broken import Rows, Write, add, refusal, refused_by, twice

pytestmark = pytest.mark.django_db

ACTED, DECIDED, LATER = date(2024, 5, 6), date(2024, 6, 3), date(2024, 6, 4)
NOW = timezone.now()
State, Cause, Decision = Record.State, Record.Cause, Disclosure.Decision


@pytest.fixture
def rows() -> Rows:
    """A body with one decision and its original; what a second of each would say."""
    agency = Agency.objects.create(name="云岭市水利局", slug="slj")
    batch = ImportBatch.objects.create(kind="penalty", file_name="a.xlsx", file_hash="0" * 64)
    said = {"kind": "penalty", "agency": agency, "act": "倾倒渣土", "decided_on": DECIDED, "party_kind": PartyKind.ORGANISATION}
    record = Record.objects.create(**said, number="云水罚〔2024〕1号", number_key="云水罚20241", address="first")
    original = RecordOriginal.objects.create(item=BatchItem.objects.create(batch=batch, action="create"), record=record)
    user = User.objects.create_user("officer")
    return {
        Record: {**said, "number": "云水罚〔2024〕2号", "number_key": "云水罚20242", "address": "second"},
        Disclosure: {"record": record, "decision": Decision.PUBLISH, "ground": PUBLISHING[0], "decided_by": user, "decided_at": NOW},
        RecordOriginal: {"item": BatchItem.objects.create(batch=batch, action="create"), "record": record},
        OriginalLook: {"original": original, "user": user, "purpose": "复核脱敏"},
    }


def judged(**values: Any) -> Write:
    """A decision held against an edition, with all that this takes but for these values."""

    def write(rows: Rows) -> None:
        agency = rows[Record]["agency"]
        instrument = Instrument.objects.create(title="基准", document_no="云水规〔2024〕1号", in_force_from=date(2024, 3, 1))
        benchmark = Benchmark.objects.create(agency=agency, address="A1")
        edition = Edition.objects.create(benchmark=benchmark, act="倾倒渣土", instrument=instrument, in_force_from=date(2024, 3, 1))
        right = {"edition": edition, "acted_on": ACTED, "fine": Decimal(5000), "consistency": Consistency.INSIDE}
        add(Record, **{**right, **values})(rows)

    return write


def withdrawn(**values: Any) -> Write:
    """A decision taken off, with all that this takes but for these values."""
    right = {"published_at": NOW, "withdrawn_at": NOW, "withdrawn_cause": Cause.REVIEW, "withdrawn_reason": "复议决定撤销"}
    return add(Record, **{"state": State.WITHDRAWN, **right, **values})


PERSON = {"party_kind": PartyKind.PERSON}
SUMS = {"fine": Decimal(0), "confiscated": Decimal(0)}
MODELS = (Record, Disclosure, RecordOriginal, OriginalLook)
BROKEN: dict[str, Write] = {
    "record_number_once_a_body": add(Record, number_key="云水罚20241"),
    "record_has_number_and_address": add(Record, number_key=""),
    "record_credit_code_of_organisations": add(Record, **PERSON, credit_code="91530000MA00000000"),
    "record_act_before_decision": add(Record, acted_on=LATER),
    "record_validity_rises": add(Record, valid_from=LATER, valid_until=DECIDED),
    "record_sums_not_negative": add(Record, fine=Decimal("-0.01")),
    "record_published_is_dated": add(Record, state=State.PUBLISHED),
    "record_withdrawal_has_a_cause": withdrawn(withdrawn_cause=Cause.NONE),
    "record_end_is_dated": add(Record, state=State.ENDED, published_at=NOW),
    "record_published_says_what": add(Record, state=State.PUBLISHED, published_at=NOW, act=""),
    "record_judged_by_an_edition": judged(edition=None),
    "disclosure_ground_fits_decision": add(Disclosure, decision=Decision.WITHHOLD),
    "look_has_a_purpose": add(OriginalLook, purpose=""),
}
#: More ways to break a rule, and what the database says of them.
ALSO_BROKEN: list[tuple[str, Write]] = [
    ("record_has_number_and_address", add(Record, address="")),
    ("address", add(Record, address="first")),
    ("record_credit_code_of_organisations", add(Record, party_kind=PartyKind.SOLE_TRADER, credit_code="92530000MA00000000")),
    ("record_sums_not_negative", add(Record, confiscated=Decimal(-1))),
    ("record_sums_not_negative", add(Record, fine=Decimal(1), confiscated=Decimal(-1))),
    ("record_published_is_dated", withdrawn(published_at=None)),
    ("record_published_is_dated", add(Record, state=State.ENDED, ended_at=NOW)),
    ("record_withdrawal_has_a_cause", withdrawn(withdrawn_at=None)),
    ("record_withdrawal_has_a_cause", withdrawn(withdrawn_reason="")),
    ("record_judged_by_an_edition", judged(acted_on=None)),
    ("record_judged_by_an_edition", judged(fine=None)),
    ("item_id", twice(RecordOriginal)),
    ("disclosure_ground_fits_decision", add(Disclosure, decision="perhaps")),
    ("disclosure_ground_fits_decision", add(Disclosure, ground="")),
    *(("disclosure_ground_fits_decision", add(Disclosure, decision=Decision.PUBLISH, ground=ground)) for ground in WITHHOLDING),
    *(("disclosure_ground_fits_decision", add(Disclosure, decision=Decision.WITHHOLD, ground=ground)) for ground in PUBLISHING),
]


def number_of_another_body(rows: Rows) -> None:
    other = Agency.objects.create(name="云岭市教育局", slug="jyj")
    add(Record, agency=other, number_key="云水罚20241")(rows)


#: What stands close to a rule and keeps it.
ALLOWED: dict[str, Write] = {
    "a number again, of another body": number_of_another_body,
    "an organisation's credit code": add(Record, credit_code="91530000MA00000000"),
    "a person without one": add(Record, **PERSON),
    "an act on the day it was decided": add(Record, acted_on=DECIDED),
    "one day of validity": add(Record, valid_from=LATER, valid_until=LATER),
    "validity without an end": add(Record, valid_from=LATER),
    "sums of nothing": add(Record, **SUMS),
    "a draft that does not say what": add(Record, act=""),
    "published": add(Record, state=State.PUBLISHED, published_at=NOW),
    "withdrawn": withdrawn(),
    "withdrawn, and silent of what": withdrawn(act=""),
    "ended": add(Record, state=State.ENDED, published_at=NOW, ended_at=NOW),
    "judged": judged(),
    "not judged, for want of a day": judged(acted_on=None, consistency=Consistency.NOT_JUDGED),
    "decided on again": twice(Disclosure, {"decision": Decision.WITHHOLD, "ground": WITHHOLDING[0]}),
    "looked at again": twice(OriginalLook),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_of_decisions_holds_in_the_database(rows: Rows, name: str) -> None:
    message = refusal(BROKEN[name], rows)
    assert refused_by(name, message), message


@pytest.mark.parametrize("number", range(len(ALSO_BROKEN)))
def test_however_a_rule_of_decisions_is_broken(rows: Rows, number: int) -> None:
    said, write = ALSO_BROKEN[number]
    assert said in refusal(write, rows)


@pytest.mark.parametrize("model", MODELS)
def test_the_row_that_is_made_wrong_was_right(rows: Rows, model: type) -> None:
    assert set(rows) == set(MODELS)
    add(model)(rows)


@pytest.mark.parametrize("what", ALLOWED)
def test_what_keeps_the_rules_of_decisions_is_written(rows: Rows, what: str) -> None:
    ALLOWED[what](rows)


@pytest.mark.parametrize("ground", [*PUBLISHING, *WITHHOLDING])
def test_every_ground_serves_one_decision(rows: Rows, ground: str) -> None:
    add(Disclosure, decision=Decision.PUBLISH if ground in PUBLISHING else Decision.WITHHOLD, ground=ground)(rows)
