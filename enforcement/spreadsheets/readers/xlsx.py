"""Excel workbooks (.xlsx, .xlsm): values by calamine, the rest by a scan of the parts."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
from collections.abc import Iterator, Sequence

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from enforcement.spreadsheets import limits, number_formats, refusals
from enforcement.spreadsheets.archive import Archive
from enforcement.spreadsheets.cells import Value
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.readers.sheet_xml import SheetScan, scan_sheet
from enforcement.spreadsheets.readers.trees import local, parse
from enforcement.spreadsheets.workbook import Merge, Sheet, Visibility, Workbook

_STATES: dict[str, Visibility] = {"hidden": "hidden", "veryHidden": "very_hidden"}


def read_xlsx(data: bytes) -> Workbook:
    """All worksheets; chart and dialogue sheets are left out."""
    archive = Archive(data)
    workbook = Workbook("xlsx")
    main = _main_part(archive)
    tree = parse(archive.read(main))
    properties = next((node for node in tree.iter() if local(node) == "workbookPr"), None)
    if properties is not None and properties.get("date1904") in ("1", "true"):
        workbook.epoch = dt.date(1904, 1, 1)
    targets = _relations(archive, main)
    formats = _styles(archive)
    seen: set[str] = set()
    plan: list[tuple[Sheet, SheetScan]] = []
    for node in (node for node in tree.iter() if local(node) == "sheet"):
        relation = next((value for key, value in node.attrib.items() if str(key).endswith("}id")), "")
        part, kind = targets.get(str(relation), ("", ""))
        if not kind.endswith("/worksheet") or part not in archive:
            continue
        seen.add(part)
        scan = scan_sheet(archive.xml_chunks(part), frozenset(formats))
        sheet = Sheet(
            str(node.get("name", "")), visibility=_STATES.get(str(node.get("state", "")), "visible")
        )
        sheet.comments = sum("comment" in kind for _, kind in _relations(archive, part).values())
        plan.append((sheet, scan))
    if sum(scan.values for _, scan in plan) > limits.MAX_CELLS:
        raise refusals.too_large(f"单元格超过{limits.MAX_CELLS}个")
    strings = archive.members.get("xl/sharedStrings.xml")
    if strings is not None and strings.file_size > limits.MAX_STRING_BYTES:
        raise refusals.expands_too_far("文字部分过大")
    archive.check(frozenset(seen))
    _note_extras(archive, workbook)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as source:
            for sheet, scan in plan:
                _fill(sheet, scan, source, formats)
                workbook.sheets.append(sheet)
    except (CalamineError, ValueError, OSError) as fault:
        raise refusals.corrupt("工作表内容无法读取") from fault
    return workbook


def _fill(sheet: Sheet, scan: SheetScan, source: CalamineWorkbook, formats: dict[int, str]) -> None:
    values = source.get_sheet_by_name(sheet.name)
    if values.height and values.start is not None and values.end is not None:
        # calamine's rows begin at the first used column, though at the very first row.
        before: list[Value] = [""] * values.start[1]
        width = values.end[1] + 1
        # One shared empty row stands for every blank one: a stray value in the last row costs little.
        blank: Sequence[Value] = ()
        sheet.rows = [
            before + row if any(cell != "" for cell in row) else blank for row in values.iter_rows()
        ]
        sheet.hidden_columns = frozenset(
            column for low, high in scan.hidden_columns for column in range(low, min(high + 1, width))
        )
    sheet.merges = [Merge(*start, *end) for start, end in values.merged_cell_ranges or ()]
    sheet.hidden_rows = frozenset(row for row in scan.hidden_rows if row < len(sheet.rows))
    sheet.filtered = scan.filtered
    sheet.faults = scan.faults
    for (row, column), style in scan.styled.items():
        if row >= len(sheet.rows) or column >= len(sheet.rows[row]):
            continue
        cells = sheet.rows[row]
        value = cells[column]
        assert isinstance(cells, list)
        if number_formats.is_invisible(formats[style]) and value != "":
            cells[column] = ""
            sheet.hidden_texts += 1
        elif isinstance(value, int | float) and not isinstance(value, bool):
            cells[column] = number_formats.render(value, formats[style])


def _main_part(archive: Archive) -> str:
    for target, kind in _relations(archive, "").values():
        if kind.endswith("/officeDocument") and target in archive:
            return target
    if "xl/workbook.xml" in archive:
        return "xl/workbook.xml"
    raise refusals.corrupt("缺少工作簿部件")


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (member name, type) of a part; links to outside are left out."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if source not in archive:
        return {}
    found = {}
    for node in parse(archive.read(source)):
        target = str(node.get("Target", ""))
        if node.get("TargetMode") == "External":
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[str(node.get("Id"))] = posixpath.normpath(path), str(node.get("Type", ""))
    return found


def _styles(archive: Archive) -> dict[int, str]:
    """Cell style number → format code, only where the format changes the meaning."""
    if "xl/styles.xml" not in archive:
        return {}
    tree = parse(archive.read("xl/styles.xml"))
    codes = dict(number_formats.BUILT_IN)
    for node in _children(tree, "numFmts"):
        codes[int(node.get("numFmtId", "0"))] = str(node.get("formatCode", ""))
    found = {}
    for index, node in enumerate(_children(tree, "cellXfs")):
        code = codes.get(int(node.get("numFmtId", "0")), "")
        if number_formats.matters(code):
            found[index] = code
    return found


def _children(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    for group in tree:
        if local(group) == name:
            yield from group


def _note_extras(archive: Archive, workbook: Workbook) -> None:
    if archive.names("xl/externalLinks/"):
        workbook.problems.append(
            Problem(
                "warning",
                "EXTERNAL_LINKS",
                "文件引用了其他文件，系统不会访问外部链接，只读取文件中已保存的值。",
                "请核对引用外部文件的单元格，必要时粘贴为数值后重新上传。",
            )
        )
    if "xl/vbaProject.bin" in archive:
        workbook.problems.append(
            Problem("warning", "MACROS_IGNORED", "文件含有宏，系统不会运行。", "建议另存为不含宏的 .xlsx。")
        )
