"""Which kind of list is this file? Told by its tables where nobody says it."""

from __future__ import annotations

from pathlib import Path

from enforcement.imports.importer import imported_kinds
from enforcement.spreadsheets.list_types import list_types
from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.rows import Reading, read_items, read_sheets
from enforcement.spreadsheets.workbook import open_workbook


def read(path: Path, kind: str) -> tuple[str, Reading]:
    """The kind and what the file says; without a ``kind`` the first whose tables are found in it.

    The file is opened once. Raises FileRefused: of all kinds, in the words of the first.
    """
    if kind:
        return kind, read_items(path, kind)
    workbook = open_workbook(path)
    refused: FileRefused | None = None
    for name in imported_kinds():
        try:
            return name, read_sheets(workbook, [list_types()[name]])
        except FileRefused as reason:
            refused = refused or reason
    assert refused is not None, "at least one kind is imported"
    raise refused
