"""What a file says about benchmarks, checked item by item."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from enforcement.imports.benchmarks.validation import CheckedItem, Validation, validate_benchmarks
from enforcement.spreadsheets.items import RawItem, RawTier

CELLS = {
    "code": "B", "violation": "C", "legal_basis": "D", "tier": "E", "condition": "F", "penalty": "G",
    "agency": "H", "effective_from": "I", "valid_until": "J", "statutory_max": "K", "remark": "L",
}  # fmt: skip
BASIS = "《某市供热条例》第四十六条第（四）项"
TIERS = [
    ("较轻", "首次被查处的", "处1万元以上不满3万元罚款"),
    ("一般", "一年内第二次被查处的", "处3万元以上不满6万元罚款"),
    ("严重", "一年内三次以上被查处的", "处6万元以上10万元以下罚款"),
]


def raw(row: int = 2, tiers: list[tuple[str, str, str]] | None = None, **values: Any) -> RawItem:
    filled = {
        "code": f"330206{row:06}", "violation": f"第{row}种违法行为", "legal_basis": BASIS, "agency": "市住房和城乡建设局",
    } | values  # fmt: skip
    written = [RawTier(row + at, *tier, cells=CELLS) for at, tier in enumerate(TIERS if tiers is None else tiers)]
    return RawItem("benchmark", "裁量基准表", row, filled, written, CELLS)


def problems(validation: Validation) -> list[tuple[str, str, int | None, str | None]]:
    return [(problem.severity, problem.code, problem.row, problem.column) for problem in validation.problems]


def check(**values: Any) -> tuple[CheckedItem, Validation]:
    validation = validate_benchmarks([raw(**values)])
    return validation.items[0], validation


def test_a_right_item_says_everything() -> None:
    item, validation = check(effective_from="2024.9.3", valid_until="长期")
    assert validation.problems == []
    assert item.ok
    assert (item.code, item.agency, item.citation) == ("330206000002", "市住房和城乡建设局", BASIS)
    assert (item.effective_from, item.valid_until) == (date(2024, 9, 3), None)
    assert [(tier.label, tier.code, tier.rank) for tier in item.tiers] == [("较轻", "lesser", 1), ("一般", "ordinary", 2), ("严重", "grave", 3)]
    assert [tier.amounts[0].maximum for tier in item.tiers] == [30_000, 60_000, 100_000]


@pytest.mark.parametrize("blank", ["", "  ", "\n \t", "\u3000", "/", "——", "无", None])
@pytest.mark.parametrize(
    ("field", "code", "column"),
    [("violation", "MISSING_VIOLATION", "C"), ("legal_basis", "MISSING_BASIS", "D"), ("agency", "MISSING_AGENCY", "H")],
)
def test_what_an_item_cannot_do_without(field: str, code: str, column: str, blank: str | None) -> None:
    item, validation = check(**{field: blank})
    assert problems(validation) == [("error", code, 2, column)]
    assert not item.ok


def test_the_agency_of_the_upload_stands_for_a_table_without_any_but_not_for_an_empty_cell() -> None:
    silent, hole = raw(2, agency=""), raw(9, agency="")
    silent.cells = {name: column for name, column in CELLS.items() if name != "agency"}
    validation = validate_benchmarks([silent, hole], default_agency="市水利局")
    assert [item.agency for item in validation.accepted] == ["市水利局"]
    assert problems(validation) == [("error", "MISSING_AGENCY", 9, "H")]


def test_no_tiers() -> None:
    for tiers in ([], [("", "", "")], [("", "\u3000", "/")]):
        item, validation = check(tiers=tiers)
        assert problems(validation) == [("error", "MISSING_TIERS", 2, "E")]
        assert not item.ok


def test_holes_in_a_tier_are_told_by_its_own_row() -> None:
    item, validation = check(tiers=[TIERS[0], ("一般", "", TIERS[1][2]), ("严重", TIERS[2][1], "\u3000")])
    assert problems(validation) == [("error", "MISSING_CONDITION", 3, "F"), ("error", "MISSING_STANDARD", 4, "G")]
    assert "第2个阶次" in validation.problems[0].message
    assert not item.ok


def test_a_table_without_circumstances_misses_none() -> None:
    item = raw(tiers=[("轻微", "", "处1万元罚款"), ("严重", "", "处2万元罚款")])
    item.cells = {name: column for name, column in CELLS.items() if name != "condition"}
    for tier in item.tiers:
        tier.cells = {"penalty": "F"}
    validation = validate_benchmarks([item])
    assert [problem for problem in validation.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("basis", ["《城镇燃气管理条例》", "依据有关规定", "《甲法》、《乙条例》"])
def test_a_law_without_an_article_is_no_basis(basis: str) -> None:
    item, validation = check(legal_basis=basis)
    assert problems(validation) == [("error", "CITATION_WITHOUT_ARTICLE", 2, "D")]
    assert not item.ok


def test_violated_and_penalising_provisions_are_told_apart() -> None:
    item, _ = check(legal_basis="违反《甲法》第三十四条，依据《乙条例》第九十条第（三）项：处罚。")
    assert item.citation == "《乙条例》第九十条第（三）项"
    assert [citation.law for citation in item.violated] == ["甲法"]


def test_the_penalty_column_goes_before_the_general_one() -> None:
    item, _ = check(penalty_basis="《乙条例》第九十条", violated_basis="《甲法》第三条")
    assert item.citation == "《乙条例》第九十条"
    assert [citation.law for citation in item.violated] == ["甲法"]


def test_the_law_may_stand_in_a_column_of_its_own() -> None:
    item, validation = check(law_title="某市供热条例", legal_basis="第四十六条第（四）项")
    assert (item.citation, validation.problems) == (BASIS, [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (330206024000.0, "330206024000"),
        (330206024000, "330206024000"),
        ("330206024000.0", "330206024000"),
        ("３３０２０６０２４０００", "330206024000"),
        ("'330206024000", "330206024000"),
        ("330206 024000", "330206024000"),
        ("0200-Z-00100-140900", "0200-Z-00100-140900"),
        ("XF-001", "XF-001"),
        ("", None),
        ("/", None),
    ],
)
def test_codes_are_strings(value: object, code: str | None) -> None:
    item, validation = check(code=value)
    assert (item.code, validation.problems) == (code, [])


@pytest.mark.parametrize("value", ["33O206038000", "33o206038000", "3302060380l0", "3.30206E+11", "3.30217e11", 330206024000.5, 3.30206024e17])
def test_spoilt_codes_stop_the_item(value: object) -> None:
    item, validation = check(code=value)
    assert problems(validation) == [("error", "BAD_CODE", 2, "B")]
    assert not item.ok


@pytest.mark.parametrize("value", [45538, 45538.0, "二〇二四年九月三日", "２０２４－０９－０３", "'2024-9-3", datetime(2024, 9, 3)])
def test_dates_of_every_form(value: object) -> None:
    assert check(effective_from=value)[0].effective_from == date(2024, 9, 3)


def test_an_impossible_date_is_an_error_on_the_field_only() -> None:
    item, validation = check(effective_from="2024.13.3")
    assert problems(validation) == [("error", "BAD_DATE", 2, "I")]
    assert (item.ok, item.effective_from) == (True, None)


def test_an_end_before_the_beginning() -> None:
    item, validation = check(effective_from="2024-09-03", valid_until="2020-01-01")
    assert problems(validation) == [("error", "BAD_DATE", 2, "J")]
    assert (item.ok, item.valid_until) == (True, None)


def test_a_reversed_range() -> None:
    item, validation = check(tiers=[("较轻", "首次", "处5万元以上1万元以下罚款"), *TIERS[1:]])
    assert problems(validation) == [("error", "RANGE_REVERSED", 2, "G")]
    assert not item.ok


CLAUSE = BASIS + "：由主管部门责令改正，处1万元以上10万元以下罚款；情节严重的，处10万元以上50万元以下罚款，对直接责任人员处1万元以下罚款。"


@pytest.mark.parametrize(
    ("penalty", "warned"),
    [
        ("处10万元以下罚款", False),
        ("处10万元以上50万元以下罚款", False),
        ("处50万元以上60万元以下罚款", True),
        ("对直接责任人员处5000元罚款", False),
        ("对直接责任人员处2万元罚款", True),
        ("处违法所得60倍罚款", False),
        ("每平方米处60万元罚款", False),
        ("处60日以下拘留", False),
    ],
)
def test_the_quoted_clause_sets_the_maximum_for_its_like(penalty: str, warned: bool) -> None:
    item, validation = check(legal_basis=CLAUSE, tiers=[("一般", "首次被查处的", penalty)])
    assert problems(validation) == ([("warning", "ABOVE_STATUTORY_MAX", 2, "G")] if warned else [])
    assert item.ok


def test_a_band_that_goes_on_about_the_same_people_counts_for_them() -> None:
    clause = BASIS + "：对直接责任人员处1000元以上5000元以下罚款；情节特别严重的，处5000元以上1万元以下罚款。"
    tiers = [("严重", "再次被查处的", "对直接责任人员处5000元以上1万元以下罚款")]
    assert check(legal_basis=clause, tiers=tiers)[1].problems == []


def test_a_clause_without_a_ceiling_limits_nothing() -> None:
    _, validation = check(legal_basis=BASIS + "：处1万元以上罚款。", tiers=[("一般", "首次被查处的", "处900万元罚款")])
    assert validation.problems == []


@pytest.mark.parametrize("field", ["statutory_penalty", "basis_text"])
def test_the_clause_may_stand_in_another_column(field: str) -> None:
    _, validation = check(**{field: "处一万元以上八万元以下罚款"})
    assert problems(validation) == [("warning", "ABOVE_STATUTORY_MAX", 4, "G")]


@pytest.mark.parametrize(("value", "warned"), [("80000", True), ("8万元", True), (80000.0, True), ("100000", False), ("10", False), ("见法条", False)])
def test_a_column_with_the_maximum(value: object, warned: bool) -> None:
    _, validation = check(statutory_max=value)
    assert problems(validation) == ([("warning", "ABOVE_STATUTORY_MAX", 4, "G")] if warned else [])


def test_the_laws_on_record_tell_the_maximum_where_the_file_is_silent() -> None:
    validation = validate_benchmarks([raw()], provisions=lambda citation: "处八万元以下罚款" if citation.article == 46 else None)
    assert problems(validation) == [("warning", "ABOVE_STATUTORY_MAX", 4, "G")]


def test_items_of_one_list_of_acts_tell_the_maximum_of_each_other() -> None:
    items = [raw(row=10 * number, legal_basis=f"《某条例》第四十六条第（{figure}）项") for number, figure in enumerate("三四五", 1)]
    items[1].tiers[2].penalty = "处6万元以上30万元以下罚款"
    validation = validate_benchmarks(items)
    assert problems(validation) == [("warning", "ABOVE_STATUTORY_MAX", 22, "G")]
    assert len(validation.accepted) == 3


def test_sums_between_two_tiers_that_no_tier_covers() -> None:
    _, validation = check(tiers=[TIERS[0], ("严重", "再次被查处的", "处5万元以上10万元以下罚款")])
    assert problems(validation) == [("warning", "TIER_GAP", 3, "G")]
    assert "3万元至5万元" in validation.problems[0].message


def test_what_the_law_leaves_open_between_its_bands_is_no_gap() -> None:
    tiers = [("一般", "首次被查处的", "处1万元以上2万元以下罚款"), ("严重", "再次被查处的", "处5万元以上10万元以下罚款")]
    clause = BASIS + "：处1万元以上2万元以下罚款；情节严重的，处5万元以上10万元以下罚款。"
    assert check(legal_basis=clause, tiers=tiers)[1].problems == []


def test_fixed_sums_leave_no_gap() -> None:
    tiers = [("一般", "首次被查处的", "处上一年收入40%的罚款"), ("严重", "再次被查处的", "处上一年收入60%的罚款")]
    assert check(tiers=tiers)[1].problems == []


def test_a_table_may_begin_with_the_gravest_tier() -> None:
    item, validation = check(tiers=TIERS[::-1])
    assert validation.problems == []
    assert [tier.rank for tier in item.tiers] == [3, 2, 1]


def test_the_second_use_of_a_code_is_reported_by_its_row() -> None:
    validation = validate_benchmarks([raw(2, code="330206024000"), raw(9, code="330206024000")])
    assert problems(validation) == [("error", "DUPLICATE_CODE", 9, "B")]
    assert [item.raw.row for item in validation.accepted] == [2]
    assert "第2行" in validation.problems[0].message


@pytest.mark.parametrize("code", ["330206024000", ""])
def test_an_exact_repetition_is_kept_once(code: str) -> None:
    validation = validate_benchmarks([raw(2, code=code, violation="甲"), raw(9, code=code, violation=" 甲 ")])
    assert problems(validation) == [("warning", "DUPLICATE_ITEM", 9, "C")]
    assert [item.raw.row for item in validation.accepted] == [2]


def test_without_codes_the_tiers_alone_do_not_make_two_items() -> None:
    validation = validate_benchmarks([raw(2, code="", violation="甲"), raw(9, code="", violation="甲", tiers=TIERS[:2])])
    assert problems(validation) == [("error", "DUPLICATE_ITEM", 9, "C")]


def test_an_item_that_is_stopped_holds_no_code() -> None:
    validation = validate_benchmarks([raw(2, code="330206024000", violation=""), raw(9, code="330206024000")])
    assert problems(validation) == [("error", "MISSING_VIOLATION", 2, "C")]
    assert [item.raw.row for item in validation.accepted] == [9]


def test_personal_data_stops_the_item_and_is_masked_in_the_report() -> None:
    item, validation = check(remark="经办人手机13812345678")
    assert problems(validation) == [("error", "PERSONAL_DATA", 2, "L")]
    assert validation.problems[0].value == "138****5678"
    assert not item.ok


def test_personal_data_in_a_tier_is_told_by_its_row() -> None:
    _, validation = check(tiers=[TIERS[0], ("一般", "车牌吉F12345再次被查的", TIERS[1][2]), TIERS[2]])
    assert problems(validation) == [("warning", "PERSONAL_DATA", 3, "F")]


def test_every_problem_speaks_chinese_and_has_a_remedy() -> None:
    validation = validate_benchmarks(
        [raw(2, violation="", legal_basis="《甲法》", code="33O206038000", effective_from="2024.13.3", tiers=[("一般", "", "处5万元以上1万元以下罚款")])]
    )
    assert len(validation.problems) >= 4
    for problem in validation.problems:
        assert problem.sheet == "裁量基准表"
        assert all("\u4e00" <= text[0] <= "\u9fff" for text in (problem.message, problem.remedy))
