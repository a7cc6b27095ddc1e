"""A whole record: public columns, findings without values, and verdicts."""

from __future__ import annotations

import random
from dataclasses import asdict
from datetime import date

import pytest

from enforcement.notation.credit_codes import credit_code_check_sign
from enforcement.redaction.parties import party_of
from enforcement.redaction.policy import NamePolicy
from enforcement.redaction.record import Redacted, redact
from tests.enforcement.seeded_personal import identity

CODE = "91350100M000100Y43"  # the example of GB 32100-2015
SHOP = "92" + CODE[2:17] + credit_code_check_sign("92" + CODE[2:17])
DAY = date(2024, 3, 20)


def person(**fields: str) -> Redacted:
    return redact({"party_name": "张建雯", "party_type": "自然人", **fields}, acted_on=date(2024, 3, 5), decided_on=DAY)


def business(policy: NamePolicy | None = None, **fields: str) -> Redacted:
    record = {"party_name": "临江市李四餐饮店", "party_type": "个体工商户", "legal_representative": "李四", **fields}
    return redact(record, policy, decided_on=DAY)


def firm(policy: NamePolicy | None = None, **fields: str) -> Redacted:
    record = {"party_name": "吉林省金鑫建材有限公司", "party_type": "法人及非法人组织", "credit_code": CODE, "legal_representative": "金鑫", **fields}
    return redact(record, policy, decided_on=DAY)


def test_a_person() -> None:
    number = identity(random.Random(1), date(1990, 3, 7))
    found = person(
        person_id_type="身份证", person_id_no=number, document_no="临市监罚〔2024〕15号", agency="临江市市场监督管理局",
        violation_fact=f"当事人张建雯（身份证号{number}）无证经营食品，货值3256.5元。", attachment="张建雯处罚决定书.PDF", party_address="临江市四道沟镇兴隆村3组",
    )  # fmt: skip
    assert found.public == {
        "party_name": "张某某", "party_type": "自然人", "person_id_type": "", "person_id_no": "", "document_no": "临市监罚〔2024〕15号",
        "agency": "临江市市场监督管理局", "violation_fact": "当事人张某某（身份证号***）无证经营食品，货值3256.5元。", "attachment": "附件.pdf",
        "party_address": "临江市四道沟镇",
    }  # fmt: skip
    assert (found.verdict, found.party.kind) == ("clear", "person")


def test_findings_say_where_and_never_what() -> None:
    text = "联系电话13812345678，举报人王五称"
    found = person(remark=text)
    told = [(one.kind, text[one.start : one.end]) for one in found.findings if one.field == "remark"]
    assert told == [("mobile", "13812345678"), ("person", "王五")]
    assert not any(secret in repr([asdict(one) for one in found.findings]) for secret in ("138", "王五", "张建雯"))


def test_what_is_held_is_in_no_public_column() -> None:
    found = person(violation_fact="现场由王小明签收", remark="无证经营")
    assert found.verdict == "held" and found.public["violation_fact"] == "" and found.public["remark"] == "无证经营"
    assert "王小明" not in found.proposed["violation_fact"] and found.reasons == ["出现可能是姓名的文字，需人工核实"]


@pytest.mark.parametrize(
    ("policy", "name", "representative", "text"),
    [
        (NamePolicy(), "临江市李某某餐饮店", "李某某", "李某某餐饮店经营者李某某在场"),
        (NamePolicy(sole_trader="omitted"), "临江市经营者餐饮店", "", "经营者餐饮店经营者在场"),
        (NamePolicy(sole_trader="shown", business_name="shown"), "临江市李四餐饮店", "李四", "李四餐饮店经营者李四在场"),
        (NamePolicy(business_name="shown"), "临江市李四餐饮店", "李某某", "李某某餐饮店经营者李某某在场"),
    ],
)
def test_a_sole_trader_by_policy(policy: NamePolicy, name: str, representative: str, text: str) -> None:
    found = business(policy, violation_fact="李四餐饮店经营者李四在场")
    assert (found.public["party_name"], found.public["legal_representative"], found.public["violation_fact"]) == (name, representative, text)


def test_a_trade_name_stays_whole_where_the_policy_shows_it() -> None:
    found = business(NamePolicy(business_name="shown"), violation_fact="临江市李四餐饮店无证经营，李四承认")
    assert found.public["violation_fact"] == "临江市李四餐饮店无证经营，李某某承认"


def test_the_bracket_with_the_owner_goes() -> None:
    found = redact({"party_name": "临江市顺达餐饮店（经营者：李四）", "party_type": "个体工商户", "remark": "李四在场"}, decided_on=DAY)
    assert found.public["party_name"] == "临江市顺达餐饮店" and found.public["remark"] == "李某某在场"


def test_a_trade_name_with_the_name_of_an_owner_nobody_told_is_held() -> None:
    found = redact({"party_name": "临江市王建雯小吃店", "party_type": "个体工商户"}, decided_on=DAY)
    assert found.public["party_name"] == "" and found.verdict == "held"


def test_a_business_entered_under_its_owners_name() -> None:
    assert redact({"party_name": "李四", "party_type": "个体工商户"}, decided_on=DAY).public["party_name"] == "李某某"


