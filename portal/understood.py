"""What a question was taken to mean, as far as the reader should know: said in words, never hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.results import Results
from search.understanding.concepts import Concept

#: Ways to put it that are named; the others are said to be there.
MOST_WAYS = 4


@dataclass(frozen=True, slots=True)
class Explained:
    """A saying, and under which other words it was looked for as well."""

    said: str
    ways: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """``meant`` is the corrected question, empty where nothing was corrected. ``missing`` are words that stand in no act."""

    meant: str
    explained: tuple[Explained, ...]
    missing: tuple[str, ...]


def understood(results: Results) -> Understood:
    """The parts worth telling; nothing is said to be left out where nothing else was found."""
    meant = results.meant
    missing = tuple(concept.said for concept in meant.concepts if not concept.known) if results.total else ()
    return Understood(meant.correction.meant if meant.correction else "", tuple(_explained(meant.concepts)), missing)


def _explained(concepts: Iterable[Concept]) -> Iterator[Explained]:
    for concept in concepts:
        ways = tuple(dict.fromkeys("、".join(way) for way in concept.means if way != (concept.said,)))
        if ways:
            yield Explained(concept.said, ways[:MOST_WAYS], len(ways) > MOST_WAYS)
        else:
            yield from _explained(concept.parts)
