"""Brings the index up to the records: drains the outbox, rebuilds, sweeps."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from enforcement.bulk import collector_paused
from search import outbox
from search.documents import Document, key_of, source, sources, split_key
from search.documents.building import built
from search.engines import kept_engines
from search.engines.base import Engine, EngineUnavailable
from search.lexicon import keep as lexicon
from search.lock import BROKEN_OFF, CLEARED, RebuildLock
from search.models import Change, Cursor, Rebuild, SetAside
from search.progress import progress_of
from search.set_aside import Refused, settle

logger = logging.getLogger(__name__)
#: Changes taken at once: one commit of the index for all of them.
BATCH = 5000


class Sweep(NamedTuple):
    """What a comparison of index and database found: keys too many, keys missing."""

    orphans: set[str]
    gaps: set[str]


def cursor_of(engine: Engine) -> Cursor:
    """How far this engine has got: on this host, or on all of them when they share it."""
    host = "" if engine.shared else socket.gethostname()
    return Cursor.objects.get_or_create(engine=engine.name, host=host)[0]


def drain(engine: Engine | None = None) -> int:
    """Indexes all that waits, in every engine kept or in one; returns how many changes were taken.

    Raises EngineUnavailable when one is away: the others have been served, and
    nothing is lost. Where there is no index to write into (the first start, a
    folder lost or damaged), all of it is made anew: changes alone would make
    an index that answers, and lacks almost everything.
    """
    if engine is not None:
        return _drain(engine)
    taken, away = 0, None
    for kept in kept_engines():
        try:
            taken = max(taken, _drain(kept))
        except EngineUnavailable as error:
            away = error
    lexicon.refresh()
    if away:
        raise away
    return taken


def _drain(engine: Engine) -> int:
    cursor = cursor_of(engine)
    taken = 0
    with _noted(cursor):
        if not (engine.fits() and engine.ready()):
            taken = outbox.behind(cursor)
            rebuild(engine)
            cursor.refresh_from_db()
        _clear(engine, cursor)
    disturbed: dict[str, set[int]] = {}
    while True:
        changes, position = outbox.waiting(cursor, BATCH)
        taken += sum(map(len, changes.values()))
        todo = {kind: changes.get(kind, set()) | disturbed.get(kind, set()) for kind in changes | disturbed}
        if not todo:
            break
        with _noted(cursor):
            _apply(engine, cursor, todo)
        disturbed = {} if _move(cursor, position) else todo
        outbox.prune()
    if cursor.last_error:  # it answers again, and nothing waits that would show it
        Cursor.objects.filter(pk=cursor.pk).update(last_error="")
    return taken


def _clear(engine: Engine, cursor: Cursor) -> None:
    """What a rebuild that was broken off has left is removed, as soon as the engine can be asked again."""
    if not RebuildLock.broken_off(cursor).exists():
        return
    try:
        lock = RebuildLock(cursor, outbox.newest())
    except EngineUnavailable:
        return  # somebody is at work, and removes it in the end
    try:
        engine.clear()
    finally:
        lock.run.delete()
    for run in RebuildLock.broken_off(cursor):
        Rebuild.objects.filter(pk=run.pk).update(outcome=run.outcome[: 300 - len(CLEARED)] + CLEARED)


def _move(cursor: Cursor, position: int) -> bool:
    """Moves the cursor on; false where somebody else moved it since it was read.

    A rebuild sets it back, since what was written meanwhile went into the
    index before. Another host that serves the same cluster sets it forward,
    and may have written newer words than these: they are made and written
    once more, until nobody was in between.
    """
    untouched = Cursor.objects.filter(pk=cursor.pk, position=cursor.position, updated_at=cursor.updated_at)
    moved = untouched.update(position=position, last_error="", updated_at=timezone.now())
    cursor.refresh_from_db()
    return bool(moved)


@contextmanager
def _noted(cursor: Cursor) -> Iterator[None]:
    """An engine's refusal is kept beside its cursor, for whoever looks why nothing moves."""
    try:
        yield
    except EngineUnavailable as error:
        Cursor.objects.filter(pk=cursor.pk).update(last_error=str(error)[:300], updated_at=timezone.now())
        raise


