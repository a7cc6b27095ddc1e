"""A file as sheets of cells, whatever its format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from enforcement.spreadsheets import limits, refusals
from enforcement.spreadsheets.cells import Value
from enforcement.spreadsheets.formats import Format, recognise
from enforcement.spreadsheets.problems import Problem

Visibility = Literal["visible", "hidden", "very_hidden"]
#: Why a cell has no value that can be trusted: an error value, or a formula never calculated.
Fault = Literal["error", "uncalculated"]


class Merge(NamedTuple):
    """A merged range, 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet: ``rows[0]`` is row 1; a row may be shorter than its neighbours.

    ``hidden_rows`` and ``hidden_columns`` are 0-based and name only those that
    could hold a value. ``preface`` is text that stands before the table (Word
    paragraphs, an HTML caption). ``named`` is false where the format has no
    sheet names and ``name`` was made up. ``follows`` marks a table that
    continues the one before it in the same text.
    """

    name: str
    rows: list[Sequence[Value]] = field(default_factory=list)
    visibility: Visibility = "visible"
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    comments: int = 0
    hidden_texts: int = 0
    preface: tuple[str, ...] = ()
    named: bool = True
    follows: bool = False


@dataclass(slots=True)
class Workbook:
    """All sheets of a file, and what had to be said while opening it."""

    file_format: Format
    sheets: list[Sheet] = field(default_factory=list)
    epoch: dt.date = dt.date(1899, 12, 30)
    problems: list[Problem] = field(default_factory=list)


def open_workbook(path: str | Path) -> Workbook:
    """Read a file of any supported format, told by content.

    Raises ``FileRefused`` when it is over a limit, damaged, encrypted, unsafe
    or of a format that is not read. External links and macros are never
    followed or run; their presence is a warning.
    """
    file = Path(path)
    size = file.stat().st_size
    if size > limits.MAX_FILE_BYTES:
        raise refusals.too_large(
            f"文件有{size // 1024**2}兆字节，上限为{limits.MAX_FILE_BYTES // 1024**2}兆字节"
        )
    return read_workbook(file.read_bytes())


def read_workbook(data: bytes) -> Workbook:
    """``open_workbook`` for bytes already in memory."""
    if len(data) > limits.MAX_FILE_BYTES:
        raise refusals.too_large(f"文件超过{limits.MAX_FILE_BYTES // 1024**2}兆字节")
    file_format = recognise(data)
    # Each reader is imported when its format arrives: most files are .xlsx.
    if file_format == "xlsx":
        from enforcement.spreadsheets.readers.xlsx import read_xlsx as read
    elif file_format == "xls":
        from enforcement.spreadsheets.readers.xls import read_xls as read
    elif file_format == "ods":
        from enforcement.spreadsheets.readers.ods import read_ods as read
    elif file_format == "docx":
        from enforcement.spreadsheets.readers.word import read_docx as read
    elif file_format == "html":
        from enforcement.spreadsheets.readers.web import read_html as read
    else:
        from enforcement.spreadsheets.readers.delimited import read_delimited as read
    workbook = read(data)
    _check_size(workbook)
    return workbook


def _check_size(workbook: Workbook) -> None:
    rows = sum(1 for sheet in workbook.sheets for row in sheet.rows if row)
    if rows > limits.MAX_ROWS:
        raise refusals.too_large(f"共{rows}行，上限为{limits.MAX_ROWS}行")
