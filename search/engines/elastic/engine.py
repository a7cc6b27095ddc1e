"""The engine of real cities and provinces."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from elasticsearch.dsl import Q, Search

from search.clauses import Clause
from search.documents.base import Document, split_key
from search.engines.base import OUTLIVED, EngineAnswer, EngineRequest, EngineUnavailable, new_version
from search.engines.elastic import bulk, filling, versions
from search.engines.elastic.body import read_answer, search_body
from search.engines.elastic.client import PARTIAL, WRITE_SECONDS, client, spoken
from search.engines.elastic.mapping import to_elastic
from search.engines.elastic.queries import weighed
from search.engines.elastic.walking import walk
from search.engines.refusing import Refuse, converted, log_refusal

READY_SECONDS = 5.0
#: The cluster gives answers by number up to here (its own ``index.max_result_window``).
WINDOW = 10_000
#: Scores of several indices compare only when words are counted over all of them.
_RARITY = "dfs_query_then_fetch"


class ElasticEngine:
    """Holds an alias for each kind on the cluster that ELASTICSEARCH_URL names."""

    name = "elastic"
    shared = True

    def __init__(self) -> None:
        self._ready_until = self._fits_until = 0.0
        self._was_mine = False

    # --- writing ---------------------------------------------------------------
    def write(self, documents: Iterable[Document], gone: Iterable[str], refuse: Refuse = log_refusal) -> int:
        """Nothing is taken out that is put back: between the two a search would miss it."""
        put: set[str] = set()

        def refused(key: str, reason: str) -> None:
            put.discard(key)
            refuse(key, reason)

        def noted() -> Iterator[Document]:
            for document in documents:
                put.add(document.key)
                yield document

        with spoken():
            cluster = client().options(request_timeout=WRITE_SECONDS, retry_on_timeout=False)
            if not versions.fitting(cluster):
                raise EngineUnavailable(OUTLIVED)
            written = bulk.send(cluster, _actions(noted(), versions.alias, refused), refused, require_alias=True)
            taken_out = ({"_op_type": "delete", "_index": versions.alias(split_key(key)[0]), "_id": key} for key in gone if key not in put)
            bulk.send(cluster, taken_out, refuse, require_alias=True)
            _whole(cluster.indices.refresh(index=versions.aliases()))
        return written

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        """Counted before it is taken into use: an index that lost documents on the way never is."""
        version = new_version()
        with spoken():
            cluster = client().options(request_timeout=WRITE_SECONDS, retry_on_timeout=False)
            with versions.building(cluster, version) as made:
                indices = list(made.values())
                with filling.unread(cluster, indices):
                    written = filling.fill(cluster, _actions(documents, made.__getitem__, refuse), refuse)
                if (held := int(_whole(cluster.count(index=indices))["count"])) != written:
                    raise EngineUnavailable(f"新索引应有{written}个文档，实际{held}个，未启用")
                versions.point_to(cluster, made)
            versions.remove_others(cluster)
        self._was_mine = True
        return version, written

    def clear(self) -> None:
        with spoken():
            versions.remove_others(client().options(request_timeout=WRITE_SECONDS))

    # --- reading ---------------------------------------------------------------
    def search(self, request: EngineRequest) -> EngineAnswer:
        if request.offset + max(request.size, 1) > WINDOW:
            return self._deep(request)
        with spoken():
            told = client().search(index=versions.aliases(), search_type=_RARITY, allow_partial_search_results=False, body=search_body(request))
        return read_answer(request, told.body)

    def _deep(self, request: EngineRequest) -> EngineAnswer:
        """A stretch beyond what the cluster gives by number: counted, then walked to. Readers are not led here; programs that read on are."""
        counted = self.search(replace(request, offset=0, size=1))
        return replace(counted, keys=tuple(islice(self.walk(request), request.offset, request.offset + request.size)), scores=())

    def walk(self, request: EngineRequest) -> Iterator[str]:
        return walk(request)

    def score(self, clause: Clause, key: str) -> float:
        asked = self._search().query(Q("bool", must=[weighed(clause)], filter=[Q("term", key=key)])).source(False)[:1]
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

    def fits(self) -> bool:
        """Asked at every look into the outbox, so a yes holds for some seconds; ``write`` looks for itself."""
        if time.monotonic() > self._fits_until:
            with spoken():
                if not client().indices.exists_alias(name=versions.aliases()):
                    return False
                if not versions.fitting(client()):
                    if self._was_mine:
                        raise EngineUnavailable(OUTLIVED)
                    return False
            self._was_mine = True
            self._fits_until = time.monotonic() + READY_SECONDS
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
            return int(_whole(client().count(index=versions.aliases()))["count"])

    def keys(self) -> set[str]:
        return set(self.walk(EngineRequest(sort="code")))

    def _search(self) -> Search:
        return Search(using=client(), index=versions.aliases()).params(search_type=_RARITY, allow_partial_search_results=False)


def _whole(answer: Any) -> Any:
    """The answer, if every shard has given its part. Raises EngineUnavailable where some have not: a part is never told as the whole."""
    if answer["_shards"]["failed"]:
        raise EngineUnavailable(PARTIAL)
    return answer


def _actions(documents: Iterable[Document], index_of: Callable[[str], str], refuse: Refuse) -> Iterator[dict[str, Any]]:
    for document, source in converted(documents, to_elastic, refuse):
        yield {"_index": index_of(document.kind), "_id": document.key, "_source": source}
