"""Indices come back from a snapshot with all their documents and their aliases, and never over what is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from tests.own_index import remove_indices
from tests.search.cluster import cluster_url

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def prefix() -> Iterator[str]:
    """Two kinds with an alias each, an index of the rebuild before, one that has just begun, and a repository of the test's own."""
    name = f"snap-{uuid4().hex[:10]}"
    with Elasticsearch(cluster_url(), request_timeout=60) as cluster:
        for kind, documents in (("law", 3), ("benchmark", 25)):
            index = f"{name}-{kind}-20261122-000000-abcdef"
            cluster.indices.create(index=index, settings={"number_of_replicas": 0}, aliases={f"{name}-{kind}": {}})
            cluster.bulk(operations=[line for key in range(documents) for line in ({"index": {"_index": index, "_id": str(key)}}, {"code": str(key)})])
        cluster.indices.create(index=f"{name}-law-20261121-000000-abcdef", settings={"number_of_replicas": 0}, aliases={f"{name}-law.before": {}})
        cluster.indices.create(index=f"{name}-law-20261122-000001-abcdef", settings={"number_of_replicas": 0})
        yield name
        remove_indices(name)
        cluster.snapshot.delete(repository=name, snapshot="*")
        cluster.snapshot.delete_repository(name=name)


def snapshot(prefix: str, *arguments: str, status: int = 0) -> str:
    environment = os.environ | {"ELASTICSEARCH_URL": cluster_url(), "ELASTICSEARCH_PREFIX": prefix, "DJANGO_SETTINGS_MODULE": "portal.settings", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, str(ROOT / "scripts" / "snapshot"), *arguments, "--repository", prefix]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_what_was_kept_comes_back_where_nothing_is(prefix: str) -> None:
    assert f"{prefix}-benchmark-20261122-000000-abcdef=25" in snapshot(prefix, "take", "night")
    assert "没有恢复任何内容" in snapshot(prefix, "restore", "night", status=1)
    remove_indices(prefix)
    snapshot(prefix, "restore", "night")
    with Elasticsearch(cluster_url(), request_timeout=60) as cluster:
        assert cluster.count(index=f"{prefix}-benchmark")["count"] == 25
        assert cluster.count(index=f"{prefix}-law")["count"] == 3
        assert sorted(cluster.indices.get(index=f"{prefix}-*")) == [f"{prefix}-{kind}-20261122-000000-abcdef" for kind in ("benchmark", "law")]
    assert "night SUCCESS" in snapshot(prefix, "list")
