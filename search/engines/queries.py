"""From a request to a query of the embedded index."""

from __future__ import annotations

import tantivy
from tantivy import FieldType, Occur, Query

from search.clauses import Also, Best, Clause, Flat, Named, Nothing, Phrase, Some, Term, Weighed
from search.engines.base import EngineRequest, Status


def build_query(schema: tantivy.Schema, request: EngineRequest, *, without: str | None = None) -> Query:
    """Clauses and filters as one query; ``without`` leaves one filter out, for that facet's own counts."""
    parts: list[tuple[Occur, Query]] = [(Occur.Must, compile_clause(schema, request.query) if request.query else Query.all_query())]
    parts += [(Occur.MustNot, compile_clause(schema, clause)) for clause in request.excluded]
    for name, values in request.filters.items():
        if name != without and values:
            parts.append((Occur.Must, _unscored(_any_of(schema, name, values))))
    if request.on is not None:
        parts += [(Occur.Must, _unscored(part)) for part in _in_time(schema, request.status if without != "status" else None, request.on)]
    if without != "fine_band":
        low, high = request.fine
        if low is not None:
            parts.append((Occur.Must, _unscored(_above(schema, "fine_max", low - 1))))
        if high is not None:
            parts.append((Occur.Must, _unscored(_between(schema, "fine_min", 0, high))))
    return Query.boolean_query(parts)


def compile_clause(schema: tantivy.Schema, clause: Clause) -> Query:
    """One clause of the tree in the index's own terms."""
    match clause:
        case Term(field, text, weight):
            return Query.boost_query(Query.term_query(schema, field, text), weight)
        case Phrase(field, terms, weight) if len(terms) == 1:
            return Query.boost_query(Query.term_query(schema, field, terms[0]), weight)
        case Phrase(field, terms, weight):
            return Query.boost_query(Query.phrase_query(schema, field, list(terms)), weight)
        case Best(clauses, tie):
            return Query.disjunction_max_query([compile_clause(schema, child) for child in clauses], tie_breaker=tie)
        case Some(clauses, at_least):
            return Query.boolean_query([(Occur.Should, compile_clause(schema, child)) for child in clauses], minimum_number_should_match=at_least)
        case Also(needed, more):
            parts = [(Occur.Must, compile_clause(schema, child)) for child in needed]
            return Query.boolean_query(parts + [(Occur.Should, compile_clause(schema, child)) for child in more])
        case Flat(child, score):
            return Query.const_score_query(compile_clause(schema, child), score)
        case Weighed(child, weight):
            return Query.boost_query(compile_clause(schema, child), weight)
        case Named(_, child):
            return compile_clause(schema, child)
        case Nothing():
            return Query.empty_query()


def _in_time(schema: tantivy.Schema, status: Status | None, on: int) -> list[Query]:
    """In force on the day, or still to come, or over; any of the three without a status."""
    match status:
        case "current":
            return [_at_most(schema, "in_force_from", on), _above(schema, "in_force_until", on)]
        case "coming":
            return [_above(schema, "in_force_from", on)]
        case "past":
            return [_at_most(schema, "in_force_until", on)]
        case None:
            return []


def _any_of(schema: tantivy.Schema, name: str, values: tuple[str, ...]) -> Query:
    if name == "tier_count":
        numbers = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= 9]
        return Query.term_set_query(schema, name, numbers) if numbers else Query.empty_query()
    return Query.term_set_query(schema, name, list(values))


def _at_most(schema: tantivy.Schema, name: str, value: int) -> Query:
    return Query.range_query(schema, name, FieldType.Integer, upper_bound=value)


def _above(schema: tantivy.Schema, name: str, value: int) -> Query:
    return Query.range_query(schema, name, FieldType.Integer, lower_bound=value, include_lower=False)


def _between(schema: tantivy.Schema, name: str, low: int, high: int) -> Query:
    return Query.range_query(schema, name, FieldType.Integer, lower_bound=low, upper_bound=high)


def _unscored(query: Query) -> Query:
    """A filter says yes or no; it must not move what it lets through."""
    return Query.const_score_query(query, 0.0)
