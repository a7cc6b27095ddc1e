"""Tables as officers lay them out: each golden workbook with exactly what must come out of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.rows import read_items
from tests.workbooks import writers
from tests.workbooks.acts import ACTS, DIKE, METER, MODEL, SAND, blank_rows, item_merges, repeated_rows
from tests.workbooks.reading import codes, read, same


def test_table_anywhere_with_columns_in_any_order(tmp_path: Path) -> None:
    order = [6, 4, 2, 0, 5, 3, 1]
    rows = [["", "", "", *(row[index] for index in order)] for row in [MODEL, *blank_rows()]]
    reading = read(tmp_path, [[], [], ["", "", "", "水行政处罚裁量基准"], [], *rows])
    same(reading)
    assert reading.items[0].row == 6 and reading.items[0].cells["violation"] == "F"
    assert reading.items[0].tiers[1].cells == {"tier": "E", "condition": "H", "penalty": "D"}


def test_blank_columns_and_rows_between(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = []
    for row in [MODEL, *blank_rows()]:
        rows += [[row[0], row[1], "", row[2], row[3], "", *row[4:]], []]
    same(read(tmp_path, rows))


def test_page_breaks(tmp_path: Path) -> None:
    body = blank_rows()
    broken: list[Sequence[object]] = [
        *body[:4],
        ["第1页 共2页"],
        ["水行政处罚裁量基准（续）"],
        MODEL,
        [2, METER.code, METER.name, METER.basis, *METER.tiers[1]],
        *body[5:],
    ]
    for footer in ("第1页 共2页", "第 1 页", "— 1 —", "1/2"):
        broken[4] = [footer]
        reading = read(tmp_path, [["水行政处罚裁量基准"], MODEL, *broken])
        same(reading)
        assert reading.items[1].row == 6


def test_column_numbers_under_the_header(tmp_path: Path) -> None:
    same(read(tmp_path, [MODEL, [1, 2, 3, 4, 5, 6, 7], *blank_rows()]))


def test_furniture_is_never_an_item(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["附件2"],
        ["市水利局行政处罚裁量权基准"],
        ["填报单位（盖章）：市水利局", "", "", "", "", "2024年9月3日"],
        MODEL,
        *blank_rows(),
        ["小计", "", "3项"],
        ["合计", "", "3"],
        ["注：1.本表“以上”包含本数。"],
        ["2.本表由市水利局负责解释。"],
        ["填报人：张某", "", "审核人：李某", "", "联系电话：0439-0000000"],
        ["单位（公章）："],
    ]
    reading = read(tmp_path, rows, [(0, 0, 0, 6), (1, 0, 1, 6)])
    same(reading)
    assert reading.dated == "2024年9月3日"
    assert {(item.text("agency"), item.agency_source) for item in reading.items} == {("市水利局", "file")}


def test_titles_give_document_number_and_date(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["关于印发水行政处罚裁量权基准的通知"],
        ["临水发〔2024〕12号，自2024年10月1日起施行"],
        MODEL,
        *blank_rows(),
    ]
    reading = read(tmp_path, rows)
    assert (reading.document_no, reading.effective_from) == ("临水发〔2024〕12号", "2024年10月1日")


def test_banners_carry_the_agency_or_the_field(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        MODEL,
        ["一、市农业农村局（1项）"],
        *blank_rows((SAND,)),
        ["二、市水利局（2项）"],
        ["（一）水资源管理"],
        *blank_rows((METER,)),
        ["（二）防洪"],
        *blank_rows((DIKE,)),
    ]
    reading = read(tmp_path, rows, [(1, 0, 1, 6)])
    same(reading)
    assert [(item.text("agency"), item.text("domain"), item.agency_source) for item in reading.items] == [
        ("市农业农村局", "", "banner"),
        ("市水利局", "水资源管理", "banner"),
        ("市水利局", "防洪", "banner"),
    ]


@pytest.mark.parametrize(
    "name", ["市水利局", "1.市水利局", "市水利局（12项）", "03-市水利局", "市水利局裁量基准"]
)
def test_the_sheet_names_the_agency(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, [MODEL, *blank_rows()], name=name)
    assert {(item.text("agency"), item.agency_source) for item in reading.items} == {("市水利局", "sheet")}


def test_a_missing_agency_is_not_guessed_from_neighbours(tmp_path: Path) -> None:
    rows = [[*row, ("市水利局" if row[0] in (1, 3) else "")] for row in blank_rows()]
    reading = read(tmp_path, [[*MODEL, "实施部门"], *rows], name="市水利局")
    assert [item.text("agency") for item in reading.items] == ["市水利局", "", "市水利局"]
    assert reading.items[1].cells["agency"] == "H"


def test_an_agency_said_once_for_many_items(tmp_path: Path) -> None:
    rows = [[*row, ("市水利局" if row[0] == 1 else "")] for row in blank_rows()]
    reading = read(tmp_path, [[*MODEL, "实施部门"], *rows])
    assert {item.text("agency") for item in reading.items} == {"市水利局"}


def test_merges_over_several_items(tmp_path: Path) -> None:
    rows = [
        [*row, ("市水利局" if row[0] == 1 else ""), ("水务" if row[0] == 1 else "")] for row in blank_rows()
    ]
    reading = read(
        tmp_path, [[*MODEL, "实施部门", "执法领域"], *rows], [*item_merges(), (1, 7, 9, 7), (1, 8, 9, 8)]
    )
    assert {(item.text("agency"), item.text("domain")) for item in reading.items} == {("市水利局", "水务")}


@pytest.mark.parametrize("mark", ["同上", "〃", "″", "--〃--"])
def test_ditto_marks(tmp_path: Path, mark: str) -> None:
    rows: list[Sequence[object]] = []
    for act in ACTS:
        for number, tier in enumerate(act.tiers):
            rows.append(
                [act.seq, act.code, act.name, act.basis, *tier] if not number else [mark] * 4 + list(tier)
            )
    same(read(tmp_path, [MODEL, *rows]))


def test_all_columns_repeated(tmp_path: Path) -> None:
    same(read(tmp_path, [MODEL, *repeated_rows()]))
    numbered = [[number, *row[1:]] for number, row in enumerate(repeated_rows(), 1)]
    same(read(tmp_path, [MODEL, *numbered]))


def test_rows_sorted_by_tier_come_together(tmp_path: Path) -> None:
    rows = [row for tier in range(3) for row in repeated_rows()[tier::3]]
    same(read(tmp_path, [MODEL[1:], *(row[1:] for row in rows)]))


def test_a_missing_act_or_condition_stays_missing(tmp_path: Path) -> None:
    rows = blank_rows()
    rows[3][2] = " \u3000 "
    rows[7][5] = ""
    reading = read(tmp_path, [MODEL, *rows])
    assert [item.text("violation") for item in reading.items] == [SAND.name, "", DIKE.name]
    assert reading.items[2].tiers[1].condition == "" and reading.items[2].tiers[1].row == 9


def test_duplicate_items_stay_two(tmp_path: Path) -> None:
    reading = read(tmp_path, [MODEL, *blank_rows((SAND,)), *blank_rows((SAND,))[0:3]])
    assert len(reading.items) >= 1
    other = [[9, SAND.code, "另一行为", METER.basis, *METER.tiers[0]]]
    reading = read(tmp_path, [MODEL, *blank_rows((SAND,)), *other])
    assert [item.text("code") for item in reading.items] == [SAND.code, SAND.code]


def test_stacked_tables_with_other_columns(tmp_path: Path) -> None:
    second = [[row[2], row[0], row[4], row[6], row[5], row[3]] for row in blank_rows((DIKE,))]
    rows: list[Sequence[object]] = [
        ["一、市农业农村局"],
        MODEL,
        *blank_rows((SAND, METER)),
        [],
        ["二、市水利局"],
        ["违法行为", "序号", "违法程度", "处罚幅度", "违法情形", "处罚依据"],
        *second,
    ]
    reading = read(tmp_path, rows)
    same(reading)
    assert [item.text("agency") for item in reading.items] == ["市农业农村局", "市农业农村局", "市水利局"]
    assert reading.items[2].cells["violation"] == "A"


def test_notes_sheets_and_example_rows(tmp_path: Path) -> None:
    example: list[object] = ["示例", "000000000000", "某违法行为", "《某法》第一条", "轻微", "首次的", "警告"]
    path = writers.xlsx(
        tmp_path / "a.xlsx",
        {
            "目录": [["目  录"], ["市水利局"]],
            "填表说明": [["一、请按模板填写"], ["示例："], MODEL, example],
            "市水利局": [MODEL, example, ["", "", "", "", "严重", "再次的", "罚款"], *blank_rows()],
            "Sheet3": [],
        },
    )
    reading = read_items(path)
    same(reading)
    assert {"EXAMPLE_ROW", "NOTES_SHEET_SKIPPED"} <= set(codes(reading))


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    rows = [[*row, "甲"] for row in blank_rows()]
    reading = read(tmp_path, [[*MODEL, "内部流转编号甲"], *rows])
    problem = next(problem for problem in reading.problems if problem.code == "UNMAPPED_COLUMN")
    assert (problem.row, problem.column) == (1, "H")
    assert not any("甲" in str(value) for item in reading.items for value in item.values.values())


def test_other_lists_are_not_read_as_benchmarks(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["市水利局首违不罚清单"],
        ["序号", "违法行为", "违反条款", "免罚条件", "实施部门"],
        [1, SAND.name, SAND.basis, "首次且改正的", "市水利局"],
    ]
    with pytest.raises(FileRefused) as refused:
        read_items(writers.xlsx(tmp_path / "list.xlsx", {"清单": rows}), "benchmark")
    assert refused.value.problem.code == "NO_TABLE" and "首违不罚" in refused.value.problem.message


def test_decisions_are_not_read_as_benchmarks(tmp_path: Path) -> None:
    head = ["序号", "行政相对人名称", "处罚决定书文号", "违法行为", "处罚依据", "处罚内容", "裁量阶次", "处罚决定日期"]
    row = [1, "某公司", "水罚〔2024〕1号", SAND.name, SAND.basis, "罚款一万元", "一般", "2024-01-01"]
    path = writers.xlsx(tmp_path / "a.xlsx", {"Sheet1": [head, row]})
    with pytest.raises(FileRefused):
        read_items(path, "benchmark")
    assert {table.kind for table in read_items(path).tables} == {"penalty"}


def test_word_tables_go_on_over_pages(tmp_path: Path) -> None:
    body = blank_rows()
    first, second = [MODEL, *body[:4]], body[4:]
    same(read_items(writers.word(tmp_path / "a.docx", [first, second])))
    again = [MODEL, [2, METER.code, METER.name, METER.basis, *METER.tiers[1]], *body[5:]]
    same(read_items(writers.word(tmp_path / "b.docx", [first, again])))


def test_word_paragraphs_name_the_agency(tmp_path: Path) -> None:
    path = writers.word(
        tmp_path / "a.docx", [[MODEL, *blank_rows()]], ["市水利局行政处罚裁量权基准", "自2024年10月1日起施行"]
    )
    reading = read_items(path)
    assert {item.text("agency") for item in reading.items} == {"市水利局"}
    assert reading.effective_from == "2024年10月1日"
