"""A search on Elasticsearch, from the engine's call to the page, against the bare ``_search`` of the same body."""

from __future__ import annotations

import http.client
import json
from urllib.parse import quote, urlsplit

from elasticsearch import Elasticsearch

from search.engines import current_engine
from search.engines.elastic import versions
from search.engines.elastic.body import search_body
from search.find import find
from search.indexer import rebuild
from search.query import SearchQuery
from tests.bench.elastic import about, own_cluster
from tests.bench.grown import grow
from tests.bench.questions import questions
from tests.bench.server import running
from tests.bench.serving import prepare
from tests.bench.timing import in_turn

SIZES = (2_293, 100_000)
REPEATS = 300
AIM = 1.3


def run(sizes: tuple[int, ...] = SIZES, repeats: int = REPEATS) -> None:
    """Prints times and ratios at each size. Every question is asked once by each way, so each finds the node equally warm."""
    prepare()
    with own_cluster() as cluster:
        print(f"检索（{about(cluster)}；{repeats}个不同的问题，轮流）")
        for size in sizes:
            grow(size)
            _measure(cluster, repeats, rebuild().documents)


def _measure(cluster: Elasticsearch, repeats: int, documents: int) -> None:
    asked = questions(repeats + 5)
    requests = [SearchQuery(text=text).request() for text in asked]
    bodies = [json.dumps(search_body(request)).encode() for request in requests]
    raw, engine = _Raw(cluster), current_engine()
    with running() as client:
        times = in_turn(
            {
                "raw": lambda turn: raw.search(bodies[turn]),
                "engine": lambda turn: engine.search(requests[turn]),
                "find": lambda turn: find(SearchQuery(text=asked[turn])),
                "page": lambda turn: client.get("/search/?q=" + quote(asked[turn]), fresh=True),
            },
            repeats,
        )
    print(f"  {documents}个文档")
    for name, label in (
        ("raw", "同一请求体直接发给 _search"), ("engine", "本平台的引擎调用"), ("find", "find()：理解、引擎、读库、标亮"), ("page", "检索页（HTTP，未缓存）"),
    ):  # fmt: skip
        ratio = f"　{times[name].p50 / times['raw'].p50:.2f} 倍（目标 ≤ {AIM}）" if name != "raw" else ""
        print(f"    {label}：{times[name]}{ratio}")


class _Raw:
    """One kept connection, bytes in and bytes out: what no client can be faster than."""

    def __init__(self, cluster: Elasticsearch) -> None:
        node = urlsplit(next(iter(cluster.transport.node_pool.all())).base_url)
        self._connection = http.client.HTTPConnection(node.hostname or "127.0.0.1", node.port, timeout=60)
        self._path = f"/{','.join(versions.aliases())}/_search?search_type=dfs_query_then_fetch"

    def search(self, body: bytes) -> bytes:
        """The answer's bytes; RuntimeError for any status but 200."""
        self._connection.request("POST", self._path, body, {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        told = answer.read()
        if answer.status != 200:
            raise RuntimeError(told[:500])
        return told
