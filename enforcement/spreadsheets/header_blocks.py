"""Where header rows stand on a sheet, and what the cells of each column say in them."""

from __future__ import annotations

from collections.abc import Sequence

from enforcement.penalties.tier_words import is_tier_word
from enforcement.spreadsheets.grid import Grid
from enforcement.spreadsheets.list_types import ListType
from enforcement.spreadsheets.mapping import numbered_field
from enforcement.spreadsheets.written_tiers import split_head

#: A header block has at most this many rows, and a header cell at most this many characters.
_DEPTH = 3
_HEADER_LENGTH = 40

#: Column → its header texts from the top row down.
Paths = dict[int, list[str]]


def side_by_side(paths: Paths) -> list[Paths]:
    """The header cut where a column is blank or the first head comes again: perhaps one table beside another."""
    pieces: list[Paths] = []
    last = -2
    first: list[str] = []
    for column, path in sorted(paths.items()):
        if column != last + 1 or (path == first and len(pieces[-1]) > 2):
            pieces.append({})
            first = path
        pieces[-1][column] = path
        last = column
    return pieces


class HeaderFinder:
    """Finds the header blocks of a sheet: one to three rows whose cells name fields or tiers."""

    def __init__(self, grid: Grid, types: Sequence[ListType]) -> None:
        self.grid = grid
        self.types = types

    def _hits(self, row: int) -> tuple[int, int]:
        """How many cells of a row name a field or a tier, and how many there are."""
        own = self.grid.own(row)
        if any(len(text) > _HEADER_LENGTH for text in own.values()):
            return 0, len(own)
        hits = sum(
            any(self._field(kind, text) for kind in self.types) or is_tier_word(text) for text in own.values()
        )
        return hits, len(own)

    @staticmethod
    def _field(kind: ListType, text: str) -> str:
        """The field a header cell names by itself or behind a tier word, as 轻微适用条件 does."""
        match = kind.match(text, guess=False)
        if match is None and kind.tier_columns and len(text) <= 20:
            label, rest = split_head(text)
            match = kind.match(rest, guess=False) if label else None
            if match is None:
                return numbered_field(kind, text)[0]
        return match.field if match else ""

    def _fields(self, row: int) -> int:
        own = self.grid.own(row).values()
        return max(
            (len({name for text in own if (name := self._field(kind, text))}) for kind in self.types),
            default=0,
        )

    def _is_main(self, row: int) -> bool:
        hits, cells = self._hits(row)
        return hits >= 2 and hits * 2 >= cells and self._fields(row) >= 2

    def at(self, position: int, *, inside: bool = False) -> tuple[int, int] | None:
        """First and last row of the header block that begins at a line, if one does.

        ``inside`` a table a single cell is never a header.
        """
        lines = self.grid.lines
        row = lines[position]
        if self._is_main(row):
            return row, self._bottom(row, row)
        # Where every row is an item, the short row above a repeated header is one, too.
        grouped = not (inside and all(kind.row_items for kind in self.types))
        following = lines[position + 1] if grouped and position + 1 < len(lines) else -1
        own = self.grid.own(row)
        if following == row + 1 and self._is_group_row(row) and self._is_main(following):
            return row, self._bottom(row, following)
        if len(own) == 1 and not inside:
            text = next(iter(own.values()))
            match = self.types[0].match(text) if self.types else None
            if match and match.sure and match.field == "condition_and_penalty" and self.grid.width <= 2:
                return row, row
        return None

    def _is_group_row(self, row: int) -> bool:
        """Cells that head groups of columns: short, several, and wide or known."""
        own = self.grid.own(row)
        if len(own) < 2 or any(len(text) > 20 or "：" in text or ":" in text for text in own.values()):
            return False
        wide = any(self.grid.width_at(row, column) > 1 for column in own)
        below = self.grid.own(row + 1)
        spread = any(column not in own and self.grid.anchor(row, column) == (row, column) for column in below)
        return (wide or spread) and not any(text.isdigit() for text in own.values())

    def _bottom(self, top: int, main: int) -> int:
        """The last header row: as far as its merged cells reach, then rows of sub-heads."""
        bottom = main
        for row in range(top, main + 1):
            for column in self.grid.own(row):
                reach = self.grid.bottom_at(row, column)
                if reach < top + _DEPTH + 1:
                    bottom = max(bottom, reach)
        while bottom < top + _DEPTH - 1 and self._is_subhead(bottom + 1, bottom):
            bottom += 1
        return bottom

    def _is_subhead(self, row: int, above: int) -> bool:
        own = self.grid.own(row)
        hits, cells = self._hits(row)
        if not own or hits < cells or (cells == 1 and self._fields(row) == 0):
            return False
        return all(self._is_group(above, column) for column in own)

    def _is_group(self, row: int, column: int) -> bool:
        """Whether the header cell over a column is blank, or heads more than this column."""
        anchor_row, anchor_column = self.grid.anchor(row, column)
        own = self.grid.own(anchor_row)
        if anchor_column not in own:
            return True
        if self.grid.width_at(anchor_row, anchor_column) > 1:
            return True
        right = anchor_column + 1
        return (
            right not in own
            and self.grid.anchor(anchor_row, right) == (anchor_row, right)
            and right < self.grid.width
        )

    def paths(self, top: int, bottom: int) -> Paths:
        """Column → its header texts from the top down, group heads spread over their columns."""
        paths: Paths = {}
        for column in range(self.grid.width):
            path: list[str] = []
            for row in range(top, bottom + 1):
                text = self.grid.text(row, column)
                if not text and any(self.grid.text(below, column) for below in range(row + 1, bottom + 1)):
                    text = self._spread(row, column, bottom)
                if text and (not path or path[-1] != text):
                    path.append(text)
            if path and column not in self.grid.sheet.hidden_columns:
                paths[column] = path
        return paths

    def _spread(self, row: int, column: int, bottom: int) -> str:
        """The unmerged group head to the left of a blank cell, if it has sub-heads of its own."""
        for left in range(column - 1, -1, -1):
            text = self.grid.text(row, left)
            if text:
                return (
                    text if any(self.grid.text(below, left) for below in range(row + 1, bottom + 1)) else ""
                )
        return ""
