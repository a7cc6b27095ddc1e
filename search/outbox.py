"""What changed and is not yet in the index. Written with the change itself, in its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from enforcement.bulk import insert_rows
from search.models import Change, Cursor, Rebuild

#: A rebuild that gave no sign of life for so long has died: much longer than its longest step between two signs.
LONGEST_SILENCE = timedelta(minutes=10)
_NEWEST = f"SELECT MAX(id) FROM {Change._meta.db_table}"


def record(sender: Any, *, kind: str, keys: Iterable[int], **_: Any) -> None:
    """Receives ``records_changed``."""
    now = timezone.now()
    insert_rows(Change, ("kind", "key", "created_at"), ((kind, key, now) for key in keys))


def newest() -> int:
    """The number of the newest change: the generation of everything made from public records.

    Asked for every page, kept ones too, so the statement is not compiled anew each time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        row = cursor.fetchone()
    return row[0] or 0


def waiting(cursor: Cursor, limit: int) -> tuple[dict[str, set[int]], int]:
    """The next changes by kind, each record once, and the position after them."""
    changes = list(Change.objects.filter(pk__gt=cursor.position).order_by("pk").values_list("pk", "kind", "key")[:limit])
    found: dict[str, set[int]] = {}
    for _, kind, key in changes:
        found.setdefault(kind, set()).add(key)
    return found, changes[-1][0] if changes else cursor.position


def behind(cursor: Cursor) -> int:
    """How many changes wait for this engine on this host."""
    return Change.objects.filter(pk__gt=cursor.position).count()


def waits_since(cursor: Cursor) -> datetime | None:
    """When the first change that waits for this engine on this host was made; None when nothing waits."""
    return Change.objects.filter(pk__gt=cursor.position).order_by("pk").values_list("created_at", flat=True).first()


def prune() -> int:
    """Removes what every engine has read and no running rebuild needs; the newest stays, since it is the generation.

    A rebuild goes on from where the outbox stood when it began: until it
    ends its record says so, then its cursor. Cursors are asked before and
    after, so that one which ends in between is not overlooked, nor one that
    begins while a cursor moves on.
    """
    known = [*_read_to(), *running().values_list("position", flat=True), *_read_to()]
    return Change.objects.filter(pk__lte=min(known), pk__lt=newest()).delete()[0] if known else 0


def running() -> QuerySet[Rebuild]:
    """Rebuilds that have not ended and still give signs of life."""
    return Rebuild.objects.filter(finished_at__isnull=True, alive_at__gt=timezone.now() - LONGEST_SILENCE)


def _read_to() -> list[int]:
    return list(Cursor.objects.values_list("position", flat=True))
