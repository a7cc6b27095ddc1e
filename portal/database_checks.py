"""What the portal asks of PostgreSQL, as system checks: run by ``migrate`` and ``check --database default``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections


@register(Tags.database)
def names_stand_in_the_order_of_their_characters(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """As on SQLite, and whatever the language of the server's system: lists and pages of them stay the same."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'Z'::text < 'a'::text")
            if not cursor.fetchone()[0]:
                found.append(
                    Warning(
                        f"database {alias!r} sorts text by a language, not by characters",
                        hint="CREATE DATABASE … TEMPLATE template0 LOCALE 'C.UTF-8' (docs/postgresql.md); some lists stand in another order",
                        id="portal.W001",
                    )
                )
    return found
