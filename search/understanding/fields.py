"""What field words narrow to: names resolved to the keys of the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.analysis import fold
from search.understanding.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Asked:
    """Facet → values; a name that nothing on record goes by is looked for as a phrase instead."""

    narrowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def read_fields(fields: Iterable[tuple[str, str]], known: Knowledge) -> Asked:
    """The field words of a question, several of one name taken together."""
    narrowed: dict[str, tuple[str, ...]] = {}
    phrases: list[str] = []
    codes: list[str] = []
    for name, value in fields:
        if name == "code":
            codes.append(fold(value).strip())
            continue
        facet, keys = {"law": ("laws", known.laws.resolve(value)), "agency": ("agencies", known.agencies.resolve(value))}.get(name, ("", ()))
        if keys:
            narrowed[facet] = tuple(dict.fromkeys((*narrowed.get(facet, ()), *keys)))
        else:
            phrases.append(value)
    return Asked(narrowed, tuple(phrases), tuple(codes))
