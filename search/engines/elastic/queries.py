"""From a request to a query of the cluster."""

from __future__ import annotations

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.clauses import Also, Best, Clause, Flat, Named, Nothing, Phrase, Some, Term, Weighed
from search.documents.segmented import TEXT_FIELDS
from search.engines.base import EngineRequest, Status

#: Cut out of no text.
NOWHERE = "∄"


def compile_clause(clause: Clause) -> Query:
    """One clause of the tree as the cluster takes it."""
    match clause:
        case Term(field, text, weight):
            return Q("term", **{field: {"value": text, "boost": weight}})
        case Phrase(field, terms, weight):
            return Q("match_phrase", **{field: {"query": " ".join(terms), "boost": weight}})
        case Best(clauses, tie):
            return Q("dis_max", queries=[compile_clause(child) for child in clauses], tie_breaker=tie)
        case Some(clauses, at_least):
            return Q("bool", should=[compile_clause(child) for child in clauses], minimum_should_match=at_least)
        case Also(needed, more):
            return Q("bool", must=[compile_clause(child) for child in needed], should=[compile_clause(child) for child in more])
        case Flat(child, score):
            return Q("constant_score", filter=compile_clause(child), boost=score)
        case Weighed(child, weight):
            return Q("bool", must=[compile_clause(child)], boost=weight)
        case Named(_, child):
            return compile_clause(child)
        case Nothing():
            return Q("match_none")


def weighed(clause: Clause) -> Query:
    """The clause, with rarity counted over all documents.

    An index that holds no term of a phrase does not tell how many documents it
    has, so a phrase alone would be weighed as if only the other kinds were
    there. A term that no document holds makes every index tell.
    """
    return Q("bool", must=[compile_clause(clause)], should=[Q("term", **{field: NOWHERE}) for field, placed in TEXT_FIELDS.items() if placed])


def scored(request: EngineRequest) -> Query:
    """What an answer must hold, and what it must not."""
    asked = weighed(request.query) if request.query else Q("match_all")
    return Q("bool", must=[asked], must_not=[compile_clause(clause) for clause in request.excluded])


def filters(request: EngineRequest) -> dict[str, Query]:
    """Each narrowing by the facet it belongs to, so that a facet's own can be left out."""
    found = {name: _any_of(name, values) for name, values in request.filters.items() if values}
    low, high = request.fine
    bounds = [Q("range", fine_max={"gte": low})] if low is not None else []
    bounds += [Q("range", fine_min={"gte": 0, "lte": high})] if high is not None else []
    if bounds:
        found["fine_band"] = Q("bool", filter=[*bounds, *([found["fine_band"]] if "fine_band" in found else [])])
    if request.on is not None:
        found["status"] = in_time(request.status, request.on)
    return found


def in_time(status: Status, on: int) -> Query:
    """In force on the day, still to come, or over."""
    match status:
        case "current":
            return Q("bool", filter=[Q("range", in_force_from={"lte": on}), Q("range", in_force_until={"gt": on})])
        case "coming":
            return Q("range", in_force_from={"gt": on})
        case "past":
            return Q("range", in_force_until={"lte": on})


def _any_of(name: str, values: tuple[str, ...]) -> Query:
    if name == "tier_count":
        numbers = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= 9]
        return Q("terms", tier_count=numbers)
    return Q("terms", **{name: list(values)})
