"""Tables of HTML pages, among them the .xls that older systems export as HTML."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from enforcement.spreadsheets import limits, refusals
from enforcement.spreadsheets.text_encoding import decode
from enforcement.spreadsheets.workbook import Merge, Sheet, Workbook

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+")
_DROPPED = ("script", "style", "noscript", "template", "head", "title", "meta", "link")
_BLOCKS = ("p", "div", "li", "tr")
_WHITE = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes) -> Workbook:
    """Each innermost table a sheet; text before it is its preface; hidden rows and cells are marked."""
    text, _ = decode(data)
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise refusals.corrupt("网页内容无法读取") from fault
    workbook = Workbook("html")
    preface: list[str] = []
    for node in root.iter():
        name = node.tag
        if name == "table" and node.find(".//table") is None:
            sheet = _table(node, f"表格{len(workbook.sheets) + 1}")
            sheet.follows = bool(workbook.sheets)
            sheet.preface = tuple(preface[-20:])
            preface = []
            workbook.sheets.append(sheet)
        elif name in ("p", "h1", "h2", "h3", "h4", "h5", "caption", "div") and not _inside_table(node):
            line = _text(node) if node.find(".//table") is None else ""
            if line and not _is_hidden(node) and (not preface or preface[-1] != line):
                preface.append(line)
    return workbook


def _inside_table(node: lxml_html.HtmlElement) -> bool:
    return any(parent.tag in ("td", "th") for parent in node.iterancestors())


def _table(node: lxml_html.HtmlElement, name: str) -> Sheet:
    sheet = Sheet(name, named=False)
    taken: dict[tuple[int, int], bool] = {}
    hidden_rows: set[int] = set()
    rows = list(node.iter("tr"))
    total = 0
    for index, row in enumerate(rows):
        cells: dict[int, str] = {}
        column = 0
        if _is_hidden(row) or (row.getparent() is not node and _is_hidden(row.getparent())):
            hidden_rows.add(index)
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (index, column) in taken:
                column += 1
            wide = _span(cell, "colspan", limits.MAX_COLUMN // 16)
            high = min(_span(cell, "rowspan", limits.MAX_ROW), len(rows) - index)
            total += wide * high
            if total > limits.MAX_CELLS:
                raise refusals.too_large(f"单元格超过{limits.MAX_CELLS}个")
            if _is_hidden(cell):
                sheet.hidden_texts += bool(_text(cell))
            else:
                cells[column] = _value(cell)
            if wide > 1 or high > 1:
                sheet.merges.append(Merge(index, column, index + high - 1, column + wide - 1))
                taken.update({(index + r, column + c): True for r in range(high) for c in range(wide)})
            column += wide
        width = max(cells, default=-1) + 1
        sheet.rows.append([cells.get(c, "") for c in range(width)])
    sheet.hidden_rows = frozenset(hidden_rows)
    return sheet


def _value(cell: lxml_html.HtmlElement) -> str:
    text = _text(cell)
    stored = cell.get("x:num") or ""
    # Excel's own HTML shows long numbers in scientific notation and keeps the digits beside.
    return stored if stored and _SCIENTIFIC.fullmatch(text) and stored.isdigit() else text


def _text(node: lxml_html.HtmlElement) -> str:
    parts: list[str] = []
    _collect(node, parts)
    lines = (_WHITE.sub(" ", line).strip() for line in "".join(parts).split("\x00"))
    return "\n".join(line for line in lines if line)


def _collect(node: lxml_html.HtmlElement, parts: list[str]) -> None:
    parts.append(node.text or "")
    for child in node:
        if child.tag == "br":
            parts.append("\x00")
        elif isinstance(child.tag, str) and child.tag not in _DROPPED and not _is_hidden(child):
            block = child.tag in _BLOCKS
            parts.append("\x00" if block else "")
            _collect(child, parts)
            parts.append("\x00" if block else "")
        parts.append(child.tail or "")


def _is_hidden(node: lxml_html.HtmlElement) -> bool:
    return "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))


def _span(cell: lxml_html.HtmlElement, name: str, limit: int) -> int:
    raw = (cell.get(name) or "").strip()
    return max(1, min(int(raw), limit)) if raw.isdigit() else 1
