"""How far each engine on each host has got, as the database knows it: no engine is asked."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from search import outbox
from search.engines.base import Engine
from search.models import Cursor, Rebuild, SetAside


@dataclass(frozen=True, slots=True)
class Progress:
    """One engine on one host (``host`` is empty where all share it).

    It has read the outbox up to ``position``; ``changes`` wait for it, the first of them for ``seconds``. ``rebuild`` is
    the latest, be it running, done or failed, ``rebuilt`` the latest that
    ended; ``set_aside`` counts the documents that it could not take.
    """

    engine: str
    host: str
    position: int
    changes: int
    seconds: float
    last_error: str
    rebuild: Rebuild | None
    rebuilt: Rebuild | None
    set_aside: int


def all_progress() -> list[Progress]:
    """Every engine on every host that has ever read the outbox."""
    return [_progress(cursor) for cursor in Cursor.objects.order_by("engine", "host")]


def progress_of(engine: Engine) -> Progress:
    """That of an engine here. Asking leaves no trace: a host that only asks must not hold back the outbox."""
    host = "" if engine.shared else socket.gethostname()
    return _progress(Cursor.objects.filter(engine=engine.name, host=host).first() or Cursor(engine=engine.name, host=host))


def set_aside_by_kind(engine: str, host: str) -> dict[str, int]:
    """How many documents of each kind an engine could not take."""
    found = SetAside.objects.filter(engine=engine, host=host).order_by().values_list("kind").annotate(Count("pk"))
    return dict(found)


def _progress(cursor: Cursor) -> Progress:
    mine = {"engine": cursor.engine, "host": cursor.host}
    since = outbox.waits_since(cursor)
    runs = Rebuild.objects.filter(**mine)
    return Progress(
        **mine, position=cursor.position, changes=outbox.behind(cursor), seconds=max(0.0, (timezone.now() - since).total_seconds()) if since else 0.0,
        last_error=cursor.last_error, rebuild=runs.first(), rebuilt=runs.filter(finished_at__isnull=False).first(),
        set_aside=SetAside.objects.filter(**mine).count(),
    )  # fmt: skip
