"""A cluster to measure: the one that ELASTICSEARCH_URL names, else a node of this project's own; indices of our own on it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import override_settings
from elasticsearch import Elasticsearch

ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = (sys.executable, str(ROOT / "scripts" / "elasticsearch"))
#: Away from the nodes of tests and trials, so that stopping it stops nobody else's.
_PORT = "9290"


@contextmanager
def own_cluster() -> Iterator[Elasticsearch]:
    """Within it Elasticsearch answers, here alone and unaided, in processes started here with the embedded engine in reserve.

    Its indices are removed at the end.
    """
    from search.engines import forget_engines
    from search.engines.elastic import ElasticEngine
    from search.engines.elastic.client import client
    from tests.bench.engines import answering

    url = os.environ.get("ELASTICSEARCH_URL") or _start()
    prefix = f"bench-{secrets.token_hex(3)}"
    kept = dict(os.environ)
    os.environ |= {"SEARCH_ENGINE": "elastic", "ELASTICSEARCH_URL": url, "ELASTICSEARCH_PREFIX": prefix}
    client.cache_clear()
    forget_engines()
    try:
        with override_settings(SEARCH_ENGINE="elastic", ELASTICSEARCH_URL=url.split(","), ELASTICSEARCH_PREFIX=prefix):
            try:
                with answering(ElasticEngine()):
                    yield client()
            finally:
                _remove(client(), prefix)
    finally:
        os.environ.clear()
        os.environ |= kept
        client.cache_clear()
        forget_engines()
        if not kept.get("ELASTICSEARCH_URL"):
            subprocess.run([*_SCRIPT, "stop", "--port", _PORT], check=True)


def processor_seconds(cluster: Elasticsearch) -> float:
    """Processor time that all nodes have taken since they started: tells work from waiting, also on a busy machine."""
    told = cluster.nodes.stats(metric="process")["nodes"].values()
    return float(sum(node["process"]["cpu"]["total_in_millis"] for node in told)) / 1000


def bytes_on_disk(cluster: Elasticsearch) -> int:
    """The newest index of each kind, copies apart."""
    from search.engines.elastic import versions

    told = cluster.indices.stats(index=versions.aliases(), metric="store")
    return int(told["_all"]["primaries"]["store"]["size_in_bytes"])


def about(cluster: Elasticsearch) -> str:
    """What is measured, for whoever reads the figures later."""
    nodes = list(cluster.nodes.info(metric="jvm")["nodes"].values())
    heap = nodes[0]["jvm"]["mem"]["heap_max_in_bytes"] // 2**20
    return f"Elasticsearch {nodes[0]['version']}，{len(nodes)}个节点，堆内存{heap}MB，每个索引{settings.ELASTICSEARCH_SHARDS}个分片"


def _start() -> str:
    done = subprocess.run([*_SCRIPT, "start", "--port", _PORT], check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


def _remove(cluster: Elasticsearch, prefix: str) -> None:
    if made := list(cluster.indices.get(index=f"{prefix}-*", expand_wildcards="all")):
        cluster.options(request_timeout=60).indices.delete(index=made)
