"""The engine of real cities and provinces."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from elasticsearch.dsl import A, Q, Search

from search.clauses import Clause
from search.documents.base import Document, split_key
from search.engines.base import FACET_SIZE, FACETS, STATUSES, EngineAnswer, EngineRequest, new_version
from search.engines.elastic import bulk, versions
from search.engines.elastic.client import WRITE_SECONDS, client, spoken
from search.engines.elastic.mapping import to_elastic
from search.engines.elastic.queries import compile_clause, filters, in_time, scored
from search.engines.refusing import Refuse, converted, log_refusal

#: Keys read at once by whoever reads everything.
PAGE = 1_000
KEEP_ALIVE = "2m"
READY_SECONDS = 5.0
_SORTS: dict[str, list[Any]] = {
    "relevance": ["_score", "code", "key"], "code": ["code", "key"], "fine": ["-fine_max", "code", "key"], "newest": ["-in_force_from", "code", "key"],
}  # fmt: skip


class ElasticEngine:
    """Holds an alias for each kind on the cluster that ELASTICSEARCH_URL names."""

    name = "elastic"
    shared = True

    def __init__(self) -> None:
        self._ready_until = 0.0

    # --- writing ---------------------------------------------------------------
    def write(self, documents: Iterable[Document], gone: Iterable[str], refuse: Refuse = log_refusal) -> int:
        with spoken():
            cluster = client().options(request_timeout=WRITE_SECONDS)
            bulk.send(cluster, ({"_op_type": "delete", "_index": versions.alias(split_key(key)[0]), "_id": key} for key in gone), refuse)
            written = bulk.send(cluster, _actions(documents, versions.alias, refuse), refuse)
            cluster.indices.refresh(index=versions.aliases())
        return written

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        with spoken():
            cluster = client().options(request_timeout=WRITE_SECONDS)
            version = new_version()
            made = versions.create(cluster, version)
            written = bulk.send(cluster, _actions(documents, made.__getitem__, refuse), refuse)
            cluster.indices.refresh(index=list(made.values()))
            versions.point_to(cluster, made)
            versions.remove_others(cluster, made)
        return version, written

    # --- reading ---------------------------------------------------------------
    def search(self, request: EngineRequest) -> EngineAnswer:
        narrowed = filters(request)
        asked = self._search().query(scored(request)).post_filter(Q("bool", filter=list(narrowed.values())))[request.offset : request.offset + max(request.size, 1)]
        asked = asked.sort(*_SORTS[request.sort]).source(False).extra(track_total_hits=True, track_scores=True)
        if request.facets:
            for name in FACETS:
                others = [query for facet, query in narrowed.items() if facet != name]
                if name != "status":
                    asked.aggs.bucket(name, A("filter", filter=Q("bool", filter=others))).bucket("values", A("terms", field=name, size=FACET_SIZE))
                elif request.on is not None:
                    by_status = {status: in_time(status, request.on).to_dict() for status in STATUSES}
                    asked.aggs.bucket(name, A("filter", filter=Q("bool", filter=others))).bucket("values", A("filters", filters=by_status))
        with spoken():
            answer = asked.execute()
        hits = answer.hits[: request.size]
        scores = tuple(float(hit.meta.score or 0.0) for hit in hits) if request.sort == "relevance" else ()
        facets = _facets(answer.aggregations.to_dict()) if request.facets else {}
        return EngineAnswer(answer.hits.total.value, tuple(hit.meta.id for hit in hits), facets, scores)  # type: ignore[attr-defined]

    def walk(self, request: EngineRequest) -> Iterator[str]:
        """By a point in time and ``search_after``: however deep, and all from one state of the index."""
        with spoken():
            point = client().open_point_in_time(index=",".join(versions.aliases()), keep_alive=KEEP_ALIVE)["id"]
        try:
            after: list[Any] | None = None
            while True:
                asked = Search(using=client()).query(Q("bool", must=[scored(request)], filter=list(filters(request).values())))
                asked = asked.sort(*_SORTS[request.sort]).source(False).extra(pit={"id": point, "keep_alive": KEEP_ALIVE}, track_total_hits=False, size=PAGE)
                if after:
                    asked = asked.extra(search_after=after)
                with spoken():
                    hits = asked.execute().hits
                if not hits:
                    return
                yield from (hit.meta.id for hit in hits)
                after = list(hits[-1].meta.sort)
        finally:
            with spoken():
                client().close_point_in_time(id=point)

    def score(self, clause: Clause, key: str) -> float:
        asked = self._search().query(Q("bool", must=[compile_clause(clause)], filter=[Q("term", key=key)])).source(False)[:1]
        with spoken():
            hits = asked.execute().hits
        return float(hits[0].meta.score or 0.0) if hits else 0.0

    def ready(self) -> bool:
        """Asked for many pages, so a yes holds for some seconds."""
        if time.monotonic() > self._ready_until:
            with spoken():
                if not client().indices.exists_alias(name=versions.aliases()):
                    return False
            self._ready_until = time.monotonic() + READY_SECONDS
        return True

    def version(self) -> str:
        with spoken():
            return versions.in_use(client())

    def server(self) -> str:
        with spoken():
            health = client().cluster.health()
            return f"Elasticsearch {client().info()['version']['number']}，{health['number_of_nodes']}个节点，状态{health['status']}"

    def count(self) -> int:
        with spoken():
            return int(client().count(index=versions.aliases())["count"])

    def keys(self) -> set[str]:
        return set(self.walk(EngineRequest(sort="code")))

    def _search(self) -> Search:
        # Scores of several indices compare only when words are counted over all of them.
        return Search(using=client(), index=versions.aliases()).params(search_type="dfs_query_then_fetch")


def _actions(documents: Iterable[Document], index_of: Callable[[str], str], refuse: Refuse) -> Iterator[dict[str, Any]]:
    for document, source in converted(documents, to_elastic, refuse):
        yield {"_index": index_of(document.kind), "_id": document.key, "_source": source}


def _facets(told: dict[str, Any]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for name, bucket in told.items():
        values = bucket["values"]["buckets"]
        if isinstance(values, dict):
            found[name] = [(status, int(values[status]["doc_count"])) for status in STATUSES]
        else:
            found[name] = [(str(value["key"]), int(value["doc_count"])) for value in values]
    return found
