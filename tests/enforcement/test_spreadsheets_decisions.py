"""Workbooks of penalty and licence decisions, in every layout that arrives, read row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from enforcement.spreadsheets.list_types import list_types
from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.rows import Reading, read_items
from tests.workbooks import decisions, writers
from tests.workbooks.decisions import CHINESE, LICENSE, LICENSES, PENALTIES, table

Rows = Sequence[Sequence[object]]
NUMBERS = [row["CF_WSH"] for row in PENALTIES]
PARTIES = [row["CF_XDR_MC"] for row in PENALTIES]
TITLE: list[object] = ["云岭市市场监督管理局行政处罚信息公示表（云政发〔2023〕1号）"]


def read(path: Path, rows: Rows, kind: str = "penalty", merges: Sequence[writers.Range] = ()) -> Reading:
    return read_items(writers.xlsx(path / "a.xlsx", {"Sheet1": rows}, {"Sheet1": merges}), kind)


def heads(name: str) -> Rows:
    """The table with another head for the party."""
    rows = decisions.standard()
    return [[name if head == "行政相对人名称" else head for head in rows[0]], *rows[1:]]


LAYOUTS: dict[str, Rows] = {
    "standard": decisions.standard(),
    "both heads": decisions.both_heads(),
    "codes first": table(PENALTIES, CHINESE, CHINESE, CHINESE.values()),
    "codes alone": table(PENALTIES, CHINESE, CHINESE),
    "of 2016": decisions.of_2016(),
    "ten columns": decisions.old_ten(),
    "under titles": [TITLE, ["填报单位：云岭市市场监督管理局（公章）", "", "日期：2024年6月1日"], [], *decisions.both_heads()],
    "heads again": [*decisions.standard(), *decisions.standard([])],
    "summary": table(PENALTIES, ["CF_WSH", "CF_XDR_MC", "CF_WFXW", "CF_NR", "CF_CFJG", "CF_JDRQ"],
                     ["行政处罚决定书文号", "当事人名称", "违法行为类型", "行政处罚内容", "作出行政处罚决定机关名称", "处罚决定日期"]),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_row_is_a_decision(tmp_path: Path, layout: str) -> None:
    reading = read(tmp_path, LAYOUTS[layout])
    assert [item.text("document_no") for item in reading.items] == NUMBERS
    assert [item.text("party_name") for item in reading.items] == PARTIES
    assert [item.kind for item in reading.items] == ["penalty"] * 3
    assert not reading.problems and not reading.refused


@pytest.mark.parametrize(
    "head",
    ["当事人", "被处罚人", "违法企业名称或违法自然人姓名", "行政相对人名称（必填）", "被处罚单位(人)", "处罚对象", "姓名或名称", "相对人名称", "市场主体名称", "单位名称", "CF_XDR_MC", "cf_xdr_mc"],
)
def test_many_heads_of_the_party(tmp_path: Path, head: str) -> None:
    assert [item.text("party_name") for item in read(tmp_path, heads(head)).items] == PARTIES


def test_a_title_lends_no_number_to_a_decision_without_one(tmp_path: Path) -> None:
    rows = [TITLE, *decisions.standard([PENALTIES[0] | {"CF_WSH": ""}])]
    assert read(tmp_path, rows, merges=[(0, 0, 0, 8)]).items[0].text("document_no") == ""


def test_the_agency_may_stand_above_the_table(tmp_path: Path) -> None:
    rows: Rows = [["云岭市水利局行政处罚信息公示表"], *decisions.standard([row | {"CF_CFJG": ""} for row in PENALTIES])]
    assert {item.text("agency") for item in read(tmp_path, rows, merges=[(0, 0, 0, 8)]).items} == {"云岭市水利局"}


def test_one_merged_agency_for_many_rows(tmp_path: Path) -> None:
    column = list(CHINESE).index("CF_CFJG")
    rows = decisions.standard([PENALTIES[0], *(row | {"CF_CFJG": ""} for row in PENALTIES[1:])])
    reading = read(tmp_path, rows, merges=[(1, column, 3, column)])
    assert [item.text("agency") for item in reading.items] == ["云岭市市场监督管理局"] * 3


def test_equal_rows_stay_apart(tmp_path: Path) -> None:
    assert len(read(tmp_path, decisions.standard([PENALTIES[0], PENALTIES[0]])).items) == 2


def test_an_exponent_in_a_code_stops_its_row(tmp_path: Path) -> None:
    rows = decisions.standard([PENALTIES[0] | {"CF_XDR_SHXYM": 9.12311990000123e17}, PENALTIES[1] | {"CF_XDR_ZJHM": 231199199003078519}, PENALTIES[2]])
    reading = read(tmp_path, rows)
    assert [problem.code for problem in reading.problems] == ["CODE_SCIENTIFIC"] * 2
    assert [(problem.row, problem.column) for problem in reading.problems] == [(2, "C"), (3, "M")]
    assert len(reading.items) == 1 and "231199199003078" not in repr(reading.problems)


def test_other_formats(tmp_path: Path) -> None:
    text = writers.delimited(decisions.both_heads())
    (tmp_path / "a.csv").write_bytes(text.encode("gb18030"))
    for path in (tmp_path / "a.csv", writers.xls(tmp_path / "a.xls", decisions.both_heads(), name="公示"), writers.ods(tmp_path / "a.ods", decisions.both_heads(), name="公示")):
        assert [item.text("document_no") for item in read_items(path, "penalty").items] == NUMBERS


@pytest.mark.parametrize("head", [[LICENSE.values()], [LICENSE], [LICENSE.values(), LICENSE]], ids=["Chinese", "codes", "both"])
def test_licences(tmp_path: Path, head: list[Sequence[object]]) -> None:
    reading = read(tmp_path, table(LICENSES, LICENSE, *head), "license")
    assert [(item.text("certificate_no"), item.text("document_no")) for item in reading.items] == [("JY12311990000015", "云市监许〔2024〕7号"), ("YL2024000123", "")]
    assert not reading.problems


KINDS = ("benchmark", "leniency", "penalty", "license")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_reads_its_own_tables_only(tmp_path: Path, kind: str) -> None:
    tables: dict[str, Rows] = {
        "penalty": decisions.standard(),
        "license": table(LICENSES, LICENSE, LICENSE.values()),
        "benchmark": [["序号", "职权编码", "违法行为", "处罚依据", "裁量阶次", "适用条件", "具体标准"], [1, "1", "倾倒渣土", "《水法》第六十五条", "轻微", "不足一立方米", "处一万元罚款"]],
        "leniency": [["序号", "违法行为", "法律依据", "适用条件", "实施部门"], [1, "倾倒渣土", "《水法》第六十五条", "首次且改正的", "市水利局"]],
    }  # fmt: skip
    assert set(tables) <= set(list_types())
    for name, rows in tables.items():
        titled = [[{"leniency": "首违不罚清单", "benchmark": "裁量权基准", "penalty": "行政处罚决定公示", "license": "行政许可公示"}[name]], *rows]
        if name == kind:
            assert {table.kind for table in read(tmp_path, titled, kind).tables} == {kind}
        else:
            with pytest.raises(FileRefused):
                read(tmp_path, titled, kind)
