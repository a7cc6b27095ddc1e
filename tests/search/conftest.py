"""What the tests of the search share."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.conf import LazySettings, settings
from pytest_django.plugin import DjangoDbBlocker

from search.engines.elastic.client import client
from tests.own_index import remove_indices
from tests.search.cluster import cluster_url, point_to
from tests.search.on_cluster import OnCluster
from tests.search.sample import Sample, make_sample


@pytest.fixture
def elastic(settings: LazySettings) -> Iterator[None]:
    """The portal on the cluster, under a prefix of this test's own."""
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_PREFIX = "elastic", f"test-{uuid4().hex[:10]}"
    point_to(settings, cluster_url())
    yield
    point_to(settings, cluster_url())
    remove_indices(settings.ELASTICSEARCH_PREFIX)
    client.cache_clear()


@pytest.fixture(scope="session")
def sample(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """The project's own catalogue of 2,293 items in the engine that answers, and in the embedded one: made once a process."""
    folder, prefix = tmp_path_factory.mktemp("sample") / "index", f"{settings.ELASTICSEARCH_PREFIX}-sample"
    on_cluster = settings.SEARCH_ENGINE == "elastic"
    with django_db_blocker.unblock():
        made = make_sample(folder, OnCluster(prefix) if on_cluster else None)
    yield made
    if on_cluster:
        remove_indices(prefix)
