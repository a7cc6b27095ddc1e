"""OpenDocument spreadsheets: one walk over content.xml gives values, spans and hidden parts."""

from __future__ import annotations

import datetime as dt
import io

from lxml import etree

from enforcement.spreadsheets import limits, refusals
from enforcement.spreadsheets.archive import Archive
from enforcement.spreadsheets.cells import Value
from enforcement.spreadsheets.readers.trees import local
from enforcement.spreadsheets.workbook import Merge, Sheet, Workbook

_CELLS = ("table-cell", "covered-table-cell")


def read_ods(data: bytes) -> Workbook:
    """All tables; annotations are counted and left unread, tracked deletions are not cells."""
    archive = Archive(data)
    archive.check(frozenset({"content.xml"}))
    content = archive.read("content.xml", limits.MAX_STRING_BYTES)
    workbook = Workbook("ods")
    hidden_styles: set[str] = set()
    walk = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
    )
    table: _Table | None = None
    style = ""
    hidden_groups = 0
    try:
        for event, node in walk:
            name = local(node)
            if event == "start":
                if name == "style":
                    style = _get(node, "name")
                elif name == "null-date":
                    workbook.epoch = dt.date.fromisoformat(_get(node, "date-value") or "1899-12-30")
                elif name == "table" and table is None:
                    table = _Table(Sheet(_get(node, "name")))
                    if _get(node, "style-name") in hidden_styles or _get(node, "display") == "false":
                        table.sheet.visibility = "hidden"
                elif name == "table-row-group" and _get(node, "display") == "false":
                    hidden_groups += 1
                continue
            if name == "table-properties" and _get(node, "display") == "false":
                hidden_styles.add(style)
            elif name == "table-row-group" and _get(node, "display") == "false":
                hidden_groups -= 1
            elif table is not None and name == "table-column":
                table.add_column(node)
            elif table is not None and name == "table-row":
                table.add_row(node, hidden=hidden_groups > 0)
                _forget(node)
            elif table is not None and name == "table" and node.getparent() is not None:
                if _get(node, "name") == table.sheet.name:
                    table.finish()
                    workbook.sheets.append(table.sheet)
                    table = None
                _forget(node)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise refusals.corrupt("内容部件不完整") from fault
    return workbook


class _Table:
    """One table while it is walked; repeated blanks cost nothing."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.row = 0
        self.column = 0
        self.cells = 0
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []

    def add_column(self, node: etree._Element) -> None:
        count = _count(node, "number-columns-repeated")
        if _get(node, "visibility") in ("collapse", "filter"):
            self.hidden_columns.append((self.column, self.column + count))
        self.column += count

    def add_row(self, node: etree._Element, hidden: bool) -> None:
        count = _count(node, "number-rows-repeated")
        visibility = _get(node, "visibility")
        if hidden or visibility in ("collapse", "filter"):
            self.hidden_rows.append((self.row, self.row + count))
            self.sheet.filtered = self.sheet.filtered or visibility == "filter"
        values = self._values(node)
        if any(value != "" for value in values):
            self.cells += len(values) * count
            if self.cells > limits.MAX_CELLS or self.row + count > limits.MAX_ROW:
                raise refusals.too_large(f"单元格超过{limits.MAX_CELLS}个")
            self.sheet.rows.extend([()] * (self.row - len(self.sheet.rows)))
            self.sheet.rows.extend([values] * count)
        self.row += count

    def _values(self, node: etree._Element) -> list[Value]:
        values: list[Value] = []
        for cell in node:
            if local(cell) not in _CELLS:
                continue
            repeated = _count(cell, "number-columns-repeated")
            covered = local(cell) == "covered-table-cell"
            value: Value = "" if covered else self._value(cell, len(values))
            wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
            if wide > 1 or high > 1:
                left = len(values)
                self.sheet.merges.append(Merge(self.row, left, self.row + high - 1, left + wide - 1))
            if value == "" and repeated > limits.MAX_COLUMN // 2:
                break
            values.extend([value] * min(repeated, limits.MAX_COLUMN))
        while values and values[-1] == "":
            values.pop()
        return values

    def _value(self, cell: etree._Element, column: int) -> Value:
        kind = _get(cell, "value-type")
        self.sheet.comments += sum(local(child) == "annotation" for child in cell)
        text = "\n".join(_text(child) for child in cell if local(child) in ("p", "h"))
        place = self.row, column
        if text.startswith(("Err:", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!")) and _get(
            cell, "formula"
        ):
            self.sheet.faults[place] = "error"
            return text
        if not kind:
            if _get(cell, "formula") and not text:
                self.sheet.faults[place] = "uncalculated"
            return text
        if kind == "float":
            return _number(_get(cell, "value"), text)
        if kind == "date":
            return _date(_get(cell, "date-value"), text)
        if kind == "boolean":
            return _get(cell, "boolean-value") == "true"
        return text

    def finish(self) -> None:
        width = max((len(row) for row in self.sheet.rows), default=0)
        height = len(self.sheet.rows)
        self.sheet.hidden_columns = frozenset(
            column for low, high in self.hidden_columns for column in range(low, min(high, width))
        )
        self.sheet.hidden_rows = frozenset(
            row for low, high in self.hidden_rows for row in range(low, min(high, height))
        )


def _number(raw: str, shown: str) -> Value:
    """The stored number, or what the format shows where it pads zeros or adds a unit."""
    value = float(raw) if raw else 0.0
    plain = shown.replace(",", "").replace(" ", "").replace("\u00a0", "")
    if plain.isdigit() and plain.startswith("0") and len(plain) > 1 and float(plain) == value:
        return plain
    if plain and plain[-1] in "元倍万亿米斤吨天日次" and plain[0].isdigit():
        return shown
    return value


def _date(raw: str, shown: str) -> Value:
    try:
        moment = dt.datetime.fromisoformat(raw)
    except ValueError:
        return shown or raw
    return moment.date() if moment.time() == dt.time(0, 0) else moment


def _text(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        name = local(child)
        if name == "s":
            parts.append(" " * _count(child, "c"))
        elif name == "tab":
            parts.append("\t")
        elif name == "line-break":
            parts.append("\n")
        elif name not in ("annotation", "note", "ruby-text"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _get(node: etree._Element, name: str) -> str:
    """An attribute by its local name, whatever the namespace."""
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _count(node: etree._Element, name: str) -> int:
    raw = _get(node, name)
    return max(1, int(raw)) if raw.isdigit() else 1


def _forget(node: etree._Element) -> None:
    node.clear(keep_tail=False)
    while node.getprevious() is not None:
        del node.getparent()[0]
