"""Order by a field in the embedded index, with the code for what is equal: the library sorts by one key alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

#: The field of each order, the highest value first; what is equal in it follows the code.
FIELDS = {"fine": "fine_max", "newest": "in_force_from"}
#: Different fines, or days on which something came into force: more than any catalogue has.
MOST_VALUES = 65_000


def in_order(searcher: tantivy.Searcher, schema: tantivy.Schema, query: Query, sort: str, offset: int, size: int) -> Iterator[Any]:
    """Addresses of the documents from ``offset`` on, ``size`` at most; ``sort`` is ``code``, ``fine`` or ``newest``.

    ``relevance`` comes here where nothing is asked for that could weigh: all is equal, and follows the code.
    Equal values are one group after the other, each in the order of the code:
    the groups and their sizes are counted once, so that a page deep down costs
    no more than the first.
    """
    if sort in ("code", "relevance"):
        yield from _by_code(searcher, query, offset, size)
        return
    field = FIELDS[sort]
    for value, count in _groups(searcher, query, field):
        if offset >= count:
            offset -= count
            continue
        taken = min(size, count - offset)
        same = Query.const_score_query(Query.range_query(schema, field, FieldType.Integer, lower_bound=value, upper_bound=value), 0.0)
        yield from _by_code(searcher, Query.boolean_query([(Occur.Must, query), (Occur.Must, same)]), offset, taken)
        offset, size = 0, size - taken
        if size <= 0:
            return


def _by_code(searcher: tantivy.Searcher, query: Query, offset: int, size: int) -> list[Any]:
    found = searcher.search(query, limit=max(size, 1), offset=offset, order_by_field="order", order=tantivy.Order.Asc, count=False)
    return [address for _, address in found.hits[:size]]


def _groups(searcher: tantivy.Searcher, query: Query, field: str) -> list[tuple[int, int]]:
    """Values of the field and how many documents have each, the highest first."""
    answer = searcher.aggregate(query, {"values": {"terms": {"field": field, "size": MOST_VALUES}}})
    answer = json.loads(answer) if isinstance(answer, str) else answer
    return sorted(((int(bucket["key"]), int(bucket["doc_count"])) for bucket in answer["values"]["buckets"]), reverse=True)
