"""Decisions on the import street: identity, redaction, what waits, what is judged, and back again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from enforcement.imports.undo import undo
from enforcement.models import BatchItem, Disclosure, Record, RecordOriginal
from tests.enforcement.back_office import Office
from tests.enforcement.decisions import (
    FIRM,
    HELD,
    LICENSE,
    PERMIT,
    PERSON,
    bring_decisions,
    the_record,
    waiting_decisions,
)
from tests.street import MARKET, actions, said

pytestmark = pytest.mark.django_db
State = Record.State


def test_a_decision_becomes_a_public_record(office: Office, tmp_path: Path) -> None:
    batch = bring_decisions(tmp_path, [FIRM], user=office.people["reviewer"])
    record = the_record()
    assert (record.kind, record.state, record.party_name) == ("penalty", State.PUBLISHED, "云岭市清源砂石有限公司")
    assert (record.fine, record.penalty_kinds, record.procedure) == (Decimal(15_000), ["fine"], "ordinary")
    assert (record.acted_on, record.decided_on, record.batch) == (date(2024, 4, 8), date(2024, 5, 6), batch)
    decision = Disclosure.objects.get(record=record)
    assert (decision.decision, decision.decided_by) == ("publish", office.people["reviewer"])


def test_the_same_file_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [FIRM, PERSON])
    before = list(Record.objects.order_by("pk").values())
    again = bring_decisions(tmp_path, [FIRM, PERSON])
    assert actions(again) == ["same", "same"]
    assert list(Record.objects.order_by("pk").values()) == before


def test_the_number_is_known_in_every_way_of_writing_it(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [FIRM])
    assert actions(waiting_decisions(tmp_path, [FIRM | {"document_no": "云水罚［2024］第01 号", "fine_amount": "2"}])) == ["held"]
    assert Record.objects.count() == 1


def test_other_content_under_the_same_number_is_an_error_or_a_correction(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [FIRM])
    changed = FIRM | {"fine_amount": "1.8", "penalty_content": "罚款18000元"}
    held = bring_decisions(tmp_path, [changed])
    assert actions(held) == ["held"] and "NUMBER_TAKEN" in said(held)
    assert the_record().fine == Decimal(15_000)
    corrected = bring_decisions(tmp_path, [changed], correction=True)
    assert actions(corrected) == ["correct"]
    assert the_record().fine == Decimal(18_000)
    undo(corrected, None)
    assert (the_record().fine, the_record().state) == (Decimal(15_000), State.PUBLISHED)


def test_department_and_township_report_one_decision(office: Office, tmp_path: Path) -> None:
    """The body that decided is the one that counts; under another body's name the row waits."""
    bring_decisions(tmp_path, [FIRM])
    assert actions(bring_decisions(tmp_path, [FIRM | {"source_agency": "云岭市江口镇人民政府"}])) == ["same"]
    other = bring_decisions(tmp_path, [FIRM | {"agency": MARKET}])
    assert actions(other) == ["held"]
    assert "已报送" in BatchItem.objects.get(batch=other).held_because
    assert Record.objects.count() == 1


def test_two_rows_of_one_number_under_two_names_of_the_body(office: Office, tmp_path: Path) -> None:
    batch = waiting_decisions(tmp_path, [FIRM, FIRM | {"agency": "市水务局", "fine_amount": "3", "penalty_content": "罚款30000元"}, PERSON])
    assert said(batch).count("DUPLICATE_NUMBER") == 1
    assert actions(batch) == ["create", "create"]
    once = waiting_decisions(tmp_path, [FIRM, FIRM])
    assert "DUPLICATE_RECORD" in said(once) and actions(once) == ["create"]


def test_a_persons_name_and_number_stand_in_no_public_column(office: Office, tmp_path: Path) -> None:
    batch = bring_decisions(tmp_path, [PERSON])
    record = the_record(PERSON["document_no"])
    public = repr([*Record.objects.values(), *BatchItem.objects.values(), *[batch.report]])
    assert "欧阳建军" not in public and PERSON["person_id_no"] not in public
    assert record.party_name.startswith("欧阳") and record.is_private and record.fine == Decimal(200)
    assert RecordOriginal.objects.get(record=record).texts["party_name"] == "欧阳建军"


def test_what_is_in_doubt_waits_and_nothing_of_it_is_public(office: Office, tmp_path: Path) -> None:
    batch = bring_decisions(tmp_path, [HELD])
    record = the_record(HELD["document_no"])
    assert record.state == State.HELD and record.published_at is None and record.held_because
    assert "糖尿病" not in repr([*Record.objects.values(), *BatchItem.objects.values(), batch.report])
    assert not Record.objects.visible().exists()
    assert "HELD_TEXT" in said(batch) and batch.counts["published"] == 0


