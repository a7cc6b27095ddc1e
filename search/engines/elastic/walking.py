"""Reads everything that answers, however deep: by a point in time and ``search_after``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from elasticsearch import ApiError, TransportError
from elasticsearch.dsl import Q

from search.engines.base import EngineRequest
from search.engines.elastic import versions
from search.engines.elastic.body import SORTS
from search.engines.elastic.client import client, spoken
from search.engines.elastic.queries import filters, scored

#: Keys read at once.
PAGE = 1_000
#: So long the cluster keeps the state of the index for whoever reads on.
KEEP_ALIVE = "2m"
#: How it says that it no longer has that state: its time ran out, its index or its node is gone.
_LOST = (404, 503)


def walk(request: EngineRequest) -> Iterator[str]:
    """All keys in order, each once, from one state of the index.

    Where the cluster loses that state on the way, the reading goes on in a
    new one: behind the last key where the order is by a field. By relevance
    the places may have changed, so all is read again and what was given is
    left out: nothing is missing then, only the order has a seam.
    """
    point, after, given = _open(), None, set[str]()
    just_opened = True
    try:
        while True:
            try:
                with spoken():
                    hits = _page(request, point, after)
            except Exception as error:
                if just_opened or not _is_lost(error.__cause__):
                    raise
                point, just_opened = _open(), True
                after = None if request.sort == "relevance" else after
                continue
            if not hits:
                return
            keys = [hit["_id"] for hit in hits]
            yield from (key for key in keys if key not in given)
            if request.sort == "relevance":
                given.update(keys)
            after, just_opened = hits[-1]["sort"], False
    finally:
        with suppress(ApiError, TransportError):
            client().close_point_in_time(id=point)


def _open() -> str:
    with spoken():
        return str(client().open_point_in_time(index=",".join(versions.aliases()), keep_alive=KEEP_ALIVE)["id"])


def _page(request: EngineRequest, point: str, after: list[Any] | None) -> list[dict[str, Any]]:
    narrowed = Q("bool", must=[scored(request)], filter=list(filters(request).values()))
    body: dict[str, Any] = {
        "query": narrowed.to_dict(), "sort": SORTS[request.sort], "_source": False, "size": PAGE, "track_total_hits": False,
        "pit": {"id": point, "keep_alive": KEEP_ALIVE}, **({"search_after": after} if after else {}),
    }  # fmt: skip
    return list(client().search(body=body, allow_partial_search_results=False)["hits"]["hits"])


def _is_lost(error: BaseException | None) -> bool:
    return isinstance(error, ApiError) and error.status_code in _LOST
