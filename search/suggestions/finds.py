"""Whether a saying leads anywhere: one that finds nothing is not offered."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from django.utils import timezone

from content.thesaurus.meaning import Meaning
from search.analysis import pairs_of
from search.clauses import Best, Clause, Phrase, Some
from search.documents.base import day_number
from search.engines import current_engine
from search.engines.base import EngineRequest, EngineUnavailable

#: Seconds for which a count is believed: the index follows the records by a moment.
BELIEVED = 60.0


class Finds:
    """How much each meaning finds: asked of the index when first wanted."""

    def __init__(self, meanings: Sequence[Meaning]) -> None:
        self._meanings = meanings
        self._counts: dict[int, tuple[int, float]] = {}

    def count(self, place: int) -> int:
        """How many items answer to this meaning; 0 while search is away, since nobody knows."""
        known = self._counts.get(place)
        if known is not None and monotonic() - known[1] < BELIEVED:
            return known[0]
        request = EngineRequest(query=_clause(self._meanings[place]), on=day_number(timezone.localdate()), facets=False, size=1)
        try:
            total = current_engine().search(request).total
        except EngineUnavailable:
            return 0
        self._counts[place] = total, monotonic()
        return total


def _clause(meaning: Meaning) -> Clause:
    """Any of the ways to put it, all terms of it in the act or its tiers."""
    ways = (tuple(_somewhere(pairs_of(term)) for term in way if pairs_of(term)) for way in meaning.means)
    return Best(tuple(Some(way, len(way)) for way in ways if way))


def _somewhere(pairs: tuple[str, ...]) -> Clause:
    return Best((Phrase("title_pairs", pairs), Phrase("body_pairs", pairs)))
