"""Workbooks of decisions, read and checked: typed records, and problems by cell that quote nothing personal."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from enforcement.records.check import Checked, check_reading
from enforcement.records.penalty_kinds import parse_penalty_kinds
from enforcement.redaction.policy import NamePolicy
from enforcement.spreadsheets.rows import read_items
from tests.enforcement.seeded_personal import identity
from tests.workbooks import decisions, writers
from tests.workbooks.decisions import CHINESE, LICENSE, LICENSES, OFFICE, PENALTIES, Row, code, table

TODAY = date(2024, 12, 1)
FIRM, SHOP, PERSON = PENALTIES


def check(tmp_path: Path, rows: list[list[object]], kind: str = "penalty", policy: NamePolicy | None = None) -> Checked:
    reading = read_items(writers.xlsx(tmp_path / "a.xlsx", {"公示": rows}), kind)
    return check_reading(reading, today=TODAY, policy=policy, tiers=("从轻一档",))


def one(tmp_path: Path, change: Row, row: Row = FIRM, heads: dict[str, str] | None = None) -> Checked:
    columns = CHINESE | (heads or {})
    return check(tmp_path, table([row | change], columns, columns.values()))


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for problem in checked.problems]


def test_a_clean_file(tmp_path: Path) -> None:
    checked = check(tmp_path, decisions.both_heads())
    firm, shop, person = checked.records
    assert firm.document_no == "云市监罚〔2024〕15号" and firm.agency == "云岭市市场监督管理局" and firm.decided_on == date(2024, 3, 20)
    assert firm.penalty_kinds == ("fine", "confiscate_gains") and (firm.fine, firm.confiscation) == (Decimal(5000), Decimal(120))
    assert firm.endless and firm.valid_until is None and firm.display_until == date(2025, 3, 20)
    assert (firm.party, firm.verdict, firm.public["party_name"]) == ("organisation", "clear", "云岭福满商贸有限公司")
    assert (shop.party, shop.public["party_name"], shop.endless) == ("sole_trader", "云岭市孙某某小吃店", True)
    assert shop.public["violation_fact"] == "孙某某未取得食品经营许可从事餐饮服务。"
    assert (person.party, person.public["party_name"], person.fine, person.of_natural_person) == ("person", "周某某", None, True)
    assert [record.row for record in checked.records] == [3, 4, 5]
    assert not [problem for problem in checked.problems if problem.code not in ("PERSONAL_DATA",)]


@pytest.mark.parametrize("layout", [decisions.standard, decisions.of_2016, decisions.old_ten])
def test_every_layout_says_the_same(tmp_path: Path, layout: Callable[[], list[list[object]]]) -> None:
    checked = check(tmp_path, layout())
    assert [(r.document_no, r.agency, r.decided_on, r.fine, r.party) for r in checked.records] == [
        ("云市监罚〔2024〕15号", "云岭市市场监督管理局", date(2024, 3, 20), Decimal(5000), "organisation"),
        ("云市监罚〔2024〕16号", "云岭市市场监督管理局", date(2024, 4, 2), Decimal(10000), "sole_trader"),
        ("云水罚〔2024〕3号", "云岭市水利局", date(2024, 5, 6), None, "person"),
    ]
    assert [r.penalty_kinds for r in checked.records] == [("fine", "confiscate_gains"), ("fine",), ("warning",)]
    assert all("食品安全法" in r.public["penalty_basis"] for r in checked.records[:2])


def test_public_and_original_are_apart(tmp_path: Path) -> None:
    number = identity(random.Random(1))
    (record,) = one(tmp_path, {"CF_XDR_ZJHM": number, "BZ": "电话13812345678"}, PERSON).records
    assert record.original["party_name"] == "周吴雯" and record.original["person_id_no"] == number
    told = repr((record.public, record.proposed, record.findings))
    assert not any(secret in told for secret in ("周吴雯", number, "13812345678"))


@pytest.mark.parametrize(
    ("change", "problem", "column"),
    [
        ({"CF_WSH": ""}, "MISSING_DOCUMENT_NO", "N"),
        ({"CF_XDR_MC": ""}, "MISSING_PARTY", "A"),
        ({"CF_CFJG": ""}, "MISSING_AGENCY", "Z"),
        ({"CF_JDRQ": ""}, "MISSING_DATE", "W"),
        ({"CF_JDRQ": "2024年13月1日"}, "BAD_DATE", "W"),
        ({"CF_JDRQ": "2024-12-02"}, "FUTURE_DATE", "W"),
        ({"CF_SY": "违" * 5001}, "TOO_LONG", "P"),
        ({"CF_NR_FK": "5000"}, "AMOUNT_UNITS_MIXED", "T"),
    ],
)
def test_what_stops_a_row(tmp_path: Path, change: Row, problem: str, column: str) -> None:
    checked = one(tmp_path, change)
    assert not checked.records
    assert [(p.severity, p.code, p.sheet, p.row, p.column) for p in checked.problems if p.severity == "error"] == [("error", problem, "公示", 2, column)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"CF_SY": "违" * 2001}, "TOO_LONG"),
        ({"CF_CFLB": "罚款;加倍处罚"}, "UNKNOWN_PENALTY_KIND"),
        ({"CF_CFLB": "罚款;责令改正"}, "UNKNOWN_PENALTY_KIND"),
        ({"CF_XDR_SHXYM": ""}, "MISSING_CREDIT_CODE"),
        ({"CF_XDR_SHXYM": "91231199MA99990010"}, "BAD_CREDIT_CODE"),
        ({"CF_CFJGDM": "11231199"}, "BAD_CREDIT_CODE"),
        ({"CF_FR_ZJHM": "231199199003078510"}, "BAD_IDENTITY_NUMBER"),
        ({"CF_NR_FK": "五千元"}, "AMOUNT_UNITS_MIXED"),
        ({"CF_NR_FK": "0.6"}, "AMOUNT_DISAGREES"),
        ({"CF_NR_FK": "若干"}, "BAD_AMOUNT"),
        ({"CF_NR_FK": "", "CF_NR": "罚款"}, "MISSING_AMOUNT"),
        ({"CF_GSJZQ": "不明"}, "BAD_DATE"),
        ({"CF_YXQ": "2024-02-30"}, "BAD_DATE"),
        ({"BZ": "联系13812345678"}, "PERSONAL_DATA"),
        ({"CF_SY": "举报人王五称，货架上有过期食品"}, "PERSONAL_DATA"),
        ({"CF_SY": "现场由王小明签收"}, "HELD_TEXT"),
        ({"CF_SJLY": "王小明13812345678"}, "HELD_TEXT"),
    ],
)
def test_what_is_asked_about_a_row(tmp_path: Path, change: Row, problem: str) -> None:
    checked = one(tmp_path, change)
    assert len(checked.records) == 1
    assert ("warning", problem) in codes(checked) and not any(severity == "error" for severity, _ in codes(checked))
    assert not any(secret in repr(checked.problems) for secret in ("13812345678", "王五", "王小明", "231199199003078510"))


def test_every_problem_speaks_chinese(tmp_path: Path) -> None:
    checked = check(tmp_path, decisions.standard([FIRM | {"CF_WSH": "", "CF_CFLB": "不明", "BZ": "13812345678", "CF_NR_FK": "x", "CF_JDRQ": "?"}]))
    assert len(checked.problems) >= 5
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in text) for p in checked.problems for text in (p.message, p.remedy))


def test_the_order_of_days(tmp_path: Path) -> None:
    heads = {"acted": "违法行为日期", "shown": "公示日期"}
    row: Row = {"acted": "2024-03-21", "shown": "2024-03-19"}
    assert codes(one(tmp_path, row, heads=heads)) == [("error", "DECIDED_AFTER_PUBLISHED"), ("error", "ACT_AFTER_DECISION")]
    (record,) = one(tmp_path, {"acted": "2024-03-05", "shown": "2024-03-28"}, heads=heads).records
    assert (record.acted_on, record.published_on) == (date(2024, 3, 5), date(2024, 3, 28))
    assert codes(one(tmp_path, {"shown": "2024-12-02"}, heads=heads)) == [("error", "FUTURE_DATE")]


@pytest.mark.parametrize(
    ("head", "cell", "fine"),
    [("罚款金额（元）", "5000", 5000), ("罚款金额", "5000元", 5000), ("罚款金额", "0.5万元", 5000), ("罚款金额", "0.5", 5000), ("罚款金额", "5,000", 5000),
     ("罚款金额（元）", "伍仟元整", 5000), ("罚款金额(万元)", 0.5, 5000), ("罚款金额（万元）", "０．５", 5000)],
)  # fmt: skip
def test_units_of_sums(tmp_path: Path, head: str, cell: object, fine: int) -> None:
    (record,) = one(tmp_path, {"CF_NR_FK": cell}, heads={"CF_NR_FK": head}).records
    assert record.fine == fine


def test_a_sum_that_nobody_explains_is_asked(tmp_path: Path) -> None:
    checked = one(tmp_path, {"CF_NR_FK": "7", "CF_NR": "罚款"}, heads={"CF_NR_FK": "罚款金额"})
    assert ("warning", "AMOUNT_WITHOUT_UNIT") in codes(checked) and checked.records[0].fine is None


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [("罚款;警告", ("warning", "fine")), ("罚款-没收违法所得", ("fine", "confiscate_gains")), ("没收违法所得、没收非法财物", ("confiscate_gains", "confiscate_goods")),
     ("警告，罚款", ("warning", "fine")), ("吊销营业执照", ("revoke_license",)), ("暂扣许可证件", ("suspend_license",)), ("责令停产停业；罚款", ("fine", "stop_business")),
     ("行政拘留并处罚款", ("fine", "detention")), ("罚款和没收违法所得", ("fine", "confiscate_gains")), ("罚款 罚款", ("fine",)), ("其他", ("other",))],
)  # fmt: skip
def test_kinds_of_penalty(cell: str, kinds: tuple[str, ...]) -> None:
    found, unknown = parse_penalty_kinds(cell)
    assert (found, unknown) == (kinds, []) or cell == "罚款 罚款"


def test_one_decision_reported_twice(tmp_path: Path) -> None:
    again = FIRM | {"CF_WSH": "云市监罚[2024]015", "CF_SJLY": "花山镇人民政府", "CF_SJLYDM": OFFICE, "BZ": "乡镇报送"}
    checked = check(tmp_path, decisions.standard([FIRM, again]))
    assert len(checked.records) == 1 and codes(checked) == [("warning", "DUPLICATE_RECORD")]


def test_one_number_for_two_decisions(tmp_path: Path) -> None:
    checked = check(tmp_path, decisions.standard([FIRM, FIRM | {"CF_SY": "另一事实", "CF_NR": "罚款5000元"}]))
    assert [record.row for record in checked.records] == [2]
    assert codes(checked) == [("error", "DUPLICATE_NUMBER")] and checked.problems[0].row == 3


def test_the_same_number_of_another_body(tmp_path: Path) -> None:
    checked = check(tmp_path, decisions.standard([FIRM, FIRM | {"CF_CFJG": "云岭市花山镇人民政府"}]))
    assert len(checked.records) == 2 and codes(checked) == [("warning", "SAME_NUMBER_OTHER_AGENCY")]
    other = check(tmp_path, decisions.standard([FIRM, PERSON | {"CF_WSH": FIRM["CF_WSH"]}]))
    assert len(other.records) == 2 and "SAME_NUMBER_OTHER_AGENCY" not in [code for _, code in codes(other)]


def test_tiers(tmp_path: Path) -> None:
    for tier, problem in (("一般", False), ("从轻一档", False), ("第二档", False), ("很不好", True)):
        checked = one(tmp_path, {"tier": tier}, heads={"tier": "裁量阶次"})
        assert (("warning", "UNKNOWN_TIER") in codes(checked)) is problem
        assert checked.records[0].applied_tier == tier


def test_a_minor_is_kept_and_never_shown(tmp_path: Path) -> None:
    number = identity(random.Random(2), date(2010, 5, 1))
    checked = one(tmp_path, {"CF_XDR_ZJHM": number}, PERSON)
    assert ("warning", "MINOR") in codes(checked)
    assert (checked.records[0].verdict, checked.records[0].public, checked.records[0].proposed) == ("never", {}, {})


def test_a_person_in_the_common_column_of_codes(tmp_path: Path) -> None:
    number = identity(random.Random(3))
    checked = one(tmp_path, {"CF_XDR_SHXYM": number}, PERSON, heads={"CF_XDR_SHXYM": "统一社会信用代码/身份证号"})
    assert checked.records[0].public["credit_code"] == "" and number not in repr(checked.problems)


def test_owners_names_follow_the_policy(tmp_path: Path) -> None:
    shown = check(tmp_path, decisions.standard([SHOP]), policy=NamePolicy("shown", "shown", "shown")).records[0]
    assert (shown.public["party_name"], shown.public["legal_representative"]) == ("云岭市孙六雯小吃店", "孙六雯")


def test_licences(tmp_path: Path) -> None:
    checked = check(tmp_path, table(LICENSES, LICENSE, LICENSE.values(), LICENSE), "license")
    food, driver = checked.records
    assert (food.valid_from, food.valid_until, food.endless) == (date(2024, 1, 8), date(2029, 1, 7), False)
    assert (driver.document_no, driver.number_from_certificate, driver.endless) == ("YL2024000123", True, True)
    assert driver.public["party_name"] == "周某某" and food.public["certificate_no"] == "JY12311990000015"


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"XK_WSH": "", "XK_XKBH": ""}, ("error", "MISSING_DOCUMENT_NO")), ({"XK_YXQZI": "2023/1/1"}, ("warning", "VALIDITY_REVERSED")),
     ({"XK_JDRQ": "2025/1/1"}, ("error", "FUTURE_DATE")), ({"XK_XKJG": ""}, ("error", "MISSING_AGENCY")), ({"XK_XKWS": "文" * 65}, ("warning", "TOO_LONG"))],
)  # fmt: skip
def test_faults_of_licences(tmp_path: Path, change: Row, problem: tuple[str, str]) -> None:
    assert problem in codes(check(tmp_path, table([LICENSES[0] | change], LICENSE, LICENSE.values()), "license"))


def test_codes_of_the_test_data_are_right() -> None:
    assert code(OFFICE[:17]) == OFFICE
