"""Fills new indices that nobody reads yet: several requests under way at once, while the next documents are made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice

from elasticsearch import Elasticsearch

from search.engines.elastic import bulk
from search.engines.elastic.mapping import index_settings
from search.engines.refusing import Refuse

#: Requests under way at once: the cluster answers some while it works on others. More would only stand in its queue.
SENDERS = 3
#: Longest wait for the copies of a filled index. Beyond it the index is taken into use all the same: they come by and by.
COPIED_SECONDS = 300
#: What only costs while nobody reads: making documents visible, and writing each a second time for the copy.
UNREAD = {"refresh_interval": "-1", "number_of_replicas": 0}


def fill(cluster: Elasticsearch, actions: Iterable[bulk.Action], refuse: Refuse) -> int:
    """Sends all of it; returns how many documents were written, as ``bulk.send`` does and with its errors.

    ``actions`` are read in the caller's thread (they come out of its
    transaction), and no further ahead than ``SENDERS`` requests: memory stays
    flat. After an error nothing more is sent. ``refuse`` is called in the
    caller's thread, too.
    """
    waiting = iter(actions)
    sent: deque[Future[tuple[int, list[tuple[str, str]]]]] = deque()
    written = 0

    def settle() -> int:
        count, refused = sent.popleft().result()
        for key, reason in refused:
            refuse(key, reason)
        return count

    with ThreadPoolExecutor(SENDERS, thread_name_prefix="bulk") as senders:
        try:
            while piece := list(islice(waiting, bulk.CHUNK)):
                sent.append(senders.submit(_send, cluster, piece))
                if len(sent) > SENDERS:
                    written += settle()
            while sent:
                written += settle()
        finally:
            senders.shutdown(wait=True, cancel_futures=True)
    return written


def _send(cluster: Elasticsearch, piece: list[bulk.Action]) -> tuple[int, list[tuple[str, str]]]:
    refused: list[tuple[str, str]] = []
    return bulk.send(cluster, piece, lambda key, reason: refused.append((key, reason))), refused


@contextmanager
def unread(cluster: Elasticsearch, indices: list[str]) -> Iterator[None]:
    """Within it the indices have no copies and are not refreshed; afterwards both are as the settings say, the copies there.

    Raises whatever the cluster refuses. After an error within it the indices
    stay as they are: whoever made them throws them away.
    """
    cluster.indices.put_settings(index=indices, settings=UNREAD)
    yield
    wanted = index_settings()
    cluster.indices.put_settings(index=indices, settings={name: wanted[name] for name in UNREAD})
    cluster.indices.refresh(index=indices)
    _wait_for_copies(cluster, indices, int(wanted["number_of_replicas"]), int(wanted["number_of_shards"]))


def _wait_for_copies(cluster: Elasticsearch, indices: list[str], replicas: int, shards: int) -> None:
    """As many as there are nodes to hold them: on a single node a copy never comes, and is not waited for."""
    nodes = int(cluster.cluster.health()["number_of_data_nodes"])
    held = 1 + min(replicas, nodes - 1)
    if held > 1:
        patient = cluster.options(request_timeout=COPIED_SECONDS + 10, ignore_status=408)  # 408: not in that time
        patient.cluster.health(index=indices, wait_for_active_shards=str(len(indices) * shards * held), timeout=f"{COPIED_SECONDS}s")
