"""Where the tables of a sheet are, and what stands around and between their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from enforcement.penalties.tier_words import is_tier_word
from enforcement.spreadsheets import furniture
from enforcement.spreadsheets.agencies import agency_named
from enforcement.spreadsheets.forms import NAMES, TOGETHER, Form, holds_tiers, pairs_in
from enforcement.spreadsheets.furniture import Facts, fold
from enforcement.spreadsheets.grid import Grid
from enforcement.spreadsheets.header_blocks import HeaderFinder, Paths, side_by_side
from enforcement.spreadsheets.list_types import ListType, other_list_named
from enforcement.spreadsheets.mapping import TIER_FIELDS, Mapping, map_header

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
    paths: Paths = field(default_factory=dict)
    #: Values that stand beside their labels, where the table is the form of one item.
    form: Form = field(default_factory=dict)
    #: What was written above it since the table before, from the top down.
    titles: tuple[str, ...] = ()


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
        self.headers = HeaderFinder(grid, self.types)
        self.layout = SheetLayout()
        self.table: Table | None = None
        #: Tables to the right of ``table`` under the same header rows.
        self.beside: list[Table] = []
        self.facts = Facts()
        self.titles: list[str] = []
        self.said: set[str] = set()
        self.agency = self.domain = ""
        self.section = 0
        self.broken = False
        self.form: Form = {}
        #: A title has just begun a further list, whose header or rows are still to come.
        self.announced = False
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
            self.table = replace(
                self.previous, grid=self.grid, body=[], top=lines[0], bottom=lines[0],
                facts=replace(self.facts),
            )
            self.layout.tables.append(self.table)
            self.broken = True
        position = 0
        while position < len(lines):
            if self._take_pairs(lines[position]):
                position += 1
                continue
            block = self.headers.at(position, inside=self.table is not None)
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
        if self.grid.width != self.previous.grid.width or self.previous.form:
            return False
        return all(self.headers.at(place) is None for place in range(min(3, len(lines))))

    def _open(self, position: int, block: tuple[int, int]) -> int:
        """Begin a table at a header block, or go on with the same one after a repeated header."""
        top, bottom = block
        lines = self.grid.lines
        after = next((place for place in range(position, len(lines)) if lines[place] > bottom), len(lines))
        paths = self.headers.paths(top, bottom)
        if self.table is not None and paths == self.table.paths and not self.form:
            self.broken, self.announced = True, False
        else:
            self._begin(paths, lines[after:], top, bottom)
        if after < len(lines) and furniture.is_numbering(
            [fold(t) for _, t in sorted(self.grid.own(lines[after]).items())]
        ):
            after += 1
        return after

    def _begin(self, paths: Paths, below: list[int], top: int, bottom: int) -> None:
        known = self.previous
        if known is not None and paths == known.paths:
            maps = [known.mapping]
        else:
            maps = self._maps(paths, below, top)
        if not maps:
            name = other_list_named(" ".join([*self.titles[-3:], self.grid.sheet.name]), self.types)
            self.layout.others.append(name or "")
            self.table, self.beside = None, []
        elif self.form and not _names_item(maps[0]) and any(name in self.form for name in NAMES):
            self._begin_form(top, bottom, maps[0], paths)
        elif self.table is not None and self.table.mapping.signature == maps[0].signature:
            self.broken, self.announced = True, False
            return
        else:
            titles = tuple(self.titles)
            if self.announced and self.table is not None:
                # What the title began has a header of its own.
                titles = self.table.titles
                del self.layout.tables[-1 - len(self.beside) :]
            self.announced = False
            made = [
                Table(self.grid, top, bottom, mapping, facts=replace(self.facts), paths=paths, titles=titles) for mapping in maps
            ]
            self.table, self.beside = made[0], made[1:]
            self.layout.tables += made
        self.form = {}
        self.titles = []

    def _begin_form(self, top: int, bottom: int, mapping: Mapping, paths: Paths) -> None:
        facts = replace(self.facts)
        self.table = Table(self.grid, top, bottom, mapping, facts=facts, paths=paths, form=self.form)
        self.beside = []
        self.section += 1
        self.layout.tables.append(self.table)

    def _take_pairs(self, row: int) -> bool:
        """Whether a row gives values beside their labels, outside of tables or in the form of an item."""
        if self.table is not None and not self.table.form:
            return False
        pairs = pairs_in(self.grid, row, self.types)
        for given in pairs:
            if given.field in self.form and (given.field in NAMES or given.field in TOGETHER):
                self.form, self.table = {}, None
            if self.table is not None and given.field in NAMES:
                self.form, self.table = {}, None
            self.form.setdefault(given.field, given)
            if given.field == "agency" and self.table is None:
                self.facts.agency = given.text
            if self.table is None and holds_tiers(given) and any(name in self.form for name in NAMES):
                self._begin_form(row, row, Mapping(self.types[0]).settle(), {})
        return bool(pairs)

    def _maps(self, paths: Paths, below: list[int], row: int) -> list[Mapping]:
        """One mapping, or one for each table where several stand side by side."""
        pieces = side_by_side(paths)
        if len(pieces) > 1:
            maps = [self._map(piece, below, row) for piece in pieces]
            whole = [found for found in maps if found and _names_item(found)]
            if len(whole) == len(pieces):
                return whole
        mapping = self._map(paths, below, row)
        return [mapping] if mapping else []

    def _map(self, paths: Paths, below: list[int], row: int) -> Mapping | None:
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
                other_list_named(named, [kind])
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
        for table in (self.table, *self.beside):
            if any(column.index in own for column in table.mapping.columns):
                self.announced = False
                table.body.append(BodyRow(row, self.agency, self.domain, self.broken, self.section))
        self.broken = False

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
        if furniture.is_marked(text) and not self._goes_on(column):
            return True
        return column <= first.index and not fold(text).rstrip(".、").isdigit()

    def _goes_on(self, column: int) -> bool:
        """Whether text standing alone in a column may go on with the cell above: only names and numbers never do."""
        assert self.table is not None
        found = next((item.field for item in self.table.mapping.columns if item.index == column), "")
        return found not in ("seq", "code", "agency", *NAMES)

    def _take_single(self, text: str, row: int) -> None:
        kind = furniture.classify_text(text)
        agency = agency_named(text) if kind in ("banner", "note") else ""
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
            self._renew(text)
        elif kind == "signature" and self.facts.agency != before:
            self._renew()
        elif kind == "banner" or agency:
            subject = furniture.banner_subject(text)
            self.titles.append(text)
            self.section += 1
            if agency:
                self.agency, self.domain = agency, ""
            elif self.table is not None or subject != text.strip():
                self.domain = subject

    def _renew(self, title: str = "") -> None:
        """A title between two stretches of the same table begins a table of its own facts."""
        if self.table is None or self.table.form:
            self.table, self.form = None, {}
            return
        stacked = bool(title) and self.table.mapping.list_type.stacked
        if stacked and self.announced:
            for table in (self.table, *self.beside):
                table.titles, table.facts = (*table.titles, title), replace(self.facts)
            return
        if not self.table.body and not stacked:
            self.table.facts = replace(self.facts)
            return
        self.section += 1
        titles = (title,) if title else self.table.titles
        made = [replace(table, body=[], facts=replace(self.facts), titles=titles) for table in (self.table, *self.beside)]
        self.table, self.beside = made[0], made[1:]
        self.layout.tables += made
        self.announced = stacked


def _names_item(mapping: Mapping) -> bool:
    return any(mapping.has(name) for name in NAMES)


def find_tables(grid: Grid, types: Iterable[ListType], previous: Table | None = None) -> SheetLayout:
    """All tables of known kinds on a sheet, from top to bottom.

    ``previous`` is the last table of the sheet before, given when this sheet
    may go on with it (tables of one Word text).
    """
    return _Walk(grid, types, previous).run()
