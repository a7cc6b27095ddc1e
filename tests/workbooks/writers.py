"""Rows written as a file of each format."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
import xlwt
from odf import opendocument, table, text

Range = tuple[int, int, int, int]


def xlsx(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[object]]],
    merges: Mapping[str, Iterable[Range]] | None = None,
    touch: Callable[[Any, dict[str, Any]], None] | None = None,
    **options: object,
) -> Path:
    """An .xlsx; ``touch`` gets the workbook and its worksheets before it is closed."""
    book = xlsxwriter.Workbook(str(path), options)
    made = {}
    plain = book.add_format({})
    for name, rows in sheets.items():
        sheet = made[name] = book.add_worksheet(name)
        for top, left, bottom, right in (merges or {}).get(name, ()):
            sheet.merge_range(top, left, bottom, right, "", plain)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if value != "":
                    sheet.write(row, column, value)
    if touch:
        touch(book, made)
    book.close()
    return path


def xls(
    path: Path,
    rows: Sequence[Sequence[object]],
    merges: Iterable[Range] = (),
    touch: Any = None,
    name: str = "裁量基准",
) -> Path:
    """A BIFF .xls with one sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name, cell_overwrite_ok=True)
    for top, left, bottom, right in merges:
        sheet.merge(top, bottom, left, right)
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value != "":
                sheet.write(row, column, value)
    if touch:
        touch(book, sheet)
    book.save(str(path))
    return path


def ods(
    path: Path,
    rows: Sequence[Sequence[object]],
    merges: Iterable[Range] = (),
    hidden_rows: Iterable[int] = (),
    name: str = "裁量基准",
) -> Path:
    """An .ods with one sheet, merged cells covered as the format wants it."""
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name=name)
    merges, hidden = list(merges), set(hidden_rows)
    covered = {
        (r, c)
        for t, le, b, ri in merges
        for r in range(t, b + 1)
        for c in range(le, ri + 1)
        if (r, c) != (t, le)
    }
    spans = {(t, le): (b - t + 1, ri - le + 1) for t, le, b, ri in merges}
    for r, cells in enumerate(rows):
        row = table.TableRow(visibility="collapse") if r in hidden else table.TableRow()
        for c, value in enumerate(cells):
            if (r, c) in covered:
                row.addElement(table.CoveredTableCell())
                continue
            high, wide = spans.get((r, c), (1, 1))
            options: dict[str, Any] = {}
            if high > 1 or wide > 1:
                options = {"numberrowsspanned": high, "numbercolumnsspanned": wide}
            if isinstance(value, int | float):
                options |= {"valuetype": "float", "value": value}
            elif value != "":
                options["valuetype"] = "string"
            cell = table.TableCell(**options)
            for line in str(value).split("\n") if value != "" else ():
                cell.addElement(text.P(text=line))
            row.addElement(cell)
        sheet.addElement(row)
    sheet.addElement(table.TableRow(numberrowsrepeated=1_000_000))
    document.spreadsheet.addElement(sheet)
    document.save(str(path))
    return path


def word(
    path: Path,
    tables: Sequence[Sequence[Sequence[object]]],
    before: Sequence[str] = (),
    merges: Iterable[Range] = (),
) -> Path:
    """A .docx; ``before`` are paragraphs, ``merges`` apply to the first table."""
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    for number, rows in enumerate(tables):
        made = document.add_table(rows=len(rows), cols=len(rows[0]))
        for r, cells in enumerate(rows):
            for c, value in enumerate(cells):
                made.cell(r, c).text = str(value)
        for top, left, bottom, right in merges if number == 0 else ():
            for r in range(top, bottom + 1):
                for c in range(left, right + 1):
                    if (r, c) != (top, left):
                        made.cell(r, c).text = ""
            merged = made.cell(top, left).merge(made.cell(bottom, right))
            merged.text = str(rows[top][left])
    document.save(str(path))
    return path


def delimited(rows: Sequence[Sequence[object]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def web(rows: Sequence[Sequence[object]], merges: Iterable[Range] = (), head: str = "") -> str:
    """An HTML page with one table."""
    merges = list(merges)
    covered = {
        (r, c)
        for t, le, b, ri in merges
        for r in range(t, b + 1)
        for c in range(le, ri + 1)
        if (r, c) != (t, le)
    }
    spans = {(t, le): (b - t + 1, ri - le + 1) for t, le, b, ri in merges}
    lines = []
    for r, cells in enumerate(rows):
        made = []
        for c, value in enumerate(cells):
            if (r, c) not in covered:
                high, wide = spans.get((r, c), (1, 1))
                made.append(f'<td rowspan="{high}" colspan="{wide}">{html.escape(str(value))}</td>')
        lines.append(f"<tr>{''.join(made)}</tr>")
    return f"<html><head>{head}</head><body><table>{''.join(lines)}</table></body></html>"
