"""Sends documents to the cluster at the pace it can take, and tells what will pass from what never will."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import ApiError, Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import OUTLIVED, EngineUnavailable
from search.engines.refusing import Refuse

#: Documents of one request, and bytes: some megabytes, far below what a node takes (100 MB).
CHUNK = 500
CHUNK_BYTES = 8 * 1024 * 1024
#: While the cluster is busy, a request waits one second, then two, four … and is given up after a minute.
TRIES, FIRST_WAIT, LONGEST_WAIT = 6, 1.0, 20.0
#: What passes: the same document is taken another time.
PASSING = frozenset({408, 429, 502, 503, 504})
TOO_LARGE = 413
_FIELD = re.compile(r"""field\s*[\[=]\s*["\[]?(?P<name>[a-z_]+)""")
_UNKNOWN_FIELD = re.compile(r"introduction of \[(?P<name>[^\]]{1,40})\]")

Action = dict[str, Any]


def send(cluster: Elasticsearch, actions: Iterable[Action], refuse: Refuse, chunk: int = CHUNK, *, require_alias: bool = False) -> int:
    """Sends all of it; returns how many documents were written.

    One request at a time, the next when the last was answered; 429 is waited
    out. A request that is too large for a node, or for a proxy before it,
    is sent again in halves. A document refused for good goes to ``refuse``.
    Raises EngineUnavailable when the cluster takes nothing now (still busy,
    blocked, index gone) and ApiError for what concerns the whole request.
    """
    written = 0
    too_large: list[Action] = []
    sent = streaming_bulk(
        cluster, actions, chunk_size=chunk, max_chunk_bytes=CHUNK_BYTES, raise_on_error=False, raise_on_exception=False,
        max_retries=TRIES, initial_backoff=FIRST_WAIT, max_backoff=LONGEST_WAIT, retry_on_status=(429, 503), require_alias=require_alias,
    )  # fmt: skip
    for good, answer in sent:
        (operation, told), *_ = answer.items()
        if good:
            written += operation == "index"
        elif operation == "delete" and told.get("status") == 404 and "exception" not in told and "error" not in told:
            continue  # it was not there
        elif told.get("status") == TOO_LARGE and chunk > 1:
            too_large.append(_again(operation, told))
            if len(too_large) >= chunk:
                written += send(cluster, _emptied(too_large), refuse, max(1, chunk // 2), require_alias=require_alias)
        else:
            _judge(operation, told, refuse)
    if too_large:
        written += send(cluster, _emptied(too_large), refuse, max(1, min(chunk, len(too_large)) // 2), require_alias=require_alias)
    return written


def _judge(operation: str, told: dict[str, Any], refuse: Refuse) -> None:
    """Whether a refusal is the document's own fault; raises what is not."""
    status, error = int(told.get("status", 500)), told.get("error")
    failure = told.get("exception")
    if status == TOO_LARGE:
        return refuse(str(told.get("_id")), "内容过大，超过集群一次请求的上限")
    if isinstance(failure, ApiError):
        raise failure
    kind = str(error.get("type", "")) if isinstance(error, dict) else ""
    if "block" in kind and status != 503:
        raise EngineUnavailable("检索集群禁止写入（多因磁盘将满）")
    if kind == "index_not_found_exception":
        raise EngineUnavailable("检索索引尚未建立")
    if kind == "strict_dynamic_mapping_exception":
        raise EngineUnavailable(OUTLIVED)  # fields come from the program, never from a record
    if status in PASSING or status >= 500 or operation == "delete":
        raise EngineUnavailable("检索集群繁忙" if status == 429 else f"检索集群报错（{kind or status}）")
    refuse(str(told.get("_id")), reason_of(error))
    return None


def reason_of(error: Any) -> str:
    """Why the cluster refused a document: which field, and what is wrong with it, never what it holds."""
    causes = list(_causes(error))
    kinds = [str(cause.get("type", "")) for cause in causes]
    said = " ".join(str(cause.get("reason", "")) for cause in causes)
    named = _UNKNOWN_FIELD.search(said) or _FIELD.search(said)
    field = f"字段{named['name']}" if named else "某一字段"
    if "strict_dynamic_mapping_exception" in kinds:
        return f"{field}不在索引的结构中（索引由旧版本建立的，请重建）"
    if "max_bytes_length_exceeded_exception" in kinds or "immense term" in said:
        return f"{field}有一项过长，超过32766字节"
    if "document_parsing_exception" in kinds or "mapper_parsing_exception" in kinds:
        return f"{field}的取值与索引的结构不符（{kinds[-1]}）"
    return f"集群拒绝收入（{kinds[0] if kinds else '原因不明'}）"


def _causes(error: Any) -> Iterator[dict[str, Any]]:
    while isinstance(error, dict):
        yield error
        error = error.get("caused_by")


def _again(operation: str, told: dict[str, Any]) -> Action:
    """The action as it was before it was sent."""
    again: Action = {"_op_type": operation, "_index": told["_index"], "_id": told["_id"]}
    return {**again, "_source": told["data"]} if "data" in told else again


def _emptied(actions: list[Action]) -> list[Action]:
    taken, actions[:] = actions[:], []
    return taken
