"""What the tests of the search share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from tests.own_index import remove_indices
from tests.search.on_cluster import OnCluster
from tests.search.sample import Sample, make_sample


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
