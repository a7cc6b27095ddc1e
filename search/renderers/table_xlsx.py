"""Results as a workbook, written row by row: memory stays flat however many there are.

XlsxWriter in its constant-memory mode keeps one row and puts the rest in a
file; openpyxl's write-only mode is as flat and took more than twice the time.
Cells are written by type, never guessed: a text stays a text, so no formula,
no link, no code that loses its leading zeros.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter

from search.renderers.columns import COLUMNS, Cell, lines, row
from search.renderers.text import clean
from search.results import Result

#: Rows of a sheet (Excel's own limit). The writer would leave out the rest without a word.
MOST_ROWS = 1_048_576
#: What a cell holds (Excel's own limit), and how a longer text ends.
LONGEST = 32_767
CUT = "……（全文见网址）"


def render(results: Iterable[Result], on: date, title: str) -> IO[bytes]:
    """The workbook as an open file at its beginning, removed when closed. It is whole or an error is raised."""
    file = TemporaryFile()  # noqa: SIM115 - handed to the response, which closes it
    try:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(file, options) as book:
            book.set_properties({"title": clean(title)[:255]})
            _fill(book, results, on)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _fill(book: Any, results: Iterable[Result], on: date) -> None:
    sheet = book.add_worksheet("数据")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column.label, head)
    number = 1
    for result in results:
        for line in lines(result, on):
            if number >= MOST_ROWS:
                raise OverflowError(f"more than {MOST_ROWS} rows: lower DOWNLOAD_MAX_ITEMS")
            for at, value in enumerate(row(line)):
                _write(sheet, number, at, value, day)
            number += 1


def _write(sheet: Any, number: int, at: int, value: Cell, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(number, at, value, day)
    elif isinstance(value, str):
        text = clean(value)
        sheet.write_string(number, at, text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT)
    else:
        sheet.write_number(number, at, value)
