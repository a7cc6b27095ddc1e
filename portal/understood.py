"""What a question was taken to mean, as far as the reader should know: said in words, never hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.find import count
from search.query import SearchQuery
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
    """``meant`` is the corrected question, empty where nothing was corrected. ``missing`` are words that stand nowhere, ``rest`` says that something else was asked."""

    meant: str
    explained: tuple[Explained, ...]
    missing: tuple[str, ...]
    rest: bool = True


def understood(results: Results) -> Understood:
    """The parts worth telling; nothing is said to be left out where nothing else was found."""
    meant = results.meant
    missing = tuple(_nowhere(results.query, meant.concepts)) if results.total else ()
    rest = any(concept.said not in missing for concept in meant.concepts)
    return Understood(meant.correction.meant if meant.correction else "", tuple(_explained(meant.concepts)), missing, rest)


def _nowhere(query: SearchQuery, concepts: Iterable[Concept]) -> Iterator[str]:
    """Words that no act holds, nor any tier or clause (拘留 stands in many); one of a single character (卖) is not worth telling."""
    for concept in concepts:
        if not concept.known and len(concept.said) > 1 and not count(SearchQuery(text=f"“{concept.said}”", on=query.on, status=query.status)):
            yield concept.said


def _explained(concepts: Iterable[Concept]) -> Iterator[Explained]:
    for concept in concepts:
        ways = tuple(dict.fromkeys("、".join(way) for way in concept.means if way != (concept.said,)))
        if ways:
            yield Explained(concept.said, ways[:MOST_WAYS], len(ways) > MOST_WAYS)
        else:
            yield from _explained(concept.parts)
