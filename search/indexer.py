"""Brings the index up to the records: drains the outbox, rebuilds, sweeps."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from django.utils import timezone

from enforcement.bulk import collector_paused
from search import outbox
from search.documents import Document, key_of, source, sources
from search.engines import current_engine
from search.engines.base import Engine, EngineUnavailable
from search.models import Cursor, Rebuild

logger = logging.getLogger(__name__)
#: Changes taken at once: one commit of the index for all of them.
BATCH = 5000


class Sweep(NamedTuple):
    """What a comparison of index and database found: keys too many, keys missing."""

    orphans: set[str]
    gaps: set[str]


def cursor_of(engine: Engine) -> Cursor:
    """How far this engine on this host has got."""
    return Cursor.objects.get_or_create(engine=engine.name, host=socket.gethostname())[0]


def drain(engine: Engine | None = None) -> int:
    """Indexes all that waits; returns how many changes were taken. Raises EngineUnavailable, nothing lost."""
    engine = engine or current_engine()
    cursor = cursor_of(engine)
    taken = 0
    while True:
        changes, position = outbox.waiting(cursor, BATCH)
        if not changes:
            return taken
        try:
            _apply(engine, changes)
        except EngineUnavailable as error:
            Cursor.objects.filter(pk=cursor.pk).update(last_error=str(error)[:300], updated_at=timezone.now())
            raise
        cursor.position, cursor.last_error = position, ""
        cursor.save(update_fields=["position", "last_error", "updated_at"])
        taken += sum(map(len, changes.values()))
        outbox.prune()


def _apply(engine: Engine, changes: dict[str, set[int]]) -> None:
    """Every record named is first taken out, then put back if it still has a document."""
    gone = [key_of(kind, key) for kind, keys in changes.items() for key in sorted(keys)]
    with collector_paused():
        engine.write(_documents(changes), gone)


def _documents(changes: dict[str, set[int]]) -> Iterator[Document]:
    return chain.from_iterable(found.build(keys) for kind, keys in changes.items() if (found := source(kind)))


def rebuild(engine: Engine | None = None) -> Rebuild:
    """A new index beside the old one, compared with the database, then taken into use.

    Changes made meanwhile stay in the outbox: the cursor moves only to where
    the outbox stood before the reading began.
    """
    engine = engine or current_engine()
    position = outbox.newest()
    run = Rebuild.objects.create(engine=engine.name, host=socket.gethostname())
    expected = {found.kind: list(found.keys()) for found in sources()}
    documents = chain.from_iterable(found.build(expected[found.kind]) for found in sources())
    run.version, run.documents = engine.rebuild(documents)
    wanted = sum(map(len, expected.values()))
    run.outcome = "一致" if run.documents == wanted else f"数据库应有{wanted}，实际{run.documents}"
    run.finished_at = timezone.now()
    run.save()
    cursor = cursor_of(engine)
    cursor.position = position
    cursor.save(update_fields=["position", "updated_at"])
    logger.info("rebuilt %s index %s: %s documents", engine.name, run.version, run.documents)
    return run


def sweep(engine: Engine | None = None) -> Sweep:
    """Compares index and database, and puts every difference into the outbox's care."""
    engine = engine or current_engine()
    have = engine.keys()
    want = {key_of(found.kind, pk) for found in sources() for pk in found.keys()}  # noqa: SIM118 - a source, not a dict
    return Sweep(orphans=have - want, gaps=want - have)
