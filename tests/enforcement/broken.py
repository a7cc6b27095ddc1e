"""Rows that are right, the same made wrong in one thing, and which rule of the database refused them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

#: What a further, right row of each model says.
Rows = dict[type[models.Model], dict[str, Any]]
Write = Callable[[Rows], object]


def add(model: type[models.Model], **values: Any) -> Write:
    """Writes a row past every form, right but for these values."""
    return lambda rows: model._default_manager.bulk_create([model(**{**rows[model], **values})])


def twice(model: type[models.Model], second: dict[str, Any] | None = None, **values: Any) -> Write:
    """Writes two such rows; ``second`` is what the second says differently."""
    return lambda rows: model._default_manager.bulk_create([model(**{**rows[model], **values, **said}) for said in ({}, second or {})])


def rules() -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    """Every named rule of the enforcement tables."""
    return {rule.name: (model, rule) for model in apps.get_app_config("enforcement").get_models() for rule in model._meta.constraints}


def refusal(write: Write, rows: Rows) -> str:
    """What the database says to it."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write(rows)
    return str(refused.value)


def refused_by(name: str, message: str) -> bool:
    """Whether it was this rule: by its name or, as SQLite speaks of uniqueness, by its columns."""
    if name in message:
        return True
    model, rule = rules()[name]
    columns = [f"{model._meta.db_table}.{field.column}" for said in getattr(rule, "fields", ()) for field in model._meta.fields if field.name == said]
    return bool(columns) and message == f"UNIQUE constraint failed: {', '.join(columns)}"