def test_a_minor_is_counted_and_never_public(office: Office, tmp_path: Path) -> None:
    from enforcement.notation.identity_numbers import identity_check_sign

    body = "22068120100101123"
    bring_decisions(tmp_path, [PERSON | {"person_id_no": body + identity_check_sign(body)}])
    record = the_record(PERSON["document_no"])
    assert (record.state, record.act, record.facts, record.party_name, record.fine) == (State.WITHHELD, "", "", "", None)
    assert Disclosure.objects.get(record=record).ground == "minor"


def test_the_fine_is_held_against_the_tier_of_the_day_of_the_act(office: Office, tmp_path: Path) -> None:
    """The office's item: 轻微 1万元以上2万元以下, in force from 2024-03-01."""
    lines = [
        FIRM,
        FIRM | {"document_no": "云水罚〔2024〕11号", "fine_amount": "0.5", "penalty_content": "罚款5000元"},
        FIRM | {"document_no": "云水罚〔2024〕12号", "fine_amount": "3", "penalty_content": "罚款30000元"},
        FIRM | {"document_no": "云水罚〔2024〕13号", "acted_on": ""},
        FIRM | {"document_no": "云水罚〔2024〕14号", "acted_on": "2024年2月1日"},
        FIRM | {"document_no": "云水罚〔2024〕15号", "applied_tier": ""},
        FIRM | {"document_no": "云水罚〔2024〕16号", "violation_type": "擅自取水"},
    ]
    bring_decisions(tmp_path, lines)
    found = dict(Record.objects.order_by("number_key").values_list("number_key", "consistency"))
    assert [found[f"云水罚〔2024〕{n}"] for n in (1, 11, 12, 13, 14, 15, 16)] == [
        "inside", "below", "above", "not_judged", "not_judged", "not_judged", "not_judged"
    ]  # fmt: skip
    why = dict(Record.objects.values_list("number_key", "applied"))
    assert [why[f"云水罚〔2024〕{n}"] for n in (1, 13, 14, 16)] == ["at_act", "act_date_unknown", "none_in_force", "no_benchmark"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"document_no": ""}, "MISSING_DOCUMENT_NO"),
        ({"agency": ""}, "MISSING_AGENCY"),
        ({"agency": "云岭市不存在的局"}, "UNKNOWN_AGENCY"),
        ({"decided_on": ""}, "MISSING_DATE"),
        ({"decided_on": "二〇二四年十三月"}, "BAD_DATE"),
        ({"decided_on": "2030年1月1日"}, "FUTURE_DATE"),
        ({"acted_on": "2024年6月1日"}, "ACT_AFTER_DECISION"),
        ({"fine_amount": "15000"}, "AMOUNT_UNITS_MIXED"),
    ],
)
def test_a_faulty_row_is_an_error_at_its_cell_and_nothing_else_is(office: Office, tmp_path: Path, change: dict[str, str], code: str) -> None:
    batch = waiting_decisions(tmp_path, [FIRM | {"document_no": "云水罚〔2024〕9号"}, FIRM | change])
    errors = [problem for problem in batch.report if problem["severity"] == "error"]
    assert [(problem["code"], problem["row"]) for problem in errors] == [(code, 3)]
    assert actions(batch) == ["create"]


def test_licences_come_with_their_term(office: Office, tmp_path: Path) -> None:
    batch = bring_decisions(tmp_path, [PERMIT, PERMIT | {"document_no": "", "certificate_no": "D220681S2024-0008", "valid_until": "2099/12/31"}], headers=LICENSE)
    assert batch.kind == "license" and batch.counts["published"] == 2
    record = the_record("云水许〔2024〕7号")
    assert (record.valid_from, record.valid_until, record.applied) == (date(2024, 6, 3), date(2029, 6, 2), "")
    assert Record.objects.get(number="D220681S2024-0008").valid_until is None


def test_a_batch_is_taken_back_and_comes_again_at_the_same_address(office: Office, tmp_path: Path) -> None:
    batch = bring_decisions(tmp_path, [FIRM, PERSON])
    address = the_record().address
    assert undo(batch, None) == []
    assert set(Record.objects.values_list("state", flat=True)) == {State.UNDONE}
    bring_decisions(tmp_path, [FIRM])
    assert (the_record().state, the_record().address) == (State.PUBLISHED, address)
