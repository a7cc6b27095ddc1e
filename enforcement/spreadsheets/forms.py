"""One item a form: labels with their values beside them, instead of a header over rows.

    违法行为 | …            违法行为 | …
    法律依据 | …            编码 | … | 实施主体 | …
    裁量基准 | 轻微：…；…    裁量阶次 | 适用条件 | 裁量标准   (a small table of tiers)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from enforcement.spreadsheets.grid import Grid
from enforcement.spreadsheets.items import RawItem, RawTier
from enforcement.spreadsheets.list_types import ListType
from enforcement.spreadsheets.written_tiers import split_tiers

#: Fields that name the item, and those whose value may hold all its tiers.
NAMES = ("violation", "item_name")
TOGETHER = ("condition_and_penalty", "penalty", "tier")


class Given(NamedTuple):
    """A value beside its label, 0-based; ``column`` is that of the value."""

    field: str
    text: str
    row: int
    column: int


Form = dict[str, Given]


def pairs_in(grid: Grid, row: int, types: Sequence[ListType]) -> list[Given]:
    """The labels of a row with the values beside them; empty unless the whole row is made of such pairs."""
    cells = sorted(grid.own(row).items())
    if len(cells) < 2 or len(cells) % 2:
        return []
    found = []
    for (_, label), (column, text) in zip(cells[::2], cells[1::2], strict=True):
        name = _field(label, types)
        if not name or _field(text, types):
            return []
        found.append(Given(name, text, row, column))
    return found


def holds_tiers(given: Given) -> bool:
    """Whether a value holds all tiers of its item."""
    return given.field in TOGETHER and bool(split_tiers(given.text))


def complete(item: RawItem, form: Form, letter: dict[int, str]) -> None:
    """Put the values of a form into its item; a value that holds the tiers is taken apart."""
    for name, given in form.items():
        if holds_tiers(given):
            if not item.tiers:
                place = letter[given.column]
                cells = {"tier": place, "condition": place, "penalty": place}
                item.tiers = [
                    RawTier(given.row + 1, found.tier, found.condition, found.penalty, dict(cells))
                    for found in split_tiers(given.text)
                ]
            continue
        if name not in item.values:
            item.values[name] = given.text
            item.cells[name] = letter[given.column]
            item.rows[name] = given.row + 1


def _field(text: str, types: Sequence[ListType]) -> str:
    for kind in types:
        match = kind.match(text, guess=False)
        if match is not None:
            return match.field
    return ""
