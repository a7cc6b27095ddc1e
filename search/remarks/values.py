"""Filters that nothing on record goes by: an agency, a law, a field of enforcement that there is not."""

from __future__ import annotations

from collections.abc import Iterator

from search.kept_records import kept_records
from search.query import PARAMETERS, SearchQuery
from search.remarks.address import unknown
from search.remarks.kinds import Remark
from search.understanding.knowledge import knowledge


def unknown_values(query: SearchQuery) -> list[Remark]:
    """Only asked where a filter is set: most questions have none."""
    return list(_unknown(query))


def _unknown(query: SearchQuery) -> Iterator[Remark]:
    names = {name: parameter for parameter, name in PARAMETERS.items()}
    for name in ("agencies", "laws", "domain"):
        values = query.filters.get(name, ())
        if values:
            known = _known(name)
            yield from (unknown(names[name], value) for value in values if value not in known)


def _known(name: str) -> set[str]:
    """Past ones too: somebody may ask about a day on which they were there."""
    match name:
        case "agencies":
            return {agency.slug for agency in kept_records().agencies.values()}
        case "laws":
            return {law.name for law in kept_records().laws.values()}
        case _:
            return set(knowledge().domains)
