"""What a sheet hides, reported so that a person decides."""

from __future__ import annotations

from collections.abc import Iterable

from enforcement.spreadsheets.cells import column_letter
from enforcement.spreadsheets.grid import Grid
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.workbook import Sheet

#: Hidden items that are named one by one; more are named by their stretch of rows.
_NAMED = 60
_REMEDY = "如需导入，请取消隐藏后重新上传；如不需要，请删除。"


def report_hidden(sheet: Sheet, grid: Grid, problems: list[Problem]) -> None:
    """A warning for each stretch of hidden rows and columns that hold text, for comments and hidden text."""
    for low, high in _runs(grid.hidden_rows, _beginnings(sheet, grid)):
        rows = f"第{low + 1}行" if low == high else f"第{low + 1}至{high + 1}行"
        how = "被筛选或隐藏" if sheet.filtered else "被隐藏"
        problems.append(
            Problem(
                "warning",
                "HIDDEN_ROWS",
                f"{rows}{how}，内容未导入，需人工确认。",
                _REMEDY,
                sheet.name,
                low + 1,
            )
        )
    for column, row in sorted(grid.hidden_columns.items()):
        letter = column_letter(column)
        message = f"{letter}列被隐藏，内容未导入，需人工确认。"
        problems.append(Problem("warning", "HIDDEN_COLUMNS", message, _REMEDY, sheet.name, row + 1, letter))
    if sheet.comments:
        problems.append(
            Problem(
                "warning", "COMMENTS_IGNORED", "表中有批注，批注内容未读取，也不会公开。",
                "如批注中有需要公开的内容，请写入单元格后重新上传。", sheet.name,
            )
        )  # fmt: skip
    if sheet.hidden_texts:
        problems.append(
            Problem(
                "warning", "HIDDEN_TEXT", f"有{sheet.hidden_texts}处隐藏文字，未导入。",
                "请取消隐藏格式或删除隐藏文字后重新上传。", sheet.name,
            )
        )  # fmt: skip


def _beginnings(sheet: Sheet, grid: Grid) -> frozenset[int]:
    """Hidden rows that begin an item, as far as the first column tells; none where they are too many to name."""
    texts = {row: [place for place, cell in enumerate(sheet.rows[row]) if cell != ""] for row in grid.hidden_rows}
    first = min((places[0] for places in texts.values() if places), default=0)
    found = frozenset(row for row, places in texts.items() if places and places[0] == first)
    return found if len(found) <= _NAMED else frozenset()


def _runs(rows: Iterable[int], beginnings: frozenset[int]) -> list[tuple[int, int]]:
    """Neighbouring rows as first and last, cut where an item begins."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and runs[-1][1] == row - 1 and row not in beginnings:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs
