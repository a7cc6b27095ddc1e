"""Where the tables of a sheet are, and what stands around and between their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from enforcement.spreadsheets import furniture
from enforcement.spreadsheets.furniture import Facts, fold
from enforcement.spreadsheets.grid import Grid
from enforcement.spreadsheets.list_types import ListType, other_list_named
from enforcement.spreadsheets.mapping import TIER_FIELDS, Mapping, map_header, numbered_field
from enforcement.spreadsheets.written_tiers import is_tier_word, split_head

#: A header block has at most this many rows, and a header cell at most this many characters.
_DEPTH = 3
_HEADER_LENGTH = 40
_SAMPLE_ROWS = 300


@dataclass(slots=True)
class BodyRow:
    """A row that belongs to an item: 0-based, with the banner it stands under."""

    row: int
    agency: str = ""
    domain: str = ""
    after_break: bool = False
    section: int = 0


@dataclass(slots=True)
class Table:
    """One table: its header rows (0-based, both included), mapping, body and the facts of its titles."""

    grid: Grid
    top: int
    bottom: int
    mapping: Mapping
    body: list[BodyRow] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)


@dataclass(slots=True)
class SheetLayout:
    """The tables of a sheet, and the names of other lists that it seems to hold instead."""

    tables: list[Table] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)


class _Walk:
    """One pass down a sheet."""

    def __init__(self, grid: Grid, types: Iterable[ListType], previous: Table | None) -> None:
        self.grid = grid
        self.types = list(types)
        self.layout = SheetLayout()
        self.table: Table | None = None
        self.facts = Facts()
        self.titles: list[str] = []
        self.said: set[str] = set()
        self.agency = self.domain = ""
        self.section = 0
        self.broken = False
        self.previous = previous
        if previous is not None:
            # What was said before an earlier table of the same text holds until something else is said.
            self.facts = replace(previous.facts)
            if previous.body:
                self.agency, self.domain = previous.body[-1].agency, previous.body[-1].domain

    def run(self) -> SheetLayout:
        for text in self.grid.sheet.preface:
            self._take_single(text, 0)
        lines = self.grid.lines
        if self.previous is not None and lines and self._continues(lines):
            self.table = replace(self.previous, grid=self.grid, body=[], top=lines[0], bottom=lines[0])
            self.layout.tables.append(self.table)
            self.broken = True
        position = 0
        while position < len(lines):
            block = self._header_at(position)
            if block is not None:
                position = self._open(position, block)
                continue
            self._take(lines[position])
            position += 1
        self.layout.facts = self.facts
        return self.layout

    def _continues(self, lines: list[int]) -> bool:
        """A Word table that has no header and the columns of the one before it goes on with it."""
        assert self.previous is not None
        if self.grid.width != self.previous.grid.width:
            return False
        return all(self._header_at(place) is None for place in range(min(3, len(lines))))

    # Header blocks

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

    def _header_at(self, position: int) -> tuple[int, int] | None:
        """First and last row of the header block that begins at a line, if one does."""
        lines = self.grid.lines
        row = lines[position]
        if self._is_main(row):
            return row, self._bottom(row, row)
        following = lines[position + 1] if position + 1 < len(lines) else -1
        own = self.grid.own(row)
        if following == row + 1 and self._is_group_row(row) and self._is_main(following):
            return row, self._bottom(row, following)
        if len(own) == 1 and self.table is None:
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

    def _paths(self, top: int, bottom: int) -> dict[int, list[str]]:
        """Column → its header texts from the top down, group heads spread over their columns."""
        paths: dict[int, list[str]] = {}
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

    def _open(self, position: int, block: tuple[int, int]) -> int:
        """Begin a table at a header block, or go on with the same one after a repeated header."""
        top, bottom = block
        lines = self.grid.lines
        after = next((place for place in range(position, len(lines)) if lines[place] > bottom), len(lines))
        paths = self._paths(top, bottom)
        mapping = self._map(paths, lines[after:], top)
        if mapping is None:
            name = other_list_named(" ".join([*self.titles[-3:], self.grid.sheet.name]))
            self.layout.others.append(name or "")
            self.table = None
            self.titles = []
        elif self.table is not None and self.table.mapping.signature == mapping.signature:
            self.broken = True
        else:
            self.table = Table(self.grid, top, bottom, mapping, facts=replace(self.facts))
            self.layout.tables.append(self.table)
            self.titles = []
        if after < len(lines) and furniture.is_numbering(
            [fold(t) for _, t in sorted(self.grid.own(lines[after]).items())]
        ):
            after += 1
        return after

    def _map(self, paths: dict[int, list[str]], below: list[int], row: int) -> Mapping | None:
        def sample(column: int) -> list[str]:
            found = (self.grid.own(line).get(column, "") for line in below[:_SAMPLE_ROWS])
            return [text for text in found if text]

        best: Mapping | None = None
        named = " ".join([*self.titles[-3:], self.grid.sheet.name])
        for kind in self.types:
            mapping = map_header(kind, paths, sample, row)
            if mapping is None:
                continue
            spoken = any(word in named for word in kind.title_keywords)
            if (
                other_list_named(named)
                and not spoken
                and not (mapping.has("tier") and mapping.has("penalty"))
            ):
                continue
            if best is None or len(mapping.columns) > len(best.columns):
                best = mapping
        return best

    # Rows between headers

    def _take(self, row: int) -> None:
        own = self.grid.own(row)
        texts = [text for _, text in sorted(own.items())]
        if len(own) == 1:
            column, text = next(iter(own.items()))
            if self.table is None or self._stands_alone(row, column, text):
                self._take_single(text, row)
                return
        else:
            kind = furniture.classify_row(texts)
            if kind == "signature":
                for text in texts:
                    furniture.take_facts(text, self.facts)
                self._take_single(" ".join(texts), row)
                return
            if kind != "data":
                self.broken = self.broken or kind == "page"
                return
        if self.table is None:
            for text in texts:
                furniture.take_facts(text, self.facts)
            self.titles.append(" ".join(texts))
            return
        if not any(self._is_mapped(row, column) for column in own):
            return
        self.table.body.append(BodyRow(row, self.agency, self.domain, self.broken, self.section))
        self.broken = False

    def _is_mapped(self, row: int, column: int) -> bool:
        assert self.table is not None
        return any(item.index == column for item in self.table.mapping.columns)

    def _stands_alone(self, row: int, column: int, text: str) -> bool:
        """Whether the only text of a row is furniture rather than the rest of an item."""
        assert self.table is not None
        columns = self.table.mapping.columns
        if furniture.is_page(text):
            return True
        if len(columns) <= 2:
            return furniture.classify_text(text) in ("total", "signature") or bool(
                len(columns) == 2 and self.grid.width_at(row, column) >= 2
            )
        if self.grid.width_at(row, column) * 2 >= len(columns):
            return True
        first = min(columns, key=lambda item: item.index)
        if column == first.index and (first.tier or first.field in TIER_FIELDS):
            # The text may go on with a tier: only what is marked as something else stands alone.
            return furniture.is_marked(text) or (first.field == "tier" and not is_tier_word(text))
        return column <= first.index and not fold(text).rstrip(".、").isdigit()

    def _take_single(self, text: str, row: int) -> None:
        kind = furniture.classify_text(text)
        if kind == "page":
            self.broken = True
            return
        if kind in ("total",):
            return
        before = self.facts.agency
        furniture.take_facts(text, self.facts)
        if kind == "title":
            if self.table is not None and furniture.without_continued(text) in self.said:
                self.broken = True
                return
            self.said.add(furniture.without_continued(text))
            self.titles.append(text)
            if self.facts.agency and self.facts.agency != before:
                self.agency = ""
            self._renew()
        elif kind == "signature" and self.facts.agency != before:
            self._renew()
        elif kind == "banner":
            subject = furniture.banner_subject(text)
            self.titles.append(text)
            self.section += 1
            if furniture.is_agency(subject):
                self.agency, self.domain = subject, ""
            elif self.table is not None or subject != text.strip():
                self.domain = subject

    def _renew(self) -> None:
        """A title between two stretches of the same table begins a table of its own facts."""
        if self.table is None or not self.table.body:
            return
        self.section += 1
        self.table = Table(
            self.grid, self.table.top, self.table.bottom, self.table.mapping, facts=replace(self.facts)
        )
        self.layout.tables.append(self.table)


def find_tables(grid: Grid, types: Iterable[ListType], previous: Table | None = None) -> SheetLayout:
    """All tables of known kinds on a sheet, from top to bottom.

    ``previous`` is the last table of the sheet before, given when this sheet
    may go on with it (tables of one Word text).
    """
    return _Walk(grid, types, previous).run()
