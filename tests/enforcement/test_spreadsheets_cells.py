"""What cells mean: dates, formats, formulas, codes; and what a file hides."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from enforcement.spreadsheets.problems import FileRefused, Problem
from enforcement.spreadsheets.rows import Reading, read_items
from tests.workbooks import writers
from tests.workbooks.acts import ACTS, METER, MODEL, SAND, blank_rows, item_merges

HEAD = [*MODEL, "施行日期"]


def build(tmp_path: Path, touch: Any, head: Sequence[object] = MODEL, **options: object) -> Reading:
    rows: list[Sequence[object]] = [head, *blank_rows()]
    return read_items(
        writers.xlsx(tmp_path / "a.xlsx", {"表": rows}, {"表": item_merges()}, touch, **options)
    )


def problem(reading: Reading, code: str) -> Problem:
    return next(found for found in reading.problems if found.code == code)


def names(reading: Reading) -> list[str]:
    return [item.text("violation") for item in reading.items]


@pytest.mark.parametrize("old", [False, True])
def test_dates_follow_the_date_system(tmp_path: Path, old: bool) -> None:
    day = dt.date(2024, 9, 3)
    number = (day - (dt.date(1904, 1, 1) if old else dt.date(1899, 12, 30))).days

    def touch(book: Any, made: Any) -> None:
        made["表"].write_datetime(
            1, 7, dt.datetime(2024, 9, 3), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        )
        made["表"].write(4, 7, number)
        made["表"].write(7, 7, "二〇二四年九月三日")

    reading = build(tmp_path, touch, HEAD, **({"date_1904": True} if old else {}))
    assert [item.text("effective_from") for item in reading.items] == [
        "2024-09-03",
        "2024-09-03",
        "二〇二四年九月三日",
    ]


def test_formats_that_change_the_meaning(tmp_path: Path) -> None:
    def touch(book: Any, made: Any) -> None:
        sheet = made["表"]
        sheet.write(1, 6, 0.03, book.add_format({"num_format": "0%"}))
        sheet.write(2, 6, 0.125, book.add_format({"num_format": "0.0%"}))
        sheet.write(3, 6, 5, book.add_format({"num_format": '0"万元"'}))
        sheet.write(4, 6, 20000)
        sheet.write(7, 1, 12, book.add_format({"num_format": "000000000000"}))

    reading = build(tmp_path, touch)
    assert [tier.penalty for tier in reading.items[0].tiers] == ["3%", "12.5%", "5万元"]
    assert reading.items[1].tiers[0].penalty == "20000"
    assert reading.items[2].text("code") == "000000000012"


def test_codes_are_exact_or_refused(tmp_path: Path) -> None:
    def touch(book: Any, made: Any) -> None:
        made["表"].write(1, 1, 220681000101)
        made["表"].write(4, 1, 220681000102123456)
        made["表"].write(7, 1, "2.20681E+11")

    reading = build(tmp_path, touch)
    assert [item.text("code") for item in reading.items] == ["220681000101"]
    found = [p for p in reading.problems if p.code == "CODE_SCIENTIFIC"]
    assert [(p.severity, p.sheet, p.row, p.column) for p in found] == [
        ("error", "表", 5, "B"),
        ("error", "表", 8, "B"),
    ]
    assert [item.row for item in reading.refused] == [5, 8]


def test_codes_in_other_writing_stay_as_written(tmp_path: Path) -> None:
    def touch(book: Any, made: Any) -> None:
        made["表"].write(1, 1, "２２０６８１０００１０１")
        made["表"].write(4, 1, "00012")

    assert [item.text("code") for item in build(tmp_path, touch).items][:2] == [
        "２２０６８１０００１０１",
        "00012",
    ]


def test_formulas_give_their_cached_value(tmp_path: Path) -> None:
    def touch(book: Any, made: Any) -> None:
        made["表"].write_formula(1, 2, '="在河道"&"倾倒"', None, SAND.name)
        made["表"].write_formula(4, 2, '=A1&"x"', None, "")
        made["表"].write_formula(7, 3, "=甲!A1", None, "#REF!")

    path = tmp_path / "a.xlsx"
    writers.xlsx(path, {"表": [MODEL, *blank_rows()]}, {}, touch)
    with zipfile.ZipFile(path) as container:
        members = {name: container.read(name) for name in container.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].replace(b"<v></v>", b"")
    with zipfile.ZipFile(path, "w") as container:
        for name, data in (members | {"xl/worksheets/sheet1.xml": sheet}).items():
            container.writestr(name, data)
    reading = read_items(path)
    assert names(reading) == [SAND.name]
    assert (
        problem(reading, "FORMULA_WITHOUT_VALUE").row,
        problem(reading, "FORMULA_WITHOUT_VALUE").column,
    ) == (5, "C")
    assert (problem(reading, "CELL_ERROR").row, problem(reading, "CELL_ERROR").column) == (8, "D")


def test_text_is_kept_as_written(tmp_path: Path) -> None:
    text = "  处１万元以上２万元以下罚款；\r\n情节严重的，＂从重＂。　"

    def touch(book: Any, made: Any) -> None:
        made["表"].write(1, 6, text)

    assert (
        build(tmp_path, touch).items[0].tiers[0].penalty
        == "处１万元以上２万元以下罚款；\n情节严重的，＂从重＂。"
    )


def test_rich_text_is_whole_and_comments_are_never_read(tmp_path: Path) -> None:
    def touch(book: Any, made: Any) -> None:
        bold = book.add_format({"bold": True})
        made["表"].write_rich_string(1, 5, "倾倒", bold, "一立方米", "以下的")
        made["表"].write_comment(1, 5, "内部意见：不要公开")

    reading = build(tmp_path, touch)
    assert reading.items[0].tiers[0].condition == "倾倒一立方米以下的"
    assert problem(reading, "COMMENTS_IGNORED").sheet == "表"
    assert "内部意见" not in repr(reading)


@pytest.mark.parametrize("how", ["hidden", "height", "filter"])
def test_hidden_rows_are_reported_and_left_out(tmp_path: Path, how: str) -> None:
    def touch(book: Any, made: Any) -> None:
        sheet = made["表"]
        if how == "filter":
            sheet.autofilter(0, 0, 9, 6)
        for row in (4, 5, 6):
            if how == "height":
                sheet.set_row(row, 0)
            else:
                sheet.set_row(row, None, None, {"hidden": True})

    reading = build(tmp_path, touch)
    assert names(reading) == [act.name for act in ACTS if act is not METER]
    found = problem(reading, "HIDDEN_ROWS")
    assert (found.severity, found.sheet, found.row) == ("warning", "表", 5) and "第5至7行" in found.message


def test_a_merged_cell_whose_first_row_is_hidden_still_shows(tmp_path: Path) -> None:
    reading = build(tmp_path, lambda book, made: made["表"].set_row(4, None, None, {"hidden": True}))
    assert names(reading) == [act.name for act in ACTS]
    assert [tier.tier for tier in reading.items[1].tiers] == ["一般", "严重"]
    assert problem(reading, "HIDDEN_ROWS").row == 5


def test_hidden_columns_are_reported_and_never_text(tmp_path: Path) -> None:
    def touch(book: Any, made: Any) -> None:
        made["表"].write(0, 7, "备注")
        made["表"].write(1, 7, "内部口径")
        made["表"].set_column(7, 7, None, None, {"hidden": True})

    reading = build(tmp_path, touch)
    found = problem(reading, "HIDDEN_COLUMNS")
    assert (found.column, found.sheet) == ("H", "表")
    assert "内部口径" not in repr(reading.items) and "remark" not in reading.items[0].values


@pytest.mark.parametrize("deep", [False, True])
def test_hidden_sheets_are_counted_and_left_out(tmp_path: Path, deep: bool) -> None:
    def touch(book: Any, made: Any) -> None:
        made["旧版"].very_hidden() if deep else made["旧版"].hide()

    sheets = {"表": [MODEL, *blank_rows((SAND,))], "旧版": [MODEL, *blank_rows()]}
    reading = read_items(writers.xlsx(tmp_path / "a.xlsx", sheets, {}, touch))
    assert names(reading) == [SAND.name]
    found = problem(reading, "HIDDEN_SHEET")
    assert (found.sheet, found.row) == ("旧版", 1) and "含3项" in found.message


def test_a_table_only_in_a_hidden_sheet_is_no_table(tmp_path: Path) -> None:
    sheets: dict[str, list[Sequence[object]]] = {"封面": [["某市"]], "表": [MODEL, *blank_rows()]}
    path = writers.xlsx(tmp_path / "a.xlsx", sheets, {}, lambda book, made: made["表"].hide())
    with pytest.raises(FileRefused) as refused:
        read_items(path)
    assert "隐藏" in refused.value.problem.message


def test_invisible_format_hides_text(tmp_path: Path) -> None:
    def touch(book: Any, made: Any) -> None:
        made["表"].write(1, 5, "内部掌握", book.add_format({"num_format": ";;;"}))

    reading = build(tmp_path, touch)
    assert problem(reading, "HIDDEN_TEXT") and "内部掌握" not in repr(reading.items)


def test_external_links_are_noted(tmp_path: Path) -> None:
    path = writers.xlsx(tmp_path / "a.xlsx", {"表": [MODEL, *blank_rows()]})
    with zipfile.ZipFile(path, "a") as container:
        container.writestr("xl/externalLinks/externalLink1.xml", '<?xml version="1.0"?><externalLink/>')
    assert problem(read_items(path), "EXTERNAL_LINKS").severity == "warning"


def test_biff_hidden_parts_formats_and_dates(tmp_path: Path) -> None:
    import xlwt

    def touch(book: Any, sheet: Any) -> None:
        for row in (4, 5, 6):
            sheet.row(row).hidden = True
        sheet.write(0, 7, "施行日期")
        sheet.write(0, 8, "备注")
        sheet.write(1, 8, "内部口径")
        sheet.col(8).hidden = True
        sheet.write(1, 7, dt.date(2024, 9, 3), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.write(1, 6, 0.03, xlwt.easyxf(num_format_str="0%"))
        sheet.write(1, 1, 220681000101)

    reading = read_items(writers.xls(tmp_path / "a.xls", [MODEL, *blank_rows()], touch=touch))
    assert names(reading) == [act.name for act in ACTS if act is not METER]
    first = reading.items[0]
    assert (first.text("code"), first.text("effective_from"), first.tiers[0].penalty) == (
        "220681000101",
        "2024-09-03",
        "3%",
    )
    assert problem(reading, "HIDDEN_ROWS").row == 5 and problem(reading, "HIDDEN_COLUMNS").column == "I"
    assert "内部口径" not in repr(reading.items)


def test_ods_hidden_rows(tmp_path: Path) -> None:
    path = writers.ods(tmp_path / "a.ods", [MODEL, *blank_rows()], item_merges(), hidden_rows=(4, 5, 6))
    reading = read_items(path)
    assert names(reading) == [act.name for act in ACTS if act is not METER]
    assert problem(reading, "HIDDEN_ROWS").row == 5


def test_html_hidden_rows_cells_and_comments(tmp_path: Path) -> None:
    page = writers.web([MODEL, *blank_rows()])
    page = page.replace('<tr><td rowspan="1" colspan="1">3<', '<tr style="display: none"><td>3<')
    page = page.replace(SAND.name, f'{SAND.name}<!-- 内部 --><span style="display:none">内部</span>')
    path = tmp_path / "a.xls"
    path.write_text(page, "utf-8")
    reading = read_items(path)
    assert reading.items[0].text("violation") == SAND.name
    assert problem(reading, "HIDDEN_ROWS").row == 8 and "内部" not in repr(reading.items)


def test_word_hidden_and_deleted_text(tmp_path: Path) -> None:
    path = writers.word(tmp_path / "a.docx", [[MODEL, *blank_rows()]])
    document = docx.Document(str(path))
    cell = document.tables[0].cell(1, 2)
    run = cell.paragraphs[0].add_run("（内部掌握）")
    run.font.hidden = True
    deleted = cell.paragraphs[0].add_run("（已删除）")
    mark = deleted._r.makeelement(qn("w:del"), {})
    deleted._r.addprevious(mark)
    mark.append(deleted._r)
    document.save(str(path))
    reading = read_items(path)
    assert reading.items[0].text("violation") == SAND.name
    assert problem(reading, "HIDDEN_TEXT").sheet == "表格1"


def test_error_values_in_text_files(tmp_path: Path) -> None:
    rows = blank_rows()
    rows[0][2] = "#REF!"
    path = tmp_path / "a.csv"
    path.write_text(writers.delimited([MODEL, *rows]), "utf-8")
    reading = read_items(path)
    assert len(reading.items) == 2 and problem(reading, "CELL_ERROR").row == 2
