"""Elasticsearch under a prefix of its own, whatever the settings of the test are: for a catalogue that several tests share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.test import override_settings

from search.clauses import Clause
from search.documents.base import Document
from search.engines.base import EngineAnswer, EngineRequest
from search.engines.elastic import ElasticEngine
from search.engines.refusing import Refuse, log_refusal


class OnCluster(ElasticEngine):
    """The genuine engine, each of its doors entered with these settings."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        with self._there():
            return super().rebuild(documents, refuse)

    def search(self, request: EngineRequest) -> EngineAnswer:
        with self._there():
            return super().search(request)

    def walk(self, request: EngineRequest) -> Iterator[str]:
        with self._there():
            yield from super().walk(request)

    def score(self, clause: Clause, key: str) -> float:
        with self._there():
            return super().score(clause, key)

    def count(self) -> int:
        with self._there():
            return super().count()

    @contextmanager
    def _there(self) -> Iterator[None]:
        with override_settings(ELASTICSEARCH_PREFIX=self.prefix):
            yield
