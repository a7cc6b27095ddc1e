"""The sample's decisions: plausible, borne by nobody, read and checked without a fault."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from enforcement.notation.credit_codes import credit_code_fault, has_valid_organisation_code
from enforcement.notation.identity_numbers import identity_number_fault
from enforcement.records.check import check_reading
from enforcement.sample.decision_workbook import write_decisions
from enforcement.sample.decisions import LAST, SampleDecision, decisions
from enforcement.sample.parties import DIVISION, STEMS
from enforcement.spreadsheets.rows import read_items


def _inside(one: SampleDecision) -> bool:
    band = one.tier.bands[0]
    return (band.low or 0) <= one.fine <= band.high


def test_decisions_are_the_same_every_time() -> None:
    assert [one.number for one in decisions(50)] == [one.number for one in decisions(50)]
    assert len({one.number for one in decisions(600)}) == 600


def test_fines_lie_in_their_tiers_but_for_a_few() -> None:
    made = list(decisions(600))
    outside = [one for one in made if not _inside(one)]
    assert 0.005 < len(outside) / len(made) < 0.08
    assert {one.decided_on.year for one in made} == {2024, 2025, 2026}
    assert all(one.acted_on < one.decided_on <= one.published_on for one in made)
    assert len(Counter(one.agency.key for one in made)) >= 10
    assert all(kind in {one.party.kind for one in made} for kind in ("自然人", "个体工商户", "法人及非法人组织"))


def test_nobody_bears_these_names_and_numbers() -> None:
    for one in decisions(300):
        party = one.party
        if party.credit_code:
            assert party.credit_code[2:8] == DIVISION and credit_code_fault(party.credit_code) is None and has_valid_organisation_code(party.credit_code)
        if party.identity_number:
            assert party.identity_number.startswith(DIVISION) and identity_number_fault(party.identity_number) in ("division", None)
        for name in filter(None, (party.representative, party.name if party.kind == "自然人" else "")):
            assert len(name) == 3 and set(name[1:]) <= set(STEMS)


def test_the_workbook_is_read_and_checked(tmp_path: Path) -> None:
    assert write_decisions(tmp_path / "a.xlsx", decisions(400)) == 400
    reading = read_items(tmp_path / "a.xlsx", "penalty")
    checked = check_reading(reading, today=LAST.replace(month=12))
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    assert len(reading.items) == 400 and not errors and len(checked.records) == 400
    assert sum(record.verdict == "clear" for record in checked.records) >= 380
    made = list(decisions(400))
    assert [record.fine for record in checked.records] == [one.fine for one in made]
    secrets = {secret for one in made for secret in (one.party.identity_number, one.party.representative, one.party.name if one.party.kind == "自然人" else "") if secret}
    told = "\n".join(text for record in checked.records for text in record.public.values())
    assert not [secret for secret in secrets if secret in told]
