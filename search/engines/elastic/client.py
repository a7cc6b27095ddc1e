"""The connection to the cluster, and its failures in the engine's own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from elastic_transport import TlsError
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.base import EngineUnavailable, QuestionRefused

#: A reader does not wait longer for an answer of one host; whoever writes may.
READ_SECONDS, WRITE_SECONDS = 3.0, 60.0
PARTIAL = "检索集群缺少一部分分片"


@cache
def client() -> Elasticsearch:
    """One client a process. It keeps connections to every host, passes over those that fail, and asks another one at once.

    A single host is asked again only where the connection was lost: it may
    have been an old one. Where it does not answer in time, nobody else could.
    """
    hosts = list(settings.ELASTICSEARCH_URL)
    options: dict[str, Any] = {
        "request_timeout": READ_SECONDS, "max_retries": 1 if len(hosts) < 3 else 2, "retry_on_timeout": len(hosts) > 1,
        "dead_node_backoff_factor": 1.0, "max_dead_node_backoff": 30.0,
    }  # fmt: skip
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    elif settings.ELASTICSEARCH_USER:
        options["basic_auth"] = (settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_PASSWORD)
    if settings.ELASTICSEARCH_CA:
        options["ca_certs"] = settings.ELASTICSEARCH_CA
    return Elasticsearch(hosts, **options)


@contextmanager
def spoken() -> Iterator[None]:
    """What the cluster or the way to it refuses, as EngineUnavailable with a sentence of its own."""
    try:
        yield
    except ApiError as error:
        refused = QuestionRefused if error.status_code in (400, 413) else EngineUnavailable
        raise refused(_sentence(error)) from error
    except TlsError as error:
        raise EngineUnavailable("检索集群的证书不被信任") from error
    except TransportError as error:
        raise EngineUnavailable("检索集群没有应答") from error


def kind_of(error: ApiError) -> str:
    """The cluster's own name of what went wrong, empty where it gave none."""
    told = error.body.get("error") if isinstance(error.body, dict) else None
    return str(told.get("type", "")) if isinstance(told, dict) else ""


def _sentence(error: ApiError) -> str:
    kind = kind_of(error)
    if "block" in kind:
        return "检索集群没有主节点" if error.status_code == 503 else "检索集群禁止写入（多因磁盘将满）"
    if error.status_code in (401, 403):
        return "检索集群拒绝了本站的身份"
    if error.status_code >= 500 and kind in ("search_phase_execution_exception", "no_shard_available_action_exception"):
        return PARTIAL
    if kind == "search_context_missing_exception":
        return "逐页读取检索结果的时间过长，请重新开始"
    if kind in ("index_not_found_exception", "alias_not_found_exception") or error.status_code == 404:
        return "检索索引尚未建立"
    if error.status_code == 429:
        return "检索集群繁忙"
    return f"检索集群报错（{kind or error.status_code}）"
