"""What changed and is not yet in the index. Written with the change itself, in its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Min
from django.utils import timezone

from enforcement.bulk import insert_rows
from search.models import Change, Cursor, Rebuild

#: A rebuild that has not ended by then has died.
LONGEST_REBUILD = timedelta(hours=1)
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
    """Removes what every engine has read and no running rebuild needs; the newest stays, since it is the generation."""
    behind = Cursor.objects.aggregate(behind=Min("position"))["behind"]
    if behind is None:
        return 0
    # A rebuild goes on from where the outbox stood when it began.
    running = Rebuild.objects.filter(finished_at__isnull=True, started_at__gt=timezone.now() - LONGEST_REBUILD)
    behind = min([behind, *running.values_list("position", flat=True)])
    return Change.objects.filter(pk__lte=behind, pk__lt=newest()).delete()[0]
