"""A new index is filled by several requests at once: nothing is lost, faults reach whoever fills, settings are put right afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable
from search.engines.elastic import filling
from tests.search.cluster import cluster_url

pytestmark = pytest.mark.elasticsearch
DOCUMENTS = 2_600


@pytest.fixture
def cluster() -> Iterator[Elasticsearch]:
    with Elasticsearch(cluster_url(), request_timeout=60) as opened:
        yield opened


@pytest.fixture
def index(cluster: Elasticsearch) -> Iterator[str]:
    """An empty index that takes whole numbers and nothing else."""
    name = f"filling-{uuid4().hex[:10]}"
    mapping: dict[str, Any] = {"dynamic": "strict", "properties": {"number": {"type": "long"}}}
    cluster.indices.create(index=name, mappings=mapping, settings={"number_of_replicas": 0, "refresh_interval": "1s"})
    yield name
    cluster.indices.delete(index=name, ignore_unavailable=True)


def actions(index: str, odd: tuple[int, ...] = ()) -> Iterator[dict[str, Any]]:
    for key in range(DOCUMENTS):
        yield {"_index": index, "_id": str(key), "_source": {"number": "not one" if key in odd else key}}


def refuse_nothing(key: str, reason: str) -> None:
    raise AssertionError(f"{key}: {reason}")


def test_all_of_it_arrives_and_settings_are_the_sites_again(cluster: Elasticsearch, index: str, settings: LazySettings) -> None:
    settings.ELASTICSEARCH_REFRESH, settings.ELASTICSEARCH_REPLICAS, settings.ELASTICSEARCH_SHARDS = "7s", 1, 1
    with filling.unread(cluster, [index]):
        told = cluster.indices.get_settings(index=index)[index]["settings"]["index"]
        assert (told["refresh_interval"], told["number_of_replicas"]) == ("-1", "0")
        assert filling.fill(cluster, actions(index), refuse_nothing) == DOCUMENTS
    told = cluster.indices.get_settings(index=index)[index]["settings"]["index"]
    assert (told["refresh_interval"], told["number_of_replicas"]) == ("7s", "1")
    assert cluster.count(index=index)["count"] == DOCUMENTS, "visible without another refresh"


def test_what_is_refused_is_named_to_whoever_fills_and_the_rest_arrives(cluster: Elasticsearch, index: str) -> None:
    refused: list[tuple[str, int]] = []
    written = filling.fill(cluster, actions(index, odd=(3, 1_999)), lambda key, _: refused.append((key, threading.get_ident())))
    assert written == DOCUMENTS - 2
    assert refused == [("3", threading.get_ident()), ("1999", threading.get_ident())]


def test_too_many_refusals_end_it(cluster: Elasticsearch, index: str) -> None:
    def enough(key: str, reason: str) -> None:
        raise EngineUnavailable("enough")

    read = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal read
        for action in actions(index, odd=(3,)):
            read += 1
            yield action

    with pytest.raises(EngineUnavailable, match="enough"):
        filling.fill(cluster, counted(), enough)
    assert read < DOCUMENTS, "nothing is read that will not be sent"


def test_a_fault_of_the_reading_is_the_callers(cluster: Elasticsearch, index: str) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield from (action for _, action in zip(range(700), actions(index), strict=False))
        raise LookupError("the database")

    with pytest.raises(LookupError, match="the database"):
        filling.fill(cluster, broken(), refuse_nothing)

