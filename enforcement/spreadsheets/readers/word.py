"""Tables of Word documents (.docx); hidden, deleted and comment text is left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from enforcement.spreadsheets.archive import Archive
from enforcement.spreadsheets.readers.trees import local, parse
from enforcement.spreadsheets.workbook import Merge, Sheet, Workbook

_SKIPPED = ("delText", "instrText", "del", "moveFrom", "Fallback", "tbl", "txbxContent", "footnoteReference")
_OFF = ("0", "false", "off", "none")


def read_docx(data: bytes) -> Workbook:
    """Each table a sheet named 表格1, 表格2 …; its row is the table row; paragraphs before it are its preface."""
    archive = Archive(data)
    archive.check()
    tree = parse(archive.read("word/document.xml"))
    workbook = Workbook("docx")
    comments = "word/comments.xml" in archive
    preface: list[str] = []
    body = next((node for node in tree if local(node) == "body"), tree)
    for node in _blocks(body):
        if local(node) == "p":
            text = _paragraph(node, None)
            if text.strip():
                preface.append(text.strip())
        else:
            sheet = _table(node, f"表格{len(workbook.sheets) + 1}")
            sheet.follows = bool(workbook.sheets)
            sheet.preface = tuple(preface)
            preface = []
            workbook.sheets.append(sheet)
    if comments and workbook.sheets:
        workbook.sheets[0].comments = 1
    return workbook


def _blocks(node: etree._Element) -> Iterator[etree._Element]:
    for child in node:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            yield from _blocks(child)


def _table(node: etree._Element, name: str) -> Sheet:
    sheet = Sheet(name, named=False)
    opened: dict[int, tuple[int, int]] = {}
    for row_index, row in enumerate(_descend(node, "tr")):
        cells: list[str] = [""] * _number(row, "trPr", "gridBefore", 0)
        for cell in _descend(row, "tc"):
            column, span = len(cells), _number(cell, "tcPr", "gridSpan", 1)
            merge = _property(cell, "tcPr", "vMerge")
            text = _cell(cell, sheet)
            if merge is not None and _value(merge) != "restart" and column in opened:
                top, width = opened[column]
                sheet.merges = [m for m in sheet.merges if (m.top, m.left) != (top, column)]
                sheet.merges.append(Merge(top, column, row_index, column + width - 1))
                text = ""
            else:
                opened.pop(column, None)
                if merge is not None:
                    opened[column] = row_index, span
                if span > 1:
                    sheet.merges.append(Merge(row_index, column, row_index, column + span - 1))
            cells += [text] + [""] * (span - 1)
        sheet.rows.append(cells)
        if _property(row, "trPr", "del") is not None:
            sheet.hidden_rows = sheet.hidden_rows | {row_index}
    return sheet


def _descend(node: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in node:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _descend(child, name)


def _cell(node: etree._Element, sheet: Sheet) -> str:
    lines = []
    for block in _blocks(node):
        if local(block) == "p":
            lines.append(_paragraph(block, sheet))
        else:
            lines += [_cell(cell, sheet) for row in _descend(block, "tr") for cell in _descend(row, "tc")]
    return "\n".join(lines)


def _paragraph(node: etree._Element, sheet: Sheet | None) -> str:
    parts: list[str] = []
    for child in node:
        name = local(child)
        if name in _SKIPPED:
            continue
        if name == "t":
            parts.append(child.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name == "r" and _is_hidden(child):
            if sheet is not None and _paragraph_text(child):
                sheet.hidden_texts += 1
        elif len(child):
            parts.append(_paragraph(child, sheet))
    return "".join(parts)


def _paragraph_text(run: etree._Element) -> bool:
    return any(local(child) == "t" and (child.text or "").strip() for child in run)


def _is_hidden(run: etree._Element) -> bool:
    mark = _property(run, "rPr", "vanish")
    return mark is not None and _value(mark) not in _OFF


def _property(node: etree._Element, group: str, name: str) -> etree._Element | None:
    for child in node:
        if local(child) == group:
            return next((item for item in child if local(item) == name), None)
    return None


def _value(node: etree._Element) -> str:
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith("}val")), "")


def _number(node: etree._Element, group: str, name: str, default: int) -> int:
    item = _property(node, group, name)
    raw = _value(item) if item is not None else ""
    return min(int(raw), 1000) if raw.isdigit() else default
