"""Results as a workbook, sent while it is written: the first bytes go out at once, memory stays flat however many rows.

XlsxWriter makes the book around the rows (styles, widths, the fixed head) once;
each answer copies it and streams its rows into the sheet. Cells are written by
type, never guessed: a text stays a text, so no formula, no link, no code that
loses its leading zeros. A book that breaks off lacks the archive's directory:
no program opens a part of it as if it were the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO, RawIOBase
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from search.renderers.columns import COLUMNS, Cell, lines, row
from search.renderers.stream import LEVEL
from search.renderers.text import clean
from search.results import Result

#: Rows of a sheet (Excel's own limit).
MOST_ROWS = 1_048_576
#: What a cell holds (Excel's own limit), and how a longer text ends.
LONGEST = 32_767
CUT = "……（全文见网址）"
#: Day 0 of a spreadsheet's calendar. Dates before March 1900 would be one off; no rule is as old.
DAY_ZERO = date(1899, 12, 30)
SHEET = "xl/worksheets/sheet1.xml"
_LETTERS = [xl_col_to_name(at) for at in range(len(COLUMNS))]
#: What a reader would take for an escaped character (ECMA-376, ST_Xstring) gets its own first character escaped.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class _Book(NamedTuple):
    """A book without rows: its other parts, the sheet before and behind the rows, the style of a date."""

    parts: tuple[tuple[str, bytes], ...]
    before: bytes
    behind: bytes
    day: str


class _Outlet(RawIOBase):
    """Where the archive is written to: not a file, only what has not been sent yet."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._kept.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        data, self._kept = b"".join(self._kept), []
        return data


def render(results: Iterable[Result], on: date, title: str) -> Iterator[bytes]:
    """The workbook, a piece for each result.

    Raises OverflowError for more rows than a sheet holds, and what the reading
    of results raises: what was sent until then is no workbook.
    """
    outlet, book = _Outlet(), _book(clean(title)[:255])
    archive = ZipFile(outlet, "w", ZIP_DEFLATED, compresslevel=LEVEL)
    made = datetime.now().timetuple()[:6]
    for name, content in book.parts:
        archive.writestr(_entry(name, made), content)
    with archive.open(_entry(SHEET, made), "w") as sheet:
        sheet.write(book.before)
        number = 1
        for result in results:
            for line in lines(result, on):
                number += 1
                if number > MOST_ROWS:
                    raise OverflowError(f"more than {MOST_ROWS} rows: lower DOWNLOAD_MAX_ITEMS")
                sheet.write(_row(number, row(line), book.day))
            yield outlet.taken()
        sheet.write(book.behind)
    archive.close()
    yield outlet.taken()


def _entry(name: str, made: tuple[int, ...]) -> ZipInfo:
    entry = ZipInfo(name, made)  # type: ignore[arg-type]
    entry.compress_type = ZIP_DEFLATED
    return entry


@lru_cache(maxsize=8)
def _book(title: str) -> _Book:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet("数据")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.label, head)
        sheet.freeze_panes(1, 0)
        # A date in the second row shows which style a date has; the row itself is cut out below.
        sheet.write_datetime(1, 0, DAY_ZERO, book.add_format({"num_format": "yyyy-mm-dd"}))
    with ZipFile(file) as made:
        parts = tuple((name, made.read(name)) for name in made.namelist() if name != SHEET)
        text = made.read(SHEET).decode()
    before, marked = re.sub(r"<dimension [^>]*/>", "", text).split('<row r="2"')
    return _Book(parts, before.encode(), marked[marked.index("</sheetData>") :].encode(), re.findall(r' s="(\d+)"', marked)[0])


def _row(number: int, cells: list[Cell], day: str) -> bytes:
    written = (_cell(f"{letter}{number}", value, day) for letter, value in zip(_LETTERS, cells, strict=True) if value is not None and value != "")
    return f'<row r="{number}">{"".join(written)}</row>'.encode()


def _cell(place: str, value: Cell, day: str) -> str:
    if isinstance(value, date):
        return f'<c r="{place}" s="{day}"><v>{(value - DAY_ZERO).days}</v></c>'
    if isinstance(value, str):
        text = clean(value)
        text = _ESCAPED.sub("_x005F_", text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT)
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
