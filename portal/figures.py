"""Counted figures, each with the address of the list that holds exactly what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from enforcement.models import Agency
from portal.listing import Choice, list_address
from search.engines.base import EngineUnavailable
from search.find import find
from search.query import SearchQuery
from search.results import Results


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """What the first page counts: benchmarks in all, by field, and by agency (None: the count is not known now)."""

    total: int | None
    fields: tuple[Choice, ...]
    agencies: tuple[tuple[Agency, Choice | None], ...]


def home_figures() -> HomeFigures:
    """Counts by the search engine; while it is away the agencies are named without figures."""
    results = _count(None)
    catalogue = reverse("benchmarks")
    listed = Agency.objects.filter(abolished_on__isnull=True).exclude(kind=Agency.Kind.GOVERNMENT).order_by("order", "name")
    if results is None:
        return HomeFigures(None, (), tuple((agency, None) for agency in listed))
    counts = {value.value: value.count for value in results.facets.get("agencies", ())}
    fields = tuple(Choice(value.label, list_address(catalogue, domain=value.value), value.count) for value in results.facets.get("domain", ()))
    holding = tuple(
        (agency, Choice(agency.short_name or agency.name, list_address(catalogue, agencies=agency.slug), counts[agency.slug]))
        for agency in listed
        if counts.get(agency.slug)
    )
    return HomeFigures(results.total, fields, holding)


def count_by(facet: str, on: date | None = None) -> dict[str, int] | None:
    """How many benchmarks each value of a facet holds on a day; None while the engine is away."""
    results = _count(on)
    return None if results is None else {value.value: value.count for value in results.facets.get(facet, ())}


def _count(on: date | None) -> Results | None:
    try:
        return find(SearchQuery(filters={"kind": ("benchmark",)}, on=on, sort="code", size=1))
    except EngineUnavailable:
        return None
