"""Who writes when: what must not be decided by two at once.

SQLite has one writer at a time and needs none of this. On PostgreSQL
everything here holds until the end of the transaction; whoever needs
several takes them in the order in which they stand in this file. Rows are
locked with ``no_key``: else a row that merely names them, checked when its
transaction ends, would wait for whoever waits for that transaction.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import DatabaseError, connection

from enforcement.models import Benchmark

#: First half of every advisory lock of this portal; the second says what for (docs/postgresql.md).
LOCKS = 0x7A66
PUBLICATION = 1
#: 2 numbers changes (``search.outbox_order``).
POLICIES = 3
#: Fits the smallest limit on query parameters among the databases served.
CHUNK = 500
#: States in which PostgreSQL ends a statement because somebody else was faster: lock timeout, deadlock, serialization.
_LOST = frozenset({"55P03", "40P01", "40001"})


def take_publication() -> None:
    """Waits until no other batch is being published or taken back.

    Batches register agencies, laws and codes and compare whole lists: two at
    once would each miss what the other adds.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, PUBLICATION])


def take_policies() -> None:
    """Waits until nobody else saves a term: two of the same scope, saved at once, would not see each other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, POLICIES])


def hold_lines(benchmark_ids: Iterable[int]) -> None:
    """Waits until nobody else changes an edition of these benchmarks: where one ends depends on all others.

    Always in the order of the keys, so that two who want the same never wait for each other.
    """
    if not connection.features.has_select_for_update:
        return
    keys = sorted(set(benchmark_ids))
    for start in range(0, len(keys), CHUNK):
        chosen = Benchmark.objects.filter(pk__in=keys[start : start + CHUNK]).order_by("pk")
        list(chosen.select_for_update(no_key=True).values_list("pk", flat=True))


def was_slower(error: DatabaseError) -> bool:
    """Whether the database refused because somebody else was writing: worth another try, unlike a fault."""
    return getattr(error.__cause__, "sqlstate", None) in _LOST or "database is locked" in str(error)
