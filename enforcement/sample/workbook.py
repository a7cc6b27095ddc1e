"""Writes the sample as the workbook an officer would send: one sheet an agency,
title rows, a two-row header, cells merged over the tiers of an item."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import xlsxwriter

from enforcement.notation.citations import Citation, format_citation
from enforcement.sample.source import AGENCIES, SourceCitation, SourceItem

#: Division code of the invented city; no real division has it.
DIVISION = "229981"
YEAR = 2026
IN_FORCE_FROM = "2026年9月1日"

HEADER = [
    ("序号", None), ("事项编码", None), ("执法领域", None), ("违法行为", None), ("违反条款", None), ("处罚依据", None),
    ("法定处罚幅度", None), ("裁量基准", "裁量阶次"), ("裁量基准", "适用条件"), ("裁量基准", "具体标准"), ("备注", None),
]  # fmt: skip
WIDTHS = (6, 15, 12, 30, 26, 30, 36, 10, 40, 40, 10)
FIRST_TIER_COLUMN, LAST_TIER_COLUMN = 7, 9


@dataclass(frozen=True, slots=True)
class SourceAgency:
    key: str
    number: str
    name: str
    kind: str
    subject: str
    parent: str
    other_names: str
    duty: str

    @property
    def document_no(self) -> str:
        """The number of the instrument that issued this agency's benchmarks."""
        return f"桦{SHORT.get(self.key, '政')}规〔{YEAR}〕{int(self.number)}号"


SHORT = {
    "scjg": "市监", "ga": "公", "jj": "公", "sthj": "环", "nyny": "农", "wsjk": "卫", "zjj": "建", "csgl": "城管", "jtys": "交",
    "zrzy": "自然资", "slj": "水", "lyj": "林草", "yjgl": "应急", "xfjy": "消", "rsj": "人社", "wgl": "文旅", "xwcb": "新", "jyj": "教",
    "mzj": "民", "czj": "财", "sfj": "司", "tjj": "统", "sjj": "审", "swj": "税", "qxj": "气", "ycj": "烟", "ybj": "医保", "swuj": "商",
    "fgj": "发改", "gxj": "工信", "mzzj": "民宗", "rfb": "动员",
}  # fmt: skip


def read_agencies() -> dict[str, SourceAgency]:
    """The sample's agencies by key."""
    with AGENCIES.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t") if row and not row[0].startswith("#")]
    return {row[0]: SourceAgency(*row) for row in rows}


def item_code(agency: SourceAgency, item: SourceItem) -> str:
    """The official code: division, agency, place in the agency's list."""
    return f"{DIVISION}{agency.number}{item.number:04d}"


def citation_text(citation: SourceCitation) -> str:
    """The provision as documents write it."""
    return format_citation(Citation(citation.law, citation.article, citation.sub or None, citation.paragraph or None, citation.item or None))


def write_workbook(path: Path, catalogue: Iterable[tuple[str, list[SourceItem]]]) -> int:
    """Writes the workbook; returns how many items it holds."""
    agencies = read_agencies()
    book = xlsxwriter.Workbook(path)
    styles = _Styles(book)
    _write_notes(book, styles)
    written = 0
    for key, items in sorted(catalogue, key=lambda pair: agencies[pair[0]].number):
        _write_sheet(book, styles, agencies[key], items)
        written += len(items)
    book.close()
    return written


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        cell = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "仿宋", "font_size": 11}
        self.title = book.add_format({"bold": True, "font_size": 18, "align": "center", "font_name": "方正小标宋简体"})
        self.note = book.add_format({"align": "right", "font_name": "仿宋"})
        self.head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#E8EEF4"})
        self.cell = book.add_format(cell)
        self.text = book.add_format({**cell, "num_format": "@"})
        self.plain = book.add_format({"text_wrap": True, "font_name": "仿宋"})


def _write_notes(book: xlsxwriter.Workbook, styles: _Styles) -> None:
    sheet = book.add_worksheet("填表说明")
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(
        (
            "填表说明",
            "一、本表为示例数据：桦岭市并不存在，各项基准均为演示软件功能而编写，不得作为执法依据。",
            "二、“处罚依据”写明法律法规名称和条、款、项；“具体标准”写明处罚种类和幅度。",
            "三、同一违法行为的各裁量阶次按由轻到重排列。",
        )
    ):
        sheet.write_string(row, 0, line, styles.plain)


def _write_sheet(book: xlsxwriter.Workbook, styles: _Styles, agency: SourceAgency, items: list[SourceItem]) -> None:
    sheet = book.add_worksheet(agency.name[-31:])
    last = len(HEADER) - 1
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, last, f"{agency.name}行政处罚裁量权基准", styles.title)
    sheet.merge_range(1, 0, 1, last, f"{agency.document_no}　　自{IN_FORCE_FROM}起施行", styles.note)
    _write_header(sheet, styles)
    sheet.freeze_panes(4, 4)
    row = 4
    for place, item in enumerate(items, 1):
        row = _write_item(sheet, styles, agency, place, item, row)
    sheet.merge_range(row, 0, row, last, "注：“以上”“以下”含本数，“不满”“不足”不含本数。", styles.cell)


def _write_header(sheet: xlsxwriter.worksheet.Worksheet, styles: _Styles) -> None:
    column = 0
    for name, group in groupby(HEADER, key=lambda pair: pair[0]):
        children = [child for _, child in group]
        if children == [None]:
            sheet.merge_range(2, column, 3, column, name, styles.head)
        else:
            sheet.merge_range(2, column, 2, column + len(children) - 1, name, styles.head)
            for offset, child in enumerate(children):
                sheet.write_string(3, column + offset, child or "", styles.head)
        column += len(children)


def _write_item(sheet: xlsxwriter.worksheet.Worksheet, styles: _Styles, agency: SourceAgency, place: int, item: SourceItem, row: int) -> int:
    end = row + len(item.tiers) - 1
    shared = {
        0: str(place), 1: item_code(agency, item), 2: item.domain, 3: item.act,
        4: citation_text(item.violated) if item.violated else "", 5: citation_text(item.basis), 6: item.statutory, 10: "",
    }  # fmt: skip
    for column, text in shared.items():
        style = styles.text if column == 1 else styles.cell
        if end > row:
            sheet.merge_range(row, column, end, column, text, style)
        else:
            sheet.write_string(row, column, text, style)
    for offset, tier in enumerate(item.tiers):
        for column, text in enumerate((tier.label, tier.condition, tier.penalty), FIRST_TIER_COLUMN):
            sheet.write_string(row + offset, column, text, styles.cell)
    return end + 1
