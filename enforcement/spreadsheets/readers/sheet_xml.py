"""What calamine does not tell of a worksheet: hidden parts, formats, formulas without a value.

The XML is looked through with byte patterns while it is unpacked, piece by
piece, so that a sheet of any size costs a few megabytes. Only what a value
could hang on is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from enforcement.spreadsheets import limits, refusals
from enforcement.spreadsheets.cells import column_index
from enforcement.spreadsheets.workbook import Fault

_VALUED = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*[^/<>]><""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s([^<>]*[^/<>])>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_ATTRIBUTE = re.compile(rb"""(\w+)=["']([^"']*)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>[^<]+<|<(?:\w+:)?is>")
#: A piece without any of these is blank, however many formatted cells it has.
_VALUE_MARKS = (b"<v", b"<is", b"<f")
_PREFIXED_MARKS = (b":v", b":is", b":f")
_TRUE = (b"1", b"true")
#: A piece without any row start is held back up to this many bytes.
_HOLD = 32 << 20


@dataclass(slots=True)
class SheetScan:
    """Findings in one worksheet part, 0-based."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    styled: dict[tuple[int, int], int] = field(default_factory=dict)
    bottom: int = -1
    right: int = -1
    values: int = 0
    filtered: bool = False
    _row: int = -1


def scan_sheet(chunks: Iterable[bytes], styles: frozenset[int]) -> SheetScan:
    """Look through a worksheet part; ``styles`` are the cell formats whose cells to note.

    Raises ``FileRefused`` when the rectangle of values is larger than memory should hold.
    """
    scan = SheetScan()
    style_pattern = _style_pattern(styles)
    before_rows = True
    marks: tuple[bytes, ...] = _VALUE_MARKS
    for piece in _pieces(chunks):
        if before_rows:
            _scan_columns(piece, scan)
            if b":worksheet" in piece[:2000]:
                marks = _VALUE_MARKS + _PREFIXED_MARKS
            before_rows = b"sheetData" not in piece
        if b"hidden=" in piece or b"ht=" in piece or b'r="' not in piece:
            _scan_rows(piece, scan)
        if any(mark in piece for mark in marks):
            _scan_extent(piece, scan)
            errors = b't="e"' in piece or b"t='e'" in piece
            if errors or _FORMULA.search(piece) or (style_pattern and style_pattern.search(piece)):
                _scan_cells(piece, scan, styles)
        if b"autoFilter" in piece:
            scan.filtered = True
    return scan


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut only before a row, so that no tag is torn."""
    held = b""
    for chunk in chunks:
        held += chunk
        cut = max(held.rfind(b"<row"), held.rfind(b":row"))
        if cut <= 0 and len(held) > _HOLD:
            cut = held.rfind(b"<")
        if cut > 0:
            # Cut before the angle bracket, whatever the prefix.
            cut = held.rfind(b"<", 0, cut + 1)
            yield held[:cut]
            held = held[cut:]
    if held:
        yield held


def _scan_extent(piece: bytes, scan: SheetScan) -> None:
    found = _VALUED.findall(piece)
    if not found:
        return
    scan.values += len(found)
    scan.bottom = max(scan.bottom, max(int(row) for row in {row for _, row in found}) - 1)
    scan.right = max(scan.right, max(column_index(c.decode()) for c in {c for c, _ in found}))
    if scan.values > limits.MAX_CELLS:
        raise refusals.too_large(f"单元格超过{limits.MAX_CELLS}个")
    if (scan.bottom + 1) * (scan.right + 1) > limits.MAX_BOX_CELLS or scan.right >= limits.MAX_COLUMN:
        raise refusals.too_large(f"表格范围达到{scan.bottom + 1}行、{scan.right + 1}列")


def _scan_rows(piece: bytes, scan: SheetScan) -> None:
    for match in _ROW.finditer(piece):
        tag = match[1]
        if b"hidden" not in tag and b"ht=" not in tag and b"r=" in tag:
            continue
        attributes = dict(_ATTRIBUTE.findall(tag))
        scan._row = int(attributes[b"r"]) - 1 if b"r" in attributes else scan._row + 1
        if attributes.get(b"hidden") in _TRUE or _is_zero(attributes.get(b"ht")):
            scan.hidden_rows.add(scan._row)


def _scan_columns(piece: bytes, scan: SheetScan) -> None:
    for match in _COLUMN.finditer(piece):
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        if attributes.get(b"hidden") in _TRUE or _is_zero(attributes.get(b"width")):
            low = int(attributes.get(b"min", b"1")) - 1
            scan.hidden_columns.append((low, int(attributes.get(b"max", b"%d" % (low + 1))) - 1))


def _scan_cells(piece: bytes, scan: SheetScan, styles: frozenset[int]) -> None:
    for match in _CELL.finditer(piece):
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        reference = re.fullmatch(rb"([A-Z]{1,3})([0-9]+)", attributes.get(b"r", b""))
        if reference is None:
            continue
        place = int(reference[2]) - 1, column_index(reference[1].decode())
        if attributes.get(b"t") == b"e":
            scan.faults[place] = "error"
        elif _FORMULA.search(match[2]) and not _RESULT.search(match[2]) and attributes.get(b"t") != b"str":
            scan.faults[place] = "uncalculated"
        style = int(attributes.get(b"s", b"0"))
        if style in styles:
            scan.styled[place] = style


def _style_pattern(styles: frozenset[int]) -> re.Pattern[bytes] | None:
    if not styles:
        return None
    return re.compile(rb"""\bs=["'](?:%s)["']""" % b"|".join(b"%d" % style for style in sorted(styles)))


def _is_zero(number: bytes | None) -> bool:
    try:
        return number is not None and float(number) == 0
    except ValueError:
        return False
