"""From texts that cite a law, with the days on which they held, to what a change of that law touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from enforcement.lawchanges.changes import Change
from enforcement.lawchanges.providers import Resting
from enforcement.notation.citations import Citation, format_citation

#: Fits the smallest limit on query parameters among the databases served.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Cited:
    """One provision that one text of an item cites. ``key`` is the item's identity, ``record`` the text's own key."""

    law: int
    provision: tuple[int, int, int, int]
    key: int
    record: int
    begins: date
    until: date | None
    code: str
    title: str
    agency: int
    domain: str

    @property
    def place(self) -> str:
        article, sub_article, paragraph, item = self.provision
        return format_citation(Citation("", article, sub_article or None, paragraph or None, item or None))


def by_law(changes: Collection[Change]) -> dict[int, list[Change]]:
    """The changes of each law."""
    found: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.law.pk].append(change)
    return found


def earliest(changes: Collection[Change]) -> date:
    """What ended before this day was touched by none of them."""
    return min((change.on for change in changes), default=date.max)


def chunks(laws: Iterable[int]) -> Iterator[list[int]]:
    """Few enough laws for one statement at a time."""
    keys = sorted(laws)
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def resting(kind: str, edit: str, rows: Iterable[Cited], changes: Collection[Change], today: date) -> Iterator[Resting]:
    """One for each item and change that touches it. ``rows`` come in the order in which their texts begin.

    A replacement touches every text that holds on its eve or later, an
    amendment only those made before it. The item is done when no text that
    was touched holds on the day of the change, or today if that is later.
    """
    of_law = by_law(changes)
    grouped: dict[tuple[int, int, date, bool], tuple[Change, list[Cited]]] = {}
    for row in rows:
        for change in of_law[row.law]:
            if _touches(change, row):
                key = (row.key, row.law, change.on, change.is_replacement)
                grouped.setdefault(key, (change, []))[1].append(row)
    for change, touched in grouped.values():
        last = touched[-1]
        places = dict.fromkeys(row.place for row in touched if row.record == last.record)
        done = last.until is not None and last.until <= max(today, change.on)
        yield Resting(change, kind, last.key, last.code, last.title, last.agency, tuple(places), done, (edit, last.record), last.domain, last.begins)


def _touches(change: Change, row: Cited) -> bool:
    held_on_the_eve = row.until is None or row.until > change.on - timedelta(days=1)
    return held_on_the_eve and (change.is_replacement or row.begins < change.on)
