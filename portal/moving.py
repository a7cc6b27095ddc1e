"""From SQLite to PostgreSQL: every row under the key it had, in one transaction, counted on both sides.

``dumpdata`` and ``loaddata`` make an object of every row, take hours over a city's
catalogue, renumber what triggers number, and leave sequences at 1. Here rows
go from cursor to COPY; PostgreSQL checks references when the transaction ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import Error, connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

from enforcement.copying import copy_rows
from search.models import Change

SOURCE = "sqlite"
#: Rows in memory at once.
CHUNK = 2_000
#: Made anew from the records by its own command: its columns differ between databases.
MADE_ANEW = "wagtailsearch"
_WORK = ("auth.User", "enforcement.Agency", "enforcement.ImportBatch")
_NUMBERED = f"{Change._meta.db_table}_number"
_COLUMN = re.compile(r"column (\w+)")


class CannotMove(Exception):
    """Why nothing was moved, for whoever runs the command."""


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Within it the SQLite database can be read as of one moment; others may go on writing to it."""
    own = {**connections.databases["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": f"file:{file.resolve()}?mode=ro", "OPTIONS": {}}
    connections.databases[SOURCE] = own
    try:
        with connections[SOURCE].cursor() as cursor:
            cursor.execute("BEGIN")
        yield
    finally:
        connections[SOURCE].close()
        del connections[SOURCE], connections.databases[SOURCE]


def moved_models() -> list[type[models.Model]]:
    """Every model with a table of its own, those between two models too."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy and model._meta.app_label != MADE_ANEW]


def check_source() -> None:
    """Raises CannotMove unless the SQLite database is of this very release."""
    executor = MigrationExecutor(connections[SOURCE])
    unknown = {key for key in executor.loader.applied_migrations if key not in executor.loader.disk_migrations and key[0] in executor.loader.migrated_apps}
    if unknown or executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotMove("旧站的数据库结构与本程序不是同一版本：请先用本程序升级旧站（manage.py setup_site --without-sample），再搬移。")


def check_target() -> None:
    """Raises CannotMove where work was done already; what the migrations left is none."""
    if any(apps.get_model(label)._base_manager.exists() for label in _WORK):
        raise CannotMove("目标数据库里已有用户、机关或者导入批次，没有搬移任何内容。")


def move(tell: Callable[[str, int], None]) -> int:
    """Replaces what the migrations left by what the SQLite database holds; returns how many rows. All of it or nothing."""
    wanted = moved_models()
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in connection.ops.sql_flush(no_style(), [model._meta.db_table for model in wanted], allow_cascade=True):
                cursor.execute(statement)
            # Changes keep the numbers they have: cursors of the indices and kept pages go by them.
            cursor.execute(f"ALTER TABLE {Change._meta.db_table} DISABLE TRIGGER {_NUMBERED}")
        total = sum(_copied(model, tell) for model in wanted)
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {Change._meta.db_table} ENABLE TRIGGER {_NUMBERED}")
            for statement in connection.ops.sequence_reset_sql(no_style(), wanted):
                cursor.execute(statement)
    return total


def _copied(model: type[models.Model], tell: Callable[[str, int], None]) -> int:
    columns = [field for field in model._meta.local_concrete_fields if not field.generated]
    table = model._meta.db_table
    rows = model._base_manager.using(SOURCE).order_by("pk").values_list(*(field.attname for field in columns)).iterator(chunk_size=CHUNK)
    prepared = ([field.get_db_prep_save(value, connection) for field, value in zip(columns, row, strict=True)] for row in rows)
    try:
        copy_rows(connection, table, [str(field.column) for field in columns], prepared)
    except Error as error:  # its own words would quote the row, and with it a person
        named = _COLUMN.search(str(error))
        where = f"{table}.{named[1]}" if named else table
        raise CannotMove(f"{where}中有PostgreSQL不接受的内容（{type(error).__name__}），没有搬移任何内容。") from None
    have, had = model._base_manager.count(), model._base_manager.using(SOURCE).count()
    if have != had:
        raise CannotMove(f"{table}应有{had}行，实际{have}行，没有搬移任何内容。")
    tell(table, have)
    return have

