"""Whether a database error means: not now. Anything else is a fault of the program."""

from __future__ import annotations

from typing import Literal

from django.db import DatabaseError, InterfaceError, OperationalError

from enforcement.turns import was_slower

#: ``away``: restarting or out of reach. ``slower``: somebody else was writing. ``slow``: beyond the longest time allowed.
Because = Literal["away", "slower", "slow"]
#: Classes of PostgreSQL's error codes: connection, resources (too many connections, disk full), shut down by the operator, system.
_AWAY = ("08", "53", "57", "58")
_CANCELLED = "57014"
#: How SQLite, which has no codes, says that its file can't be used now.
_AWAY_WORDS = ("unable to open database file", "disk i/o error", "database or disk is full")


def cannot_answer(error: DatabaseError | InterfaceError) -> Because | None:
    """Why the database can't answer now, None when the error is something else."""
    if isinstance(error, DatabaseError) and was_slower(error):
        return "slower"
    code = getattr(error.__cause__, "sqlstate", "")
    if code == _CANCELLED:
        return "slow"
    if code is None:  # no answer came: the driver found nobody at the other end
        return "away" if isinstance(error, OperationalError | InterfaceError) else None
    return "away" if code.startswith(_AWAY) or str(error).lower().startswith(_AWAY_WORDS) else None
