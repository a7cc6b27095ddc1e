"""From a request to a query of the embedded index."""

from __future__ import annotations

from math import ceil

import tantivy
from tantivy import FieldType, Occur, Query

from search.engines.base import EngineRequest
from search.engines.schema import PAIR_FIELDS, PAIR_WEIGHT, WEIGHTS

#: Of how many words of a question must be there: all of one or two, and three
#: of five of a longer one, since people also tell what does not matter.
SHARE_OF_WORDS = 0.6
#: Everyday words seldom stand in the law's text as a dictionary cuts them
#: (骑电动车 / 驾驶电动自行车); one pair of characters in five still connects
#: the two. A larger share loses most questions asked in everyday words.
SHARE_OF_PAIRS = 0.2
#: An exact code is what was asked for; nothing else may stand above it.
CODE_BOOST = 1000.0


def build_query(schema: tantivy.Schema, request: EngineRequest, *, without: str | None = None) -> Query:
    """Terms and filters as one query; ``without`` leaves one filter out, for that facet's own counts."""
    parts: list[tuple[Occur, Query]] = [(Occur.Must, _terms(schema, request))]
    for name, values in request.filters.items():
        if name != without and values:
            parts.append((Occur.Must, _unscored(_any_of(schema, name, values))))
    if request.on is not None:
        parts.append((Occur.Must, _unscored(_at_most(schema, "in_force_from", request.on))))
        parts.append((Occur.Must, _unscored(_above(schema, "in_force_until", request.on))))
    low, high = request.fine
    if low is not None:
        parts.append((Occur.Must, _unscored(_above(schema, "fine_max", low - 1))))
    if high is not None:
        parts.append((Occur.Must, _unscored(_between(schema, "fine_min", 0, high))))
    return Query.boolean_query(parts)


def _terms(schema: tantivy.Schema, request: EngineRequest) -> Query:
    if not request.words and not request.code:
        return Query.all_query()
    ways: list[tuple[Occur, Query]] = []
    if request.words:
        ways.append((Occur.Should, _enough([_word(schema, word) for word in request.words], SHARE_OF_WORDS)))
    if request.pairs:
        ways.append((Occur.Should, _enough([_pair(schema, pair) for pair in request.pairs], SHARE_OF_PAIRS)))
    if request.code:
        ways.append((Occur.Should, Query.boost_query(Query.term_query(schema, "code", request.code), CODE_BOOST)))
    return Query.boolean_query(ways, minimum_number_should_match=1)


def _enough(queries: list[Query], share: float) -> Query:
    needed = len(queries) if len(queries) <= 2 else ceil(len(queries) * share)
    return Query.boolean_query([(Occur.Should, query) for query in queries], minimum_number_should_match=needed)


def _word(schema: tantivy.Schema, word: str) -> Query:
    """A word counts where it tells most, and a little for standing elsewhere too."""
    return Query.disjunction_max_query(
        [Query.boost_query(Query.term_query(schema, f"{name}_words", word), weight) for name, weight in WEIGHTS.items()],
        tie_breaker=0.2,
    )


def _pair(schema: tantivy.Schema, pair: str) -> Query:
    return Query.disjunction_max_query(
        [Query.boost_query(Query.term_query(schema, f"{name}_pairs", pair), WEIGHTS[name] * PAIR_WEIGHT) for name in PAIR_FIELDS],
        tie_breaker=0.2,
    )


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
