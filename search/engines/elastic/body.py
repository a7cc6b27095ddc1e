"""What the cluster is asked: the body of one ``_search`` for a whole page, hits and all facets together.

Queries are elasticsearch.dsl's; the frame around them is a plain dict, since building and reading it by way of
``Search`` takes longer than the cluster takes to answer over a small catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from search.engines.base import FACET_SIZE, FACETS, STATUSES, EngineAnswer, EngineRequest
from search.engines.elastic.queries import filters, in_time, scored

#: Ties end at the key, so that no order is left to chance.
SORTS: dict[str, list[Any]] = {
    "relevance": ["_score", "code", "key"], "code": ["code", "key"],
    "fine": [{"fine_max": "desc"}, "code", "key"], "newest": [{"in_force_from": "desc"}, "code", "key"],
}  # fmt: skip


def search_body(request: EngineRequest) -> dict[str, Any]:
    """Hits under every filter; each facet under all filters but its own, so that a choice can be widened."""
    narrowed = {name: query.to_dict() for name, query in filters(request).items()}
    body: dict[str, Any] = {
        "query": scored(request).to_dict(), "post_filter": {"bool": {"filter": list(narrowed.values())}}, "sort": SORTS[request.sort],
        "from": request.offset, "size": max(request.size, 1), "_source": False, "track_total_hits": True, "track_scores": request.sort == "relevance",
    }  # fmt: skip
    if request.facets:
        body["aggs"] = _facets(request, narrowed)
    return body


def read_answer(request: EngineRequest, told: dict[str, Any]) -> EngineAnswer:
    """The cluster's answer to that body."""
    hits = told["hits"]["hits"][: request.size]
    scores = tuple(float(hit["_score"] or 0.0) for hit in hits) if request.sort == "relevance" else ()
    return EngineAnswer(told["hits"]["total"]["value"], tuple(hit["_id"] for hit in hits), _counts(told.get("aggregations", {})), scores)


def _facets(request: EngineRequest, narrowed: dict[str, Any]) -> dict[str, Any]:
    """Facets under the same filters share one bucket: the filters are then evaluated once, not once a facet."""
    shared: dict[str, dict[str, Any]] = defaultdict(dict)
    for name in FACETS:
        if name != "status":
            counted: dict[str, Any] = {"terms": {"field": name, "size": FACET_SIZE}}
        elif request.on is not None:
            counted = {"filters": {"filters": {status: in_time(status, request.on).to_dict() for status in STATUSES}}}
        else:
            continue
        shared[name if name in narrowed else "all"][name] = counted
    return {
        group: {"filter": {"bool": {"filter": [query for name, query in narrowed.items() if name != group]}}, "aggs": counts}
        for group, counts in shared.items()
    }


def _counts(told: dict[str, Any]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for group in told.values():
        for name in FACETS:
            if name not in group:
                continue
            values = group[name]["buckets"]
            if isinstance(values, dict):
                found[name] = [(status, int(values[status]["doc_count"])) for status in STATUSES]
            else:
                found[name] = [(str(value["key"]), int(value["doc_count"])) for value in values]
    return {name: found[name] for name in FACETS if name in found}
