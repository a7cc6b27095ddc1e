"""Excel 97-2003 workbooks (BIFF), read with xlrd, which knows hidden parts and formats."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import xlrd

from enforcement.spreadsheets import number_formats, refusals
from enforcement.spreadsheets.cells import Value
from enforcement.spreadsheets.workbook import Merge, Sheet, Visibility, Workbook

_VISIBILITY: dict[int, Visibility] = {0: "visible", 1: "hidden", 2: "very_hidden"}


def read_xls(data: bytes) -> Workbook:
    """All worksheets. Raises ``FileRefused`` for passwords (FILEPASS record) and damage."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return _convert(book)
    except xlrd.XLRDError as fault:
        if "encrypted" in str(fault).lower():
            raise refusals.encrypted() from fault
        raise refusals.corrupt("工作簿记录无法读取") from fault
    # xlrd walks damaged records with plain indexing: any fault of its own means a damaged file.
    except (
        AssertionError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        OSError,
    ) as fault:
        raise refusals.corrupt("工作簿记录不完整") from fault
    except Exception as fault:
        if type(fault).__module__.startswith(("xlrd", "struct")):
            raise refusals.corrupt("工作簿记录不完整") from fault
        raise


def _convert(book: xlrd.Book) -> Workbook:
    workbook = Workbook("xls", epoch=dt.date(1904, 1, 1) if book.datemode else dt.date(1899, 12, 30))
    codes = {
        index: book.format_map[xf.format_key].format_str
        for index, xf in enumerate(book.xf_list)
        if xf.format_key in book.format_map
    }
    formats = {index: code for index, code in codes.items() if number_formats.matters(code)}
    for source in book.sheets():
        sheet = Sheet(source.name, visibility=_VISIBILITY.get(source.visibility, "hidden"))
        for row in range(source.nrows):
            sheet.rows.append(_row(source, row, sheet, formats, book.datemode))
        sheet.merges = [
            Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells
        ]
        sheet.hidden_rows = frozenset(
            row
            for row, info in source.rowinfo_map.items()
            if (info.hidden or info.height == 0) and row < source.nrows
        )
        sheet.hidden_columns = frozenset(
            column
            for column, info in source.colinfo_map.items()
            if (info.hidden or info.width == 0) and column < source.ncols
        )
        sheet.comments = len(source.cell_note_map)
        workbook.sheets.append(sheet)
    return workbook


def _row(
    source: xlrd.sheet.Sheet, row: int, sheet: Sheet, formats: dict[int, str], datemode: int
) -> Sequence[Value]:
    cells: list[Value] = []
    for column, (kind, value) in enumerate(zip(source.row_types(row), source.row_values(row), strict=True)):
        style = source.cell_xf_index(row, column)
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            cells.append("")
        elif style in formats and number_formats.is_invisible(formats[style]):
            sheet.hidden_texts += 1
            cells.append("")
        elif kind == xlrd.XL_CELL_ERROR:
            sheet.faults[row, column] = "error"
            cells.append(str(xlrd.error_text_from_code.get(value, "#ERR")))
        elif kind == xlrd.XL_CELL_DATE:
            cells.append(_moment(value, datemode))
        elif kind == xlrd.XL_CELL_BOOLEAN:
            cells.append(bool(value))
        elif kind == xlrd.XL_CELL_NUMBER and style in formats:
            cells.append(number_formats.render(value, formats[style]))
        else:
            cells.append(value)
    return cells if any(cell != "" for cell in cells) else ()


def _moment(value: float, datemode: int) -> Value:
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return value
    return moment.date() if moment.time() == dt.time(0, 0) else moment
