"""Why a result stands where it stands: every named part of the question with what it gives the result."""

from __future__ import annotations

from dataclasses import dataclass

from search.clauses import named_parts
from search.engines import current_engine
from search.ranking import build_clause
from search.results import Result, Results


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the ranking's tree, and what it alone gives the result."""

    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """``place`` counts from the first of all results; ``parts`` are the largest first, those that give nothing left out."""

    place: int
    result: Result
    total: float
    parts: tuple[Part, ...]


def explain(results: Results) -> tuple[Explanation, ...]:
    """The results of one page, in their order; none where nothing was asked. Raises EngineUnavailable when no engine can answer."""
    clause = build_clause(results.meant)
    if clause is None:
        return ()
    engine, named = current_engine(), named_parts(clause)
    found = []
    for place, result in enumerate(results.items, start=results.first):
        scored = (Part(part.reason, engine.score(part, result.key)) for part in named)
        parts = tuple(sorted((part for part in scored if part.score), key=lambda part: -part.score))
        found.append(Explanation(place, result, engine.score(clause, result.key), parts))
    return tuple(found)
