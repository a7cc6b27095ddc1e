"""A sheet as a reader sees it: hidden rows and columns out, merged ranges known."""

from __future__ import annotations

from enforcement.spreadsheets.cells import Value, text_of
from enforcement.spreadsheets.workbook import Sheet

Place = tuple[int, int]


class Grid:
    """The visible text of a sheet, 0-based.

    ``lines`` are the rows that show any text. ``own`` is the text standing in a
    row itself; ``text`` also looks through a merged range to its anchor. A
    merged range whose first row or column is hidden shows its text in the first
    visible one, as a spreadsheet program does.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._own: dict[int, dict[int, str]] = {}
        self._anchor: dict[Place, Place] = {}
        self._width: dict[Place, int] = {}
        self._bottom: dict[Place, int] = {}
        self._moved: dict[Place, Place] = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: dict[int, int] = {}
        for index, row in enumerate(sheet.rows):
            if not row:
                continue
            texts = {
                column: text for column, cell in enumerate(row) if cell != "" and (text := text_of(cell))
            }
            if not texts:
                continue
            if sheet.hidden_columns:
                for column in sheet.hidden_columns & texts.keys():
                    self.hidden_columns.setdefault(column, index)
            if index in sheet.hidden_rows:
                self.hidden_rows.append(index)
            self._own[index] = texts
        self._merge()
        self._drop_hidden()
        self.lines = sorted(row for row, texts in self._own.items() if texts)
        self.width = max((max(texts) + 1 for texts in self._own.values() if texts), default=0)

    def _merge(self) -> None:
        hidden_rows, hidden_columns = self.sheet.hidden_rows, self.sheet.hidden_columns
        height = len(self.sheet.rows)
        for top, left, bottom, right in self.sheet.merges:
            bottom = min(bottom, height - 1)
            right = min(right, left + 1023)
            row, column = top, left
            while row < bottom and row in hidden_rows:
                row += 1
            while column < right and column in hidden_columns:
                column += 1
            place = (row, column)
            if place != (top, left) and left in self._own.get(top, ()):
                self._own.setdefault(row, {})[column] = self._own[top].pop(left)
                self._moved[place] = (top, left)
            self._width[place] = right - column + 1
            self._bottom[place] = bottom
            if place[1] not in self._own.get(row, ()):
                continue
            for r in range(row, bottom + 1):
                for c in range(column, right + 1):
                    if (r, c) != place:
                        self._anchor[r, c] = place
                        # Some programs leave stale values under a merged range; they are not shown.
                        if r in self._own:
                            self._own[r].pop(c, None)

    def _drop_hidden(self) -> None:
        for row in self.sheet.hidden_rows:
            self._own.pop(row, None)
        if self.sheet.hidden_columns:
            for texts in self._own.values():
                for column in self.sheet.hidden_columns & texts.keys():
                    del texts[column]

    def own(self, row: int) -> dict[int, str]:
        """Column → text of the cells that stand in this row."""
        return self._own.get(row, {})

    def anchor(self, row: int, column: int) -> Place:
        """Where the text shown at a place stands."""
        return self._anchor.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str:
        """The text shown at a place, through merged ranges."""
        row, column = self._anchor.get((row, column), (row, column))
        texts = self._own.get(row)
        return texts.get(column, "") if texts else ""

    def width_at(self, row: int, column: int) -> int:
        """Columns that the cell spans, 1 when it is not merged."""
        return self._width.get((row, column), 1)

    def bottom_at(self, row: int, column: int) -> int:
        """Last row that the cell spans."""
        return self._bottom.get((row, column), row)

    def value(self, row: int, column: int) -> Value:
        """The cell's value before it became text."""
        row, column = self.anchor(row, column)
        row, column = self._moved.get((row, column), (row, column))
        cells = self.sheet.rows[row] if row < len(self.sheet.rows) else ()
        return cells[column] if column < len(cells) else ""
