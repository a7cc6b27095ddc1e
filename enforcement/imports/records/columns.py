"""The row of a decision between reading and writing: plain values by name, as the batch keeps them (JSON).

Beside what every row has (``sheet``, ``row``, ``agency``, ``agency_id``,
``citations``, ``cells``): ``number`` and ``number_key``, the public columns of
``Record.TEXTS``, ``verdict`` and ``held_because`` of the redaction, and
``content_hash`` over the texts as they came. Days are ISO texts, sums texts of
yuan. What the agency wrote is never in it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from enforcement.imports.rows import Row
from enforcement.models import Record

DAYS: Final = frozenset(("acted_on", "decided_on", "valid_from", "valid_until"))
SUMS: Final = frozenset(("fine", "confiscated"))
LISTS: Final = frozenset(("penalty_kinds",))


def plain(name: str, value: Any) -> Any:
    """A column's value as a row keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def columns_of(row: Row) -> dict[str, Any]:
    """The row's public columns as a record takes them."""
    return {name: _value(name, row[name]) for name in Record.TEXTS}


def row_of(record: Record) -> dict[str, Any]:
    """A record's public columns as a row keeps them: what a correction must be able to bring back."""
    return {name: plain(name, getattr(record, name)) for name in Record.TEXTS}


def _value(name: str, said: Any) -> Any:
    if name in DAYS:
        return date.fromisoformat(said) if said else None
    if name in SUMS:
        return Decimal(said) if said is not None else None
    return list(said or ()) if name in LISTS else said or ""
