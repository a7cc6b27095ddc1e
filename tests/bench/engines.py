"""Both engines over one catalogue, and each of them asked alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.engines.base import Engine


@contextmanager
def with_cluster() -> Iterator[None]:
    """Elasticsearch beside the embedded engine, under a prefix that is removed at the end. Before Django is set up.

    The cluster is that of the tests; one that can't be had is a failure.
    """
    from tests.own_index import remove_indices
    from tests.search.cluster import cluster_url

    prefix = f"bench-{os.getpid()}"
    os.environ |= {"ELASTICSEARCH_URL": cluster_url(), "ELASTICSEARCH_PREFIX": prefix, "SEARCH_ENGINE": "elastic"}
    try:
        yield
    finally:
        remove_indices(prefix)


@contextmanager
def without_cluster() -> Iterator[None]:
    """The embedded engine alone, whatever the environment says."""
    os.environ |= {"ELASTICSEARCH_URL": "", "SEARCH_ENGINE": "embedded"}
    yield


@contextmanager
def answering(engine: Engine) -> Iterator[None]:
    """Every question goes to this engine, and none stands in for it unseen."""
    from search import engines

    kept = engines.kept_engines
    engines.current_engine.cache_clear()
    engines.kept_engines = lambda: (engine,)  # type: ignore[assignment]
    try:
        yield
    finally:
        engines.kept_engines = kept
        engines.current_engine.cache_clear()
