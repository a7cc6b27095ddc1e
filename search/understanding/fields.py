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
        facet, keys = _resolved(name, value, known)
        if keys:
            narrowed[facet] = tuple(dict.fromkeys((*narrowed.get(facet, ()), *keys)))
        else:
            phrases.append(value)
    return Asked(narrowed, tuple(phrases), tuple(codes))


def _resolved(name: str, value: str, known: Knowledge) -> tuple[str, tuple[str, ...]]:
    """The facet of a field word, and its values that go by this name; a field also by a part of its name."""
    match name:
        case "law":
            return "laws", known.laws.resolve(value)
        case "agency":
            return "agencies", known.agencies.resolve(value)
        case _:
            same = tuple(domain for domain in known.domains if domain == value)
            return "domain", same or tuple(domain for domain in known.domains if value in domain)
