"""Writes many rows with one prepared statement.

``bulk_create`` compiles one long statement for every few hundred rows, and
``bulk_update`` a CASE for every row and column: about a millisecond a row.
A batch of thousands of items with their revisions and history is written
here instead, with keys that were reserved before: through the driver's
``executemany``, on PostgreSQL through COPY. No signals are sent.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.db import connection, models, router, transaction

from enforcement.copying import copy_rows, copy_updates

#: So few rows are written one by one on PostgreSQL, too: less than what COPY costs to begin.
FEW = 8
#: Columns whose Python value goes to every driver as it is.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the cyclic collector: it would look again and again through thousands of rows that all stay alive."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def reserve_keys(model: type[models.Model], count: int) -> Iterator[int]:
    """Keys that nobody else will get, so that rows can name each other before they are written.

    Must run inside the transaction that writes: on SQLite it holds the only
    write lock, elsewhere the sequence itself moves on.
    """
    table, key = model._meta.db_table, _name(model._meta.pk)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return iter(range(last + 1, last + 1 + count))
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, key, count])
        return iter([row[0] for row in cursor.fetchall()])


def insert_many(rows: Sequence[models.Model]) -> None:
    """Inserts rows of one model, under the keys they bear, or new ones when they bear none."""
    if not rows:
        return
    model = type(rows[0])
    columns = _columns(model)
    if rows[0].pk is not None:
        columns = [(model._meta.pk, None), *columns]
    _insert(model, columns, [_values(row, columns) for row in rows])


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts plain rows, values in the order of ``names``: for thousands that nobody needs as objects. Columns left out stay empty."""
    prepared = {column.name: (column, prepare) for column, prepare in _columns(model)}
    columns = [prepared[name] for name in names]
    converters = [prepare for _, prepare in columns]
    _insert(model, columns, [[value if prepare is None else prepare(value) for value, prepare in zip(row, converters, strict=True)] for row in rows])


def update_many(rows: Sequence[models.Model], fields: Iterable[str]) -> None:
    """Writes these fields of saved rows of one model."""
    if not rows:
        return
    model = type(rows[0])
    wanted = [model._meta.get_field(name) for name in fields]
    columns = [pair for pair in _columns(model) if pair[0] in wanted]
    values = [[*_values(row, columns), row.pk] for row in rows]
    table, key, names = model._meta.db_table, _name(model._meta.pk), [_name(column) for column, _ in columns]
    if connection.vendor == "postgresql" and len(values) > FEW:
        # A row named twice keeps what was said last, as when each is written in turn.
        copy_updates(connection, table, key, names, list({row[-1]: row for row in values}.values()))
        return
    quote = connection.ops.quote_name
    said = ", ".join(f"{quote(name)} = %s" for name in names)
    _execute(f"UPDATE {quote(table)} SET {said} WHERE {quote(key)} = %s", values)


#: A column, and what prepares its value for the driver; None where nothing needs to.
Column = tuple[models.Field[Any, Any], Callable[[Any], Any] | None]


@lru_cache
def _columns(model: type[models.Model]) -> list[Column]:
    """Every column of the model but its key."""
    assert router.db_for_write(model) == connection.alias
    return [
        (column, None if isinstance(column, _PLAIN) else _preparer(column))
        for column in model._meta.concrete_fields
        if not column.primary_key
    ]


def _name(column: models.Field[Any, Any]) -> str:
    assert column.column is not None, "a concrete field has a column"
    return column.column


def _preparer(column: models.Field[Any, Any]) -> Callable[[Any], Any]:
    def prepare(value: Any) -> Any:
        return column.get_db_prep_save(value, connection)

    # A batch has one time of publication and few days and sums: each is prepared once.
    return lru_cache(maxsize=256)(prepare) if isinstance(column, models.DateField | models.DecimalField) else prepare


def _insert(model: type[models.Model], columns: Sequence[Column], values: list[list[Any]]) -> None:
    table, names = model._meta.db_table, [_name(column) for column, _ in columns]
    if connection.vendor == "postgresql" and len(values) > FEW:
        copy_rows(connection, table, names, values)
        return
    quote = connection.ops.quote_name
    said, marks = ", ".join(map(quote, names)), ", ".join(["%s"] * len(names))
    _execute(f"INSERT INTO {quote(table)} ({said}) VALUES ({marks})", values)


def _values(row: models.Model, columns: list[Column]) -> list[Any]:
    values = []
    for column, prepare in columns:
        value = getattr(row, column.attname)
        if value is None and getattr(column, "auto_now_add", False):
            value = column.pre_save(row, add=True)
        values.append(value if prepare is None or value is None else prepare(value))
    return values


def _execute(statement: str, values: list[list[Any]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, values)
