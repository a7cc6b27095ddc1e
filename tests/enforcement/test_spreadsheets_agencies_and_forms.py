"""Who an item belongs to when no column says it; forms, tables side by side, heads nobody listed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from enforcement.spreadsheets.agencies import agency_named
from enforcement.spreadsheets.rows import Reading, read_items
from tests.workbooks import writers
from tests.workbooks.acts import ACTS, DIKE, METER, MODEL, SAND, Act, blank_rows, item_merges
from tests.workbooks.reading import codes, read, same

TWO = ("市水利局", "市气象局")


def agencies(reading: Reading) -> list[str]:
    return [item.text("agency") for item in reading.items]


@pytest.mark.parametrize(
    "line",
    [
        "市水利局",
        "一、市水利局",
        "3.市水利局",
        "3-市水利局",
        "(3)市水利局",
        "第三部分 市水利局",
        "附件1 市水利局",
        "【市水利局】",
        "★市水利局",
        "市水利局（12项）",
        "市水利局2024",
        "市水利局（终稿）",
        "责任单位：市水利局    共5项",
        "单位名称（公章）：市水利局",
        "部门名称：市水利局",
        "一、市水利局行政处罚裁量基准",
        "2.市水利局负责实施的事项",
    ],
)
def test_lines_that_name_an_agency(line: str) -> None:
    assert agency_named(line) == "市水利局"


@pytest.mark.parametrize(
    "line", ["裁量基准", "一、违反水法的行为", "本基准由市司法局负责解释。", "2024年", "Sheet1", "以上含本数"]
)
def test_lines_that_name_none(line: str) -> None:
    assert agency_named(line) == ""


def test_brackets_of_an_agency_keep_their_width() -> None:
    assert agency_named("2.市市场监督管理局（药品监管）") == "市市场监督管理局（药品监管）"


@pytest.mark.parametrize(
    "banner", ["【{}】", "实施部门：{}", "★{}", "二、{}行政处罚裁量基准", "{}（3项）", "责任单位：{}  共3项"]
)
def test_banners_in_the_table(tmp_path: Path, banner: str) -> None:
    rows: list[Sequence[object]] = [MODEL]
    for agency in TWO:
        rows += [[banner.format(agency)], *blank_rows((SAND, METER) if agency == TWO[0] else (DIKE,))]
    reading = read(tmp_path, rows)
    same(reading)
    assert agencies(reading) == ["市水利局", "市水利局", "市气象局"]


@pytest.mark.parametrize("sheet", ["附件1 {}", "(1){}", "{}2024", "{}（终稿）", "1-{}"])
def test_sheet_names(tmp_path: Path, sheet: str) -> None:
    reading = read(tmp_path, [MODEL, *blank_rows()], item_merges(), sheet.format("市水利局"))
    assert agencies(reading) == ["市水利局"] * 3


def test_a_word_text_speaks_for_all_tables_that_follow(tmp_path: Path) -> None:
    body = blank_rows()
    tables = [[MODEL, *body[:4]], [MODEL, *body[4:6]], [MODEL, *body[6:]]]
    reading = read_items(writers.word(tmp_path / "a.docx", tables, ["市水利局行政处罚裁量权基准"]))
    same(reading)
    assert agencies(reading) == ["市水利局"] * 3


def test_tables_side_by_side(tmp_path: Path) -> None:
    left, right = [MODEL, *blank_rows((SAND, METER))], [MODEL, *blank_rows((DIKE,))]
    right += [[""] * len(MODEL)] * (len(left) - len(right))
    reading = read(tmp_path, [[*a, "", *b] for a, b in zip(left, right, strict=True)])
    same(reading)
    assert reading.items[2].cells["violation"] == "K"


def _form(act: Act, together: bool) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [["违法行为", act.name], ["法律依据", act.basis]]
    rows.append(["编码", act.code, "实施机关", act.agency])
    if together:
        text = "\n".join(
            f"{n}、{label}：{when}，{what}；" for n, (label, when, what) in enumerate(act.tiers, 1)
        )
        return [*rows, ["裁量基准", text]]
    return [*rows, ["裁量阶次", "适用条件", "裁量标准"], *act.tiers]


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("title", [[], [["事项裁量权基准表"]]])
def test_one_item_a_form(tmp_path: Path, together: bool, title: list[Sequence[object]]) -> None:
    rows = [row for act in ACTS for row in (*title, *_form(act, together), [])]
    reading = read(tmp_path, rows)
    same(reading)
    assert agencies(reading) == ["市水利局"] * 3
    assert [item.text("code") for item in reading.items] == [act.code for act in ACTS]
    second = reading.items[1]
    assert second.cells["agency"] == "D" and second.rows["agency"] == second.row + 2
    assert second.tiers[0].row > second.row


def test_one_item_a_word_table(tmp_path: Path) -> None:
    tables = []
    for act in ACTS:
        rows = [[*row, *[""] * (4 - len(row))] for row in _form(act, False)]
        tables.append(rows)
    same(read_items(writers.word(tmp_path / "a.docx", tables)))


def test_heads_that_nobody_listed_fill_a_gap_and_are_asked(tmp_path: Path) -> None:
    head = [
        "序号",
        "职权编码",
        "违法行为",
        "法律、法规、规章的规定",
        "违法行为轻重",
        "裁量情形描述",
        "具体标准",
    ]
    reading = read(tmp_path, [head, *blank_rows()])
    same(reading)
    assert [item.text("legal_basis") for item in reading.items] == [act.basis for act in ACTS]
    assert codes(reading).count("AMBIGUOUS_HEADER") == 3


def test_a_bracket_tells_which_basis(tmp_path: Path) -> None:
    head = ["序号", "违法行为", "法律依据（违则）", "法律依据（罚则）", "裁量阶次", "适用条件", "裁量标准"]
    rows = [[row[0], row[2], row[3] and "《水法》第三条", row[3], *row[4:]] for row in blank_rows()]
    item = read(tmp_path, [head, *rows]).items[0]
    assert (item.text("violated_basis"), item.text("penalty_basis")) == ("《水法》第三条", SAND.basis)


def test_marks_of_demand_and_unit_in_heads(tmp_path: Path) -> None:
    head = [
        "序\n号",
        "职权编码\n（选填）",
        "违法行为*",
        "法 定 依 据【必填】",
        "裁量\n阶次",
        "适用条件【情形】",
        "具体标准（元）",
    ]
    reading = read(tmp_path, [head, *blank_rows()])
    same(reading)
    assert "UNMAPPED_COLUMN" not in codes(reading)


def test_minor_fields_never_stop_an_item(tmp_path: Path) -> None:
    rows = [[*row, "#REF!" if row[0] else ""] for row in blank_rows()]
    reading = read(tmp_path, [[*MODEL, "备注"], *rows])
    same(reading)
    assert codes(reading).count("CELL_ERROR") == 3 and not reading.items[0].text("remark")


def test_hidden_items_are_named_one_by_one(tmp_path: Path) -> None:
    def hide(book: object, made: dict[str, object]) -> None:
        for row in range(1, 7):
            made["表"].set_row(row, None, None, {"hidden": True})  # type: ignore[attr-defined]

    path = writers.xlsx(tmp_path / "a.xlsx", {"表": [MODEL, *blank_rows()]}, {"表": item_merges()}, hide)
    reading = read_items(path)
    assert [item.text("violation") for item in reading.items] == [DIKE.name]
    assert [problem.row for problem in reading.problems if problem.code == "HIDDEN_ROWS"] == [2, 5]


def test_a_note_far_below_in_another_column(tmp_path: Path) -> None:
    same(read(tmp_path, [MODEL, *blank_rows(), [], [], ["", "", "备注：以上含本数"]]))
