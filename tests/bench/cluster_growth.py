"""What a larger catalogue costs on Elasticsearch: making the index, its size, the time of find() with facets and highlights."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings
from elasticsearch import Elasticsearch

from enforcement.bulk import collector_paused
from enforcement.models import Benchmark
from search.engines.base import EngineUnavailable
from search.find import find
from search.indexer import rebuild
from search.query import SearchQuery
from tests.bench.elastic import about, bytes_on_disk, own_cluster, processor_seconds
from tests.bench.grown import grow
from tests.bench.questions import questions
from tests.bench.table import show
from tests.bench.timing import in_turn

SIZES = (2_293, 22_930, 229_300, 1_000_000)
REPEATS = 300
_MB = 1024 * 1024
_HEAD = ["事项", "建索引（秒）", "每秒文档", "本进程CPU（秒）", "集群CPU（秒）", "索引（MB）", "数据库（MB）", "find() p50（毫秒）", "p95（毫秒）", "只问两个字 p95（毫秒）", "每问本进程CPU（毫秒）", "每问集群CPU（毫秒）", "逾时"]


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints each size as soon as it is measured, and all of them as a table at the end."""
    rows = [_HEAD]
    with own_cluster() as cluster:
        print(f"增长（{about(cluster)}；find()含分面与标亮，{REPEATS}个问题各问一次）", flush=True)
        for size in sizes:
            begun = time.perf_counter()
            made = grow(size)
            print(f"  写入{made}项，{time.perf_counter() - begun:.0f}秒", flush=True)
            rows.append(_measure(cluster))
            print("  " + "；".join(f"{name} {value}" for name, value in zip(_HEAD, rows[-1], strict=True)), flush=True)
    show(rows)


def _measure(cluster: Elasticsearch) -> list[str]:
    begun, own, theirs = time.perf_counter(), time.process_time(), processor_seconds(cluster)
    with collector_paused():
        documents = rebuild().documents
    seconds = time.perf_counter() - begun
    own, theirs = time.process_time() - own, processor_seconds(cluster) - theirs
    making = [f"{seconds:.1f}", f"{documents / seconds:.0f}", f"{own:.1f}", f"{theirs:.1f}"]
    asked = questions(REPEATS + 5)
    late = 0

    def ask(text: str) -> None:
        nonlocal late
        try:
            find(SearchQuery(text=text))
        except EngineUnavailable:  # no answer in the seconds that a reader is let wait
            late += 1

    own, theirs = time.process_time(), processor_seconds(cluster)
    times = in_turn({"find": lambda turn: ask(asked[turn]), "short": lambda turn: ask(asked[turn][:2])}, REPEATS)
    each = [(after - before) * 1000 / (2 * REPEATS) for after, before in ((time.process_time(), own), (processor_seconds(cluster), theirs))]
    database = Path(settings.DATABASES["default"]["NAME"]).stat().st_size
    return [
        f"{Benchmark.objects.count()}", *making, f"{bytes_on_disk(cluster) / _MB:.1f}", f"{database / _MB:.0f}", f"{times['find'].p50 * 1000:.1f}",
        f"{times['find'].p95 * 1000:.1f}", f"{times['short'].p95 * 1000:.1f}", *(f"{value:.1f}" for value in each), f"{late}",
    ]  # fmt: skip
