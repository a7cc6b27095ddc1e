"""The reader's door: a file in, items as written and problems out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from enforcement.spreadsheets import furniture, refusals
from enforcement.spreadsheets.agencies import agency_named
from enforcement.spreadsheets.cells import column_letter
from enforcement.spreadsheets.grid import Grid
from enforcement.spreadsheets.grouping import Draft, Gatherer
from enforcement.spreadsheets.hidden_parts import report_hidden
from enforcement.spreadsheets.items import RawItem
from enforcement.spreadsheets.layout import SheetLayout, Table, find_tables
from enforcement.spreadsheets.list_types import ListType, list_types
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.workbook import Sheet, Workbook, open_workbook

#: A category column that fewer than this share of items fills is read as "same as above".
_SPARSE = 0.5


@dataclass(slots=True)
class FoundTable:
    """A table as it was understood: for the preview and the report."""

    kind: str
    sheet: str
    header_row: int
    columns: dict[str, str]
    items: int
    #: What is written above it, from the top down; the sheet's name stands in ``sheet``.
    titles: tuple[str, ...] = ()
    #: The agency, document number and first day that those lines give, empty where they are silent.
    agency: str = ""
    document_no: str = ""
    effective_from: str = ""
    named_sheet: bool = True


@dataclass(slots=True)
class Reading:
    """What a file says.

    ``items`` are those that no fault of the reader stops, in file order;
    ``refused`` those with an error in ``problems`` (their agencies matter for a
    full list). ``document_no``, ``effective_from`` and ``dated`` are texts found
    in titles, empty when the file is silent: ``effective_from`` only where the
    words 施行, 实施 or 生效 stand beside the date.
    """

    items: list[RawItem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: list[FoundTable] = field(default_factory=list)
    refused: list[RawItem] = field(default_factory=list)
    file_format: str = ""
    document_no: str = ""
    effective_from: str = ""
    dated: str = ""


def read_items(path: str | Path, kind: str | None = None) -> Reading:
    """Items of a file, told by content; ``kind`` restricts to one list type.

    Raises ``FileRefused`` when nothing can be read from it, and ``KeyError``
    for an unknown ``kind``. Text is kept as written; judging it is not done here.
    """
    types = [list_types()[kind]] if kind else list(list_types().values())
    return read_sheets(open_workbook(path), types)


def read_sheets(workbook: Workbook, types: Sequence[ListType]) -> Reading:
    """``read_items`` for a workbook already open."""
    reading = Reading(file_format=workbook.file_format, problems=list(workbook.problems))
    gatherer = Gatherer(workbook.epoch)
    others: list[str] = []
    hidden = 0
    previous: Table | None = None
    for sheet in workbook.sheets:
        if sheet.visibility != "visible":
            hidden += _report_hidden_sheet(sheet, workbook, types, reading)
            continue
        if sheet.named and furniture.is_notes_sheet(sheet.name):
            _report_notes_sheet(sheet, types, reading)
            continue
        grid = Grid(sheet)
        layout = find_tables(grid, types, previous if sheet.follows else None)
        report_hidden(sheet, grid, reading.problems)
        others += layout.others
        follows = sheet.follows and previous is not None
        for table in layout.tables:
            _read_table(table, gatherer, reading, follows=follows and _alike(table, previous))
            follows, previous = False, table
        _take_facts(layout, reading)
    if not reading.tables:
        raise refusals.no_table("、".join(kind.name for kind in types), _instead(others, hidden))
    if not reading.items and not reading.refused:
        reading.problems.append(
            Problem(
                "error",
                "NO_ITEMS",
                "找到了表头，但表中没有任何事项。",
                "请确认内容不在隐藏的行或工作表中，填写后重新上传。",
            )
        )
    return reading


def _read_table(table: Table, gatherer: Gatherer, reading: Reading, *, follows: bool) -> None:
    sheet = table.grid.sheet
    drafts = gatherer.gather(table, follows=follows)
    drafts = _without_examples(drafts, reading)
    drafts = _regroup(drafts)
    _fill_categories(table, drafts)
    _name_agencies(table, drafts)
    _state_facts(table, drafts)
    place = len(reading.tables)
    for draft in drafts:
        item = draft.item
        item.table = place
        if "violation" not in item.values and "item_name" in item.values:
            item.values["violation"] = item.values["item_name"]
        reading.problems += draft.problems
        stopped = any(problem.severity == "error" for problem in draft.problems)
        (reading.refused if stopped else reading.items).append(item)
    _note_header(table, reading)
    columns = {column.header: column.field for column in table.mapping.columns}
    kind = table.mapping.list_type.kind
    facts = table.facts
    reading.tables.append(
        FoundTable(
            kind, sheet.name, table.top + 1, columns, len(drafts), table.titles, facts.agency, facts.document_no, facts.effective_from, bool(sheet.named)
        )
    )  # fmt: skip


def _without_examples(drafts: list[Draft], reading: Reading) -> list[Draft]:
    kept = []
    for draft in drafts:
        if not draft.is_example:
            kept.append(draft)
            continue
        reading.problems.append(
            Problem(
                "warning", "EXAMPLE_ROW", "示例行未导入。", "如为正式事项，请去掉“示例”“例”字样后重新上传。",
                draft.item.sheet, draft.item.row, None, draft.name or draft.seq,
            )
        )  # fmt: skip
    return kept


def _regroup(drafts: list[Draft]) -> list[Draft]:
    """Rows sorted by tier come back together: same code, act and basis, other tiers."""
    known: dict[tuple[str, str, str], Draft] = {}
    kept = []
    for draft in drafts:
        item = draft.item
        basis = item.text("penalty_basis") or item.text("legal_basis")
        key = draft.code, draft.name, basis
        earlier = known.get(key) if draft.code and draft.name else None
        if earlier is None or not draft.labels or draft.labels & earlier.labels:
            known.setdefault(key, draft)
            kept.append(draft)
            continue
        earlier.item.tiers += item.tiers
        earlier.labels |= draft.labels
        earlier.problems += draft.problems
    return kept


def _fill_categories(table: Table, drafts: list[Draft]) -> None:
    """A column that speaks once for many items goes on downwards until it speaks again."""
    for name in table.mapping.list_type.category_fields:
        filled = [draft for draft in drafts if draft.item.text(name)]
        if not filled or len(filled) >= len(drafts) * _SPARSE or filled[0] is not drafts[0]:
            continue
        value: object = ""
        section = -1
        for draft in drafts:
            if draft.section != section:
                value, section = "", draft.section
            if draft.item.text(name):
                value = draft.item.values[name]
            elif value:
                draft.item.values[name] = value


def _name_agencies(table: Table, drafts: list[Draft]) -> None:
    """The agency of each item: its column, else the banner above, else the sheet, else the title."""
    sheet = table.grid.sheet
    sections = {body.section: body for body in table.body}
    column = any(draft.item.text("agency") for draft in drafts)
    named = agency_named(sheet.name) if sheet.named else ""
    for draft in drafts:
        item = draft.item
        body = sections.get(draft.section)
        if body and body.domain and not item.text("domain"):
            item.values["domain"] = body.domain
        if item.text("agency"):
            continue
        choices = [("banner", body.agency if body else "")]
        if not column:
            choices += [("sheet", named), ("file", table.facts.agency)]
        for source, agency in choices:
            if agency:
                item.values["agency"], item.agency_source = agency, source
                break


def _state_facts(table: Table, drafts: list[Draft]) -> None:
    """What the title says of the whole table holds for every item that has no word of its own.

    A decision's number and dates are its own: a title never lends them.
    """
    if table.mapping.list_type.row_items:
        return
    facts = {"document_no": table.facts.document_no, "effective_from": table.facts.effective_from}
    for name, value in facts.items():
        for draft in drafts if value else ():
            if not draft.item.text(name):
                draft.item.values[name] = value


def _note_header(table: Table, reading: Reading) -> None:
    sheet = table.grid.sheet.name
    reading.problems += [_placed(problem, sheet) for problem in table.mapping.questions]
    for column in table.mapping.unmapped:
        reading.problems.append(
            Problem(
                "warning", "UNMAPPED_COLUMN", f"无法识别栏目“{column.header}”，其内容未导入。",
                "如需导入，请改用模板中的表头用语。", sheet, table.top + 1, column.letter, column.header,
            )
        )  # fmt: skip
    table.mapping.questions, table.mapping.unmapped = [], []


def _placed(problem: Problem, sheet: str) -> Problem:
    return Problem(
        problem.severity,
        problem.code,
        problem.message,
        problem.remedy,
        sheet,
        problem.row,
        problem.column,
        problem.value,
    )


def _count_items(sheet: Sheet, workbook: Workbook, types: Sequence[ListType]) -> int:
    layout = find_tables(Grid(sheet), types)
    gatherer = Gatherer(workbook.epoch)
    return sum(len(gatherer.gather(table)) for table in layout.tables)


def _report_hidden_sheet(
    sheet: Sheet, workbook: Workbook, types: Sequence[ListType], reading: Reading
) -> int:
    """A hidden sheet is counted and left out; an empty one is not worth a word."""
    if not any(sheet.rows):
        return 0
    count = _count_items(sheet, workbook, types)
    how = "深度隐藏的" if sheet.visibility == "very_hidden" else "隐藏"
    reading.problems.append(
        Problem(
            "warning", "HIDDEN_SHEET", f"{how}工作表“{sheet.name}”含{count}项，未导入，需人工确认。",
            "如需导入，请取消隐藏后重新上传；如已作废，请删除该工作表。", sheet.name, 1, column_letter(0),
        )
    )  # fmt: skip
    return count


def _report_notes_sheet(sheet: Sheet, types: Sequence[ListType], reading: Reading) -> None:
    layout = find_tables(Grid(sheet), types)
    if layout.tables:
        reading.problems.append(
            Problem(
                "warning", "NOTES_SHEET_SKIPPED", f"工作表“{sheet.name}”按说明或目录处理，其中的表格未导入。",
                "如为正式内容，请更改工作表名称后重新上传。", sheet.name, 1,
            )
        )  # fmt: skip


def _alike(table: Table, previous: Table | None) -> bool:
    return previous is not None and previous.mapping.signature == table.mapping.signature


def _take_facts(layout: SheetLayout, reading: Reading) -> None:
    reading.document_no = reading.document_no or layout.facts.document_no
    reading.effective_from = reading.effective_from or layout.facts.effective_from
    reading.dated = reading.dated or layout.facts.dated


def _instead(others: list[str], hidden: int) -> str:
    names = [name for name in dict.fromkeys(others) if name]
    if names:
        known = {kind.name for kind in list_types().values()}
        advice = "请在“清单类型”中选择该类后上传" if known >= set(names) else "这类清单暂不支持"
        return f"；文件内容像是{'、'.join(names)}，{advice}"
    return f"；隐藏工作表中有{hidden}项，未读取" if hidden else ""
