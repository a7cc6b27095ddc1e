"""Who knows what rests on a law: each kind of record registers once, in its app's ``ready()``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from enforcement.lawchanges.changes import Change


@dataclass(frozen=True, slots=True)
class Resting:
    """An item that a change of law touches.

    ``key`` is that of its identity, the same over all its versions; ``done``
    says that it was adjusted or ended since; ``edit`` is where its text is
    altered, ``places`` the provisions it cites.
    """

    change: Change
    kind: str
    key: int
    code: str
    title: str
    agency: int
    places: tuple[str, ...]
    done: bool
    edit: tuple[str, int]
    domain: str = ""
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """``find`` names what rests on these changes on a day, of these agencies (None for all)."""

    kind: str
    label: str
    find: Callable[[Collection[Change], date, Collection[int] | None], Iterator[Resting]]


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Declares who knows a kind."""
    _providers[provider.kind] = provider


def providers() -> list[Provider]:
    """Every kind, in the order of declaration."""
    return list(_providers.values())
