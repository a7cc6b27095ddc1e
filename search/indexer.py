"""Brings the index up to the records: drains the outbox, rebuilds, sweeps."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

from django.utils import timezone

from enforcement.bulk import collector_paused
from search import outbox
from search.documents import Document, key_of, source, sources, split_key
from search.engines import current_engine
from search.engines.base import Engine, EngineUnavailable
from search.lexicon import keep as lexicon
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
    """Indexes all that waits; returns how many changes were taken. Raises EngineUnavailable, nothing lost.

    Where there is no index to write into (the first start, a folder lost or
    damaged), all of it is made anew: changes alone would make an index that
    answers, and lacks almost everything.
    """
    engine = engine or current_engine()
    cursor = cursor_of(engine)
    taken = 0
    if not engine.ready():
        taken = outbox.behind(cursor)
        with _noted(cursor):
            rebuild(engine)
        cursor.refresh_from_db()
    while True:
        changes, position = outbox.waiting(cursor, BATCH)
        if not changes:
            lexicon.refresh()
            return taken
        with _noted(cursor):
            _apply(engine, changes)
        cursor.position, cursor.last_error = position, ""
        cursor.save(update_fields=["position", "last_error", "updated_at"])
        taken += sum(map(len, changes.values()))
        outbox.prune()


@contextmanager
def _noted(cursor: Cursor) -> Iterator[None]:
    """An engine's refusal is kept beside its cursor, for whoever looks why nothing moves."""
    try:
        yield
    except EngineUnavailable as error:
        Cursor.objects.filter(pk=cursor.pk).update(last_error=str(error)[:300], updated_at=timezone.now())
        raise


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
    the outbox stood before the reading began. The engine reads the documents
    while it holds its lock: what another process wrote to the old index
    before is read here, what it writes later goes to the new one.
    """
    engine = engine or current_engine()
    position = outbox.newest()
    run = Rebuild.objects.create(engine=engine.name, host=socket.gethostname())
    wanted = 0

    def documents() -> Iterator[Document]:
        nonlocal wanted
        for found in sources():
            keys = list(found.keys())
            wanted += len(keys)
            yield from found.build(keys)

    run.version, run.documents = engine.rebuild(documents())
    run.outcome = "一致" if run.documents == wanted else f"数据库应有{wanted}，实际{run.documents}"
    run.finished_at = timezone.now()
    run.save()
    cursor = cursor_of(engine)
    cursor.position, cursor.last_error = position, ""
    cursor.save(update_fields=["position", "last_error", "updated_at"])
    lexicon.make()
    logger.info("rebuilt %s index %s: %s documents", engine.name, run.version, run.documents)
    return run


def sweep(engine: Engine | None = None) -> Sweep:
    """Compares index and database, and puts every difference into the outbox's care."""
    engine = engine or current_engine()
    have = engine.keys()
    want = {key_of(found.kind, pk) for found in sources() for pk in found.keys()}  # noqa: SIM118 - a source, not a dict
    found = Sweep(orphans=have - want, gaps=want - have)
    wrong: dict[str, list[int]] = {}
    for kind, pk in map(split_key, sorted(found.orphans | found.gaps)):
        wrong.setdefault(kind, []).append(pk)
    for kind, keys in wrong.items():
        outbox.record(None, kind=kind, keys=keys)
    return found
