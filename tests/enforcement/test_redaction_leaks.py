"""No seeded personal string survives in a public column, in whatever field and written form."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.redaction.fields import treatment_of
from enforcement.redaction.policy import NamePolicy
from enforcement.redaction.record import redact
from tests.enforcement.seeded_personal import COMPOUND, DOTTED, GIVEN, LATIN, SURNAMES, Seeded, seeded

AROUND = (
    "{}", "当事人{}于2024年3月5日被查获", "联系方式：{}。", "经查，{}，上述事实有询问笔录为证。", "（{}）", "现场检查时，{}；当事人对上述事实无异议。",
    "2024年3月5日{}", "处罚款5000元，{}", "详见《中华人民共和国食品安全法》第三十五条，{}",
)  # fmt: skip
PARTIES = (
    {"party_name": "吉林省福满商贸有限公司", "party_type": "法人及非法人组织", "legal_representative": "钱多多"},
    {"party_name": "临江市顺达小吃店", "party_type": "个体工商户", "legal_representative": "孙顺达"},
    {"party_name": "周吴郑", "party_type": "自然人"},
)
FIELDS = (
    "violation_fact", "violation_type", "penalty_content", "penalty_basis", "violated_basis", "case_name", "remark", "performance", "license_affected", "attachment",
    "file_name", "party_address", "person_id_no", "representative_id_no", "tax_no", "registration_no", "credit_code", "column_of_nobody", "procedure", "status", "agency",
)  # fmt: skip


def leaks(record: dict[str, str], strings: list[Seeded]) -> list[tuple[str, str, str]]:
    redacted = redact(record, decided_on=date(2024, 3, 20))
    told = "\n".join(redacted.public.values()) + "\n" + repr(redacted.findings)
    return [(one.kind, one.written, told) for one in strings if one.survives_in(told)]


@pytest.mark.parametrize("party", PARTIES, ids=["organisation", "sole trader", "person"])
def test_a_thousand_strings_in_every_field(party: dict[str, str]) -> None:
    rng = random.Random(7)
    strings = list(seeded(1000, seed=len(party)))
    for first in range(0, len(strings), 4):
        for one in strings[first : first + 4]:
            fields = rng.sample(FIELDS, 3)
            record = party | {field: rng.choice(AROUND).format(one.written) for field in fields}
            assert not leaks(record, [one])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(AROUND), st.sampled_from(FIELDS), st.sampled_from(PARTIES))
def test_any_seed_in_any_field(seed: int, around: str, field: str, party: dict[str, str]) -> None:
    for one in seeded(18, seed=seed):
        assert not leaks(party | {field: around.format(one.written)}, [one])


names = st.one_of(
    st.builds(lambda family, given: family + given, st.sampled_from([*SURNAMES, *COMPOUND]), st.text(GIVEN, min_size=1, max_size=2)),
    st.sampled_from([*DOTTED, *LATIN]),
)


def spellings(name: str) -> list[str]:
    """The same name as people write it."""
    found = [name, " ".join(name), "\u3000".join(name), "\u200b".join(name), "·".join(name), name.upper(), name.lower()]
    return [*found, "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name)]


@settings(max_examples=60, deadline=None)
@given(names, st.data())
def test_the_name_of_a_punished_person_is_nowhere(name: str, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(spellings(name)))
    field = data.draw(st.sampled_from([field for field in FIELDS if treatment_of(field) != "dropped"]))
    text = data.draw(st.sampled_from(AROUND)).format(written)
    assert not leaks({"party_name": name, "party_type": "自然人", field: text}, [Seeded("party_name", name, written)])


@settings(max_examples=60, deadline=None)
@given(names, st.data())
def test_the_owner_of_a_business_is_nowhere(name: str, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(spellings(name)))
    party = {"party_name": f"临江市{name}餐饮店", "party_type": "个体工商户", "legal_representative": name}
    text = data.draw(st.sampled_from(AROUND)).format(written)
    field = data.draw(st.sampled_from([field for field in FIELDS if treatment_of(field) != "dropped"]))
    assert not leaks(party | {field: text}, [Seeded("legal_representative", name, written)])


@pytest.mark.parametrize("form", ["shown", "masked", "omitted"])
@settings(max_examples=40, deadline=None)
@given(names)
def test_whatever_the_policy_says_of_owners_a_punished_person_is_masked(form: str, name: str) -> None:
    policy = NamePolicy(sole_trader=form, legal_representative=form, business_name="shown")  # type: ignore[arg-type]
    redacted = redact({"party_name": name, "party_type": "自然人", "remark": f"当事人{name}"}, policy, decided_on=date(2024, 3, 20))
    assert not Seeded("party_name", name, name).survives_in("".join(redacted.public.values()))
