"""CSV, TSV and other delimited text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from enforcement.spreadsheets import limits, refusals
from enforcement.spreadsheets.cells import Value
from enforcement.spreadsheets.text_encoding import decode
from enforcement.spreadsheets.workbook import Sheet, Workbook

_DELIMITERS = (",", "\t", ";", "|")
_HINT = re.compile(r"\A\s*sep=(.)\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'=\s*"(.*)"', re.DOTALL)
#: The name of the one sheet that a text file is.
SHEET_NAME = "文本"


def read_delimited(data: bytes) -> Workbook:
    """One sheet; a row is a record, which may span lines inside quotes.

    Raises ``FileRefused`` when the last quoted field never ends: such a file was cut off.
    """
    text, _ = decode(data)
    text = text.lstrip("\ufeff")
    csv.field_size_limit(limits.MAX_FILE_BYTES)
    hint = _HINT.match(text)
    delimiter = hint[1] if hint else _delimiter(text)
    rows: list[list[Value]] = []
    for record in _records(text, delimiter):
        rows.append([_unwrap(cell) for cell in record] if any(record) else [])
        if len(rows) > limits.MAX_ROW:
            raise refusals.too_large(f"超过{limits.MAX_ROW}行")
    return Workbook("csv", [Sheet(SHEET_NAME, list(rows), named=False)])


def _records(text: str, delimiter: str) -> list[list[str]]:
    """Strictly first; a stray quote inside a cell is common and tolerated, an open end is not."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        if "unexpected end" in str(fault):
            raise refusals.corrupt("最后一个带引号的单元格没有结束") from fault
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise refusals.corrupt("文本表格无法读取") from fault


def _delimiter(text: str) -> str:
    """The delimiter that gives most records the same width above one."""
    sample = text[:200_000]
    best, choice = (0, 0), ","
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for number, record in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
                if any(record):
                    widths[len(record)] += 1
                if number > 200:
                    break
        except csv.Error:
            continue
        wide = [(count, width) for width, count in widths.items() if width > 1]
        if wide and max(wide) > best:
            best, choice = max(wide), delimiter
    return choice


def _unwrap(cell: str) -> str:
    """``="0012"`` is how Excel is told to keep digits as text."""
    if not cell.startswith("="):
        return cell
    wrapped = _AS_TEXT.fullmatch(cell.strip())
    return wrapped[1].replace('""', '"') if wrapped else cell
