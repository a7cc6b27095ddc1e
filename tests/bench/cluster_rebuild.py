"""A rebuild on Elasticsearch against the client's own ``parallel_bulk`` of the same documents, made beforehand."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk

from enforcement.bulk import collector_paused
from search.documents import sources
from search.engines.elastic.mapping import build_mapping, index_settings, to_elastic
from search.indexer import rebuild
from tests.bench.elastic import about, own_cluster, processor_seconds
from tests.bench.grown import grow
from tests.bench.table import show

SIZE = 22_930
RUNS = 3
AIM = 0.8
_INDEX = "bench-bare"


class Cost(NamedTuple):
    """Of one run: seconds on the wall, processor seconds of this process and of the cluster."""

    seconds: float
    own: float
    cluster: float


def run(size: int = SIZE, runs: int = RUNS) -> None:
    """Prints documents per second and the ratio; the two take turns."""
    grow(size)
    with own_cluster() as cluster, collector_paused():
        ready = [(document.key, to_elastic(document)) for found in sources() for document in found.build(list(found.keys()))]
        bare, ours = [], []
        for _ in range(runs):
            bare.append(_timed(cluster, lambda: _bare(cluster, ready)))
            ours.append(_timed(cluster, lambda: rebuild()))
        print(f"重建索引（{about(cluster)}；{len(ready)}个文档，轮流各{runs}次，取中位数）")
        _tell(bare, ours, len(ready))


def _tell(bare: list[Cost], ours: list[Cost], documents: int) -> None:
    rows = [["", "每秒文档", "用时（秒）", "本进程CPU（秒）", "集群CPU（秒）"]]
    for label, costs in (("parallel_bulk，文档已备好", bare), ("重建：读库、切分、发送、核对、切换", ours)):
        middle = Cost(*(median(column) for column in zip(*costs, strict=True)))
        rows.append([label, f"{documents / middle.seconds:.0f}", *(f"{value:.1f}" for value in middle)])
    show(rows)
    wall = median(cost.seconds for cost in bare) / median(cost.seconds for cost in ours)
    work = median(cost.own + cost.cluster for cost in bare) / median(cost.own + cost.cluster for cost in ours)
    print(f"  速度为 parallel_bulk 的 {wall:.2f} 倍（目标 ≥ {AIM}）；按CPU用时计 {work:.2f} 倍")


def _timed(cluster: Elasticsearch, what: Callable[[], object]) -> Cost:
    begun, own, theirs = time.perf_counter(), time.process_time(), processor_seconds(cluster)
    what()
    return Cost(time.perf_counter() - begun, time.process_time() - own, processor_seconds(cluster) - theirs)


def _bare(cluster: Elasticsearch, ready: list[tuple[str, dict[str, Any]]]) -> None:
    """As the client's documentation shows it: the helper's own defaults, the site's mapping and settings, a refresh at the end."""
    patient, mapping = cluster.options(request_timeout=60), build_mapping()
    patient.indices.create(index=_INDEX, mappings=mapping.to_dict(), settings={**index_settings(), "analysis": mapping._collect_analysis()})
    try:
        deque(parallel_bulk(patient, _actions(ready)), maxlen=0)
        patient.indices.refresh(index=_INDEX)
    finally:
        patient.indices.delete(index=_INDEX)


def _actions(ready: list[tuple[str, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for key, source in ready:
        yield {"_index": _INDEX, "_id": key, "_source": source}