def _apply(engine: Engine, cursor: Cursor, changes: dict[str, set[int]]) -> None:
    """Every record named is first taken out, then put back if it still has a document that can be taken."""
    gone = [key_of(kind, key) for kind, keys in changes.items() if source(kind) for key in sorted(keys)]  # some kinds are in no index
    refused = Refused()
    documents = chain.from_iterable(built(found, keys, refused.failed) for kind, keys in changes.items() if (found := source(kind)))
    with collector_paused():
        engine.write(documents, gone, refused)
    settle(cursor, refused, changes)


def rebuild_all() -> list[Rebuild]:
    """Every engine kept, anew."""
    return [rebuild(engine) for engine in kept_engines()]


def rebuild(engine: Engine | None = None) -> Rebuild:
    """A new index beside the old one, compared with the database, then taken into use.

    Changes made meanwhile stay in the outbox: the cursor moves only to where
    the outbox stood before the reading began. The engine reads the documents
    while it holds its lock: what another process wrote to the old index
    before is read here, what it writes later goes to the new one.
    """
    engine = engine or kept_engines()[0]
    cursor = cursor_of(engine)
    lock = RebuildLock(cursor, outbox.newest())
    run = lock.run
    wanted, refused = 0, Refused()

    def documents() -> Iterator[Document]:
        nonlocal wanted
        for found in sources():
            keys = list(found.keys())
            wanted += len(keys)
            for document in built(found, keys, refused.failed):
                lock.renew_sometimes()
                yield document
        lock.renew()

    try:
        run.version, run.documents = engine.rebuild(documents(), refused)
        run.outcome = _compared(wanted, run.documents, len(refused))
        settle(cursor, refused)
    except BaseException as error:
        run.outcome = f"{BROKEN_OFF}{error}"[:300]
        lock.release()
        raise
    with transaction.atomic():  # from the one moment to the next either its record or its cursor keeps the changes it needs
        Cursor.objects.filter(pk=cursor.pk).update(position=run.position, last_error="", updated_at=timezone.now())
        lock.release()
    lexicon.make()
    logger.info("rebuilt %s index %s: %s documents", engine.name, run.version, run.documents)
    return run


def _compared(wanted: int, written: int, refused: int) -> str:
    """Whether the new index holds what the database asked for, but for what was set aside and is named."""
    if written + refused != wanted:
        return f"数据库应有{wanted}，实际{written}" + (f"，搁置{refused}" if refused else "")
    return f"一致，另搁置{refused}个" if refused else "一致"


def sweep(engine: Engine | None = None, *, repair: bool = True) -> Sweep:
    """Compares index and database, and puts every difference into the outbox's care unless told not to.

    What waits in the outbox already is no difference, nor is a gap that is
    known and named: a document set aside is tried again when its record changes.
    """
    engine = engine or kept_engines()[0]
    progress = progress_of(engine)
    known = {key_of(*row) for row in SetAside.objects.filter(engine=progress.engine, host=progress.host).values_list("kind", "key")}
    since = progress.position
    have = engine.keys()
    want = {key_of(found.kind, pk) for found in sources() for pk in found.keys()}  # noqa: SIM118 - a source, not a dict
    coming = {key_of(*row) for row in Change.objects.filter(pk__gt=since).values_list("kind", "key")}
    found = Sweep(orphans=have - want - coming, gaps=want - have - coming - known)
    if not repair:
        return found
    wrong: dict[str, list[int]] = {}
    for kind, pk in map(split_key, sorted(found.orphans | found.gaps)):
        wrong.setdefault(kind, []).append(pk)
    for kind, keys in wrong.items():
        outbox.record(None, kind=kind, keys=keys)
    return found