@pytest.mark.parametrize(("form", "shown"), [("omitted", ""), ("masked", "金某某"), ("shown", "金鑫")])
def test_a_legal_representative_by_policy(form: str, shown: str) -> None:
    found = firm(NamePolicy(legal_representative=form), violation_fact="吉林省金鑫建材有限公司法定代表人金鑫在场")  # type: ignore[arg-type]
    assert found.public["party_name"] == "吉林省金鑫建材有限公司" and found.public["credit_code"] == CODE
    assert found.public["legal_representative"] == shown
    assert found.public["violation_fact"] == f"吉林省金鑫建材有限公司法定代表人{shown}在场"
    assert found.verdict == "clear"


def test_a_code_that_is_none_and_numbers_for_reporting_are_never_shown() -> None:
    found = firm(credit_code=identity(random.Random(2)), representative_id_no="X", tax_no=identity(random.Random(3)) + "00", registration_no="220681600012345")
    assert {found.public[name] for name in ("credit_code", "representative_id_no", "tax_no", "registration_no")} == {""}


@pytest.mark.parametrize(
    ("name", "stated", "code", "kind", "doubted"),
    [
        ("张三", "自然人", "", "person", False), ("张三", "", "", "person", False), ("张三、李四", "自然人", "", "person", False),
        ("欧阳丽轩", "自然人", "", "person", False), ("东方宾馆", "", "", "sole_trader", False), ("李四饭店", "自然人", "", "unknown", True),
        ("张三", "法人及非法人组织", "", "person", True), ("李四餐饮店", "自然人", "", "unknown", True), ("临江市顺达小吃店", "", "", "sole_trader", False),
        ("吉林省金鑫建材有限公司", "", "", "organisation", False), ("临江市第一中学", "单位", "", "organisation", False), ("甲", "", "", "unknown", True),
        ("某某某", "", CODE, "organisation", False), ("顺达", "企业", SHOP, "sole_trader", False), ("John Smith", "个人", "", "person", False),
    ],
)  # fmt: skip
def test_what_the_party_is(name: str, stated: str, code: str, kind: str, doubted: bool) -> None:
    party = party_of(name, stated, code)
    assert (party.kind, bool(party.doubt)) == (kind, doubted)


def test_a_party_that_nobody_can_tell_is_held() -> None:
    found = redact({"party_name": "李四餐饮店", "party_type": "自然人", "remark": "李四餐饮店"}, decided_on=DAY)
    assert found.verdict == "held" and found.public["party_name"] == ""


@pytest.mark.parametrize("name", ["欧阳丽轩", "赵家楼", "李四饭店", "王桂家"])
@pytest.mark.parametrize("stated", ["自然人", "个体工商户"])
def test_a_name_that_ends_like_a_shop_is_nowhere(name: str, stated: str) -> None:
    found = redact({"party_name": name, "party_type": stated, "legal_representative": name if stated != "自然人" else "", "remark": f"当事人{name}"}, decided_on=DAY)
    assert name not in "".join(found.public.values())


# Minors


@pytest.mark.parametrize("field", ["person_id_no", "violation_fact", "remark", "credit_code"])
def test_a_minor_has_no_public_column(field: str) -> None:
    number = identity(random.Random(4), date(2006, 3, 6))
    found = person(**{field: number if field != "violation_fact" else f"身份证号{number}"})
    assert (found.verdict, found.public, found.proposed) == ("never", {}, {})


def test_age_counts_on_the_day_of_the_act() -> None:
    number = identity(random.Random(5), date(2006, 3, 5))
    record = {"party_name": "张建雯", "party_type": "自然人", "person_id_no": number}
    assert redact(record, acted_on=date(2024, 3, 5), decided_on=date(2024, 6, 1)).verdict == "never"
    assert redact(record, acted_on=date(2024, 3, 6), decided_on=date(2024, 6, 1)).verdict == "clear"


@pytest.mark.parametrize(
    ("decided", "verdict"), [(date(2024, 3, 5), "never"), (date(2025, 6, 1), "held"), (date(2026, 3, 6), "clear")]
)
def test_an_act_of_unknown_day_may_lie_two_years_back(decided: date, verdict: str) -> None:
    """行政处罚法 art. 36: within two years."""
    number = identity(random.Random(5), date(2006, 3, 5))
    assert redact({"party_name": "张建雯", "party_type": "自然人", "person_id_no": number}, decided_on=decided).verdict == verdict


def test_a_day_of_birth_in_the_text_tells_a_minor() -> None:
    assert person(violation_fact="张建雯，2009年5月1日出生，无证驾驶").verdict == "never"
    assert person(violation_fact="张建雯，二〇〇九年五月一日生，无证驾驶").verdict == "never"
    assert person(violation_fact="张建雯，1990年5月1日出生，无证驾驶").verdict == "clear"


def test_acts_towards_minors_are_public() -> None:
    assert firm(violation_fact="网吧接纳未成年人进入营业场所").verdict == "clear"
    assert business(violation_fact="向未成年人出售烟草制品").verdict == "clear"


def test_other_people_whom_the_file_knows_are_left_out() -> None:
    found = redact({"party_name": "吉林省金鑫建材有限公司", "remark": "高明的陈述"}, decided_on=DAY, others=["高明"])
    assert found.public["remark"] == "的陈述"


def test_twice_is_once() -> None:
    first = person(violation_fact="当事人张建雯（电话13812345678）家住临江市花山镇兴隆村3组")
    again = redact(first.public, decided_on=DAY)
    assert again.public == first.public
