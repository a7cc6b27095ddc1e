"""An index that nobody else writes to: a folder, and a prefix on the cluster when that is what answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

_NUMBERS = count(1)


@contextmanager
def own_index(settings: Any, folder: Path) -> Iterator[None]:
    """Empty until it is filled; what was made on the cluster is removed at the end.

    Costs one question to the cluster where nothing was indexed.
    """
    from search.engines import forget_engines

    prefix = settings.ELASTICSEARCH_PREFIX
    settings.SEARCH_INDEX_DIR, settings.ELASTICSEARCH_PREFIX = folder, f"{prefix}-{next(_NUMBERS)}"
    own, engine = settings.ELASTICSEARCH_PREFIX, settings.SEARCH_ENGINE
    forget_engines()
    try:
        yield
    finally:
        settings.ELASTICSEARCH_PREFIX = prefix
        forget_engines()
        if engine == "elastic":
            remove_indices(own)


def lose_index() -> None:
    """What is indexed is gone, on this host and on the cluster; who answers has not been told."""
    from django.conf import settings

    from search.engines import forget_engines

    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    if settings.SEARCH_ENGINE == "elastic":
        remove_indices(settings.ELASTICSEARCH_PREFIX)
    forget_engines()  # a yes of the cluster holds for some seconds


def remove_indices(prefix: str) -> None:
    """Every index whose name begins so, on the cluster of the tests."""
    cluster = _cluster()
    if made := list(cluster.indices.get(index=f"{prefix}-*", features="aliases", expand_wildcards="all")):
        cluster.indices.delete(index=made)


@cache
def _cluster() -> Any:
    """A way of its own: a test may have led the portal's elsewhere."""
    from elasticsearch import Elasticsearch

    from tests.search.cluster import cluster_url

    return Elasticsearch(cluster_url(), request_timeout=60)
