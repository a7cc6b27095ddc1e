"""The kinds of record that the portal publishes, each declared once.

The floors above ask here what there is: search registers a document for each
kind, the pages take their names and addresses from it. A new list type
declares its kind in its own app's ``ready()``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its stable name, what people call it, its model.

    ``searchable`` says that it must have a document (a system check asks).
    """

    name: str
    label: str
    model: type[Model]
    searchable: bool = True


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declares a kind; declaring the same name for another model is a mistake."""
    known = _kinds.get(kind.name)
    if known is not None and known.model is not kind.model:
        raise ValueError(f"kind {kind.name!r} is declared for two models")
    _kinds[kind.name] = kind


def all_kinds() -> list[Kind]:
    """Every declared kind, in the order of declaration."""
    return list(_kinds.values())


def get(name: str) -> Kind:
    """The kind of this name; raises KeyError."""
    return _kinds[name]
