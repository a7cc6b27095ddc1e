"""Writes many rows with one prepared statement.

``bulk_create`` compiles one long statement for every few hundred rows, and
``bulk_update`` a CASE for every row and column: about a millisecond a row.
A batch of thousands of items with their revisions and history is written
here instead, through the database driver's ``executemany``. No signals, no
keys given back; use ``bulk_create`` where the keys are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models, router, transaction

#: Columns whose Python value goes to every driver as it is.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def insert_many(rows: Sequence[models.Model]) -> None:
    """Inserts unsaved rows of one model whose key the database gives."""
    if not rows:
        return
    model = type(rows[0])
    columns = _columns(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column, _ in columns)
    marks = ", ".join(["%s"] * len(columns))
    _execute(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})", (_values(row, columns) for row in rows))


def update_many(rows: Sequence[models.Model], fields: Iterable[str]) -> None:
    """Writes these fields of saved rows of one model."""
    if not rows:
        return
    model = type(rows[0])
    wanted = [model._meta.get_field(name) for name in fields]
    columns = [pair for pair in _columns(model) if pair[0] in wanted]
    quote = connection.ops.quote_name
    said = ", ".join(f"{quote(column.column)} = %s" for column, _ in columns)
    key = quote(model._meta.pk.column)
    _execute(f"UPDATE {quote(model._meta.db_table)} SET {said} WHERE {key} = %s", ((*_values(row, columns), row.pk) for row in rows))


Column = tuple[models.Field[Any, Any], Callable[[Any], Any] | None]


@lru_cache
def _columns(model: type[models.Model]) -> list[Column]:
    """Every column but the key, with what prepares its value; None where nothing needs to."""
    assert router.db_for_write(model) == connection.alias
    found: list[Column] = []
    for column in model._meta.concrete_fields:
        if column.primary_key:
            continue
        plain = isinstance(column, _PLAIN) and not getattr(column, "auto_now", False)
        found.append((column, None if plain else _preparer(column)))
    return found


def _preparer(column: models.Field[Any, Any]) -> Callable[[Any], Any]:
    return lambda value: column.get_db_prep_save(value, connection)


def _values(row: models.Model, columns: list[Column]) -> list[Any]:
    return [
        getattr(row, column.attname) if prepare is None else prepare(_current(row, column))
        for column, prepare in columns
    ]


def _current(row: models.Model, column: models.Field[Any, Any]) -> Any:
    if getattr(column, "auto_now_add", False) or getattr(column, "auto_now", False):
        return column.pre_save(row, add=True)
    return getattr(row, column.attname)


def _execute(statement: str, values: Iterable[Sequence[Any]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, list(values))
