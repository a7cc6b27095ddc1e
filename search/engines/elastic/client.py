"""The connection to the cluster, and its failures in the engine's own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.base import EngineUnavailable

#: A reader does not wait longer for an answer; whoever writes may.
READ_SECONDS, WRITE_SECONDS = 3.0, 60.0


@cache
def client() -> Elasticsearch:
    """One client a process. It keeps connections to every host and passes over those that fail."""
    options: dict[str, Any] = {"request_timeout": READ_SECONDS, "max_retries": 1, "retry_on_timeout": False, "dead_node_backoff_factor": 1.0, "max_dead_node_backoff": 30.0}
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    elif settings.ELASTICSEARCH_USER:
        options["basic_auth"] = (settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_PASSWORD)
    if settings.ELASTICSEARCH_CA:
        options["ca_certs"] = settings.ELASTICSEARCH_CA
    return Elasticsearch(list(settings.ELASTICSEARCH_URL), **options)


@contextmanager
def spoken() -> Iterator[None]:
    """What the cluster or the way to it refuses, as EngineUnavailable with a sentence of its own."""
    try:
        yield
    except ApiError as error:
        raise EngineUnavailable(_sentence(error)) from error
    except TransportError as error:
        raise EngineUnavailable("检索集群没有应答") from error


def _sentence(error: ApiError) -> str:
    kind = str(error.body.get("error", {}).get("type", "")) if isinstance(error.body, dict) and isinstance(error.body.get("error"), dict) else ""
    if error.status_code in (401, 403) and "block" not in kind:
        return "检索集群拒绝了本站的身份"
    if kind == "index_not_found_exception" or error.status_code == 404:
        return "检索索引尚未建立"
    if "block" in kind:
        return "检索集群禁止写入（多因磁盘将满）"
    if error.status_code == 429:
        return "检索集群繁忙"
    return f"检索集群报错（{kind or error.status_code}）"
