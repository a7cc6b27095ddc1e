"""What a web request may ask of PostgreSQL: commands (imports, migrations, dumps) know no such limits."""

from __future__ import annotations

from django.conf import settings
from django.db import connections


def apply() -> None:
    """Limits every connection that this process opens from now on. Does nothing on SQLite."""
    if connections["default"].vendor != "postgresql":
        return
    # The dictionary that connections are made from, in this thread and in those to come.
    options = connections.settings["default"]["OPTIONS"]
    options["application_name"] = f"{options['application_name']}-web"
    limits = {"statement_timeout": settings.DATABASE_STATEMENT_TIMEOUT, "lock_timeout": settings.DATABASE_LOCK_TIMEOUT}
    said = " ".join(f"-c {name}={seconds}s" for name, seconds in limits.items() if seconds)
    # Nothing is said when nothing is limited: PgBouncer refuses the parameter.
    if said:
        options["options"] = f"{options.get('options', '')} {said}".strip()
