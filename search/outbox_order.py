"""Changes get their numbers in the order in which they become visible.

A sequence numbers rows as they are written, but transactions end in another
order: a reader who has seen number 8 would never ask for a 7 that comes to
light later, and the newest number would not move when it does. On PostgreSQL
each row is therefore numbered anew as the last thing its transaction does,
one transaction after the other. The lock is held for the commit alone, not
for the import before it. SQLite has one writer at a time: there it is so anyway.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from enforcement.turns import LOCKS
from search.models import Change

#: The second half of the advisory lock (docs/postgresql.md).
COMMIT = 2
_TABLE = Change._meta.db_table

_STATEMENTS = (
    f"""
    CREATE OR REPLACE FUNCTION {_TABLE}_number() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock({LOCKS}, {COMMIT});
        UPDATE {_TABLE} SET id = nextval(pg_get_serial_sequence('{_TABLE}', 'id')) WHERE id = NEW.id;
        RETURN NULL;
    END $$
    """,
    f"DROP TRIGGER IF EXISTS {_TABLE}_number ON {_TABLE}",
    f"""
    CREATE CONSTRAINT TRIGGER {_TABLE}_number AFTER INSERT ON {_TABLE}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {_TABLE}_number()
    """,
)


def install(using: str, **_: Any) -> None:
    """Receives ``post_migrate``, so that no change of the table can come without it."""
    connection = connections[using]
    if connection.vendor != "postgresql" or _TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, COMMIT])
        for statement in _STATEMENTS:
            cursor.execute(statement)
