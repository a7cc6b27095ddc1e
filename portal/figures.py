"""Counted figures, each with the address of the list that holds exactly what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count
from django.urls import reverse

from enforcement.models import Agency, Edition
from portal.asked_day import AskedDay
from portal.reference import Reference
from search.engines.base import EngineUnavailable
from search.find import find
from search.query import SearchQuery
from search.results import FacetValue, Results


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a table of figures.

    ``items`` is the address of the list that yields exactly ``count`` items,
    ``page`` that of the page about the thing itself, empty where it has none.
    ``share`` is the percentage of the whole; ``replaced`` says of a law that
    it had lost its force on the day asked about.
    """

    label: str
    count: int
    items: str
    page: str = ""
    share: int = 0
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Holdings:
    """What some set of benchmarks comes to: in all, and by everything people narrow by, the largest first.

    ``by_agency`` counts by slug, those of agencies below included.
    """

    total: int
    items: str
    fields: tuple[Figure, ...]
    agencies: tuple[Figure, ...]
    laws: tuple[Figure, ...]
    tiers: tuple[Figure, ...]
    fines: tuple[Figure, ...]
    by_agency: dict[str, Figure]


def holdings(asked: AskedDay, reference: Reference, **filters: str) -> Holdings | None:
    """Counts the benchmarks in force on the day under these filters (facet → value); None while the engine is away."""
    query = SearchQuery(
        filters={"kind": ("benchmark",), **{name: (value,) for name, value in filters.items()}},
        on=asked.on if asked.given else None, sort="code", size=1,
    )  # fmt: skip
    try:
        results = find(query)
    except EngineUnavailable:
        return None
    agencies = {agency.slug: agency for agency in reference.agencies.values()}
    laws = {law.name: law for law in reference.laws.values()}
    by_agency = {value.value: _figure(results, "agencies", value, reverse("agency", args=[value.value]) + asked.address) for value in _values(results, "agencies")}
    return Holdings(
        total=results.total,
        items=_list_address(query),
        fields=tuple(_figure(results, "domain", value, field_address(value.value) + asked.address) for value in _values(results, "domain") if value.value),
        # Every item is below some government: to name it would say nothing.
        agencies=tuple(row for slug, row in by_agency.items() if slug in agencies and agencies[slug].kind != Agency.Kind.GOVERNMENT),
        laws=tuple(
            replace(_figure(results, "laws", value, reverse("law", args=[laws[value.value].slug]) + asked.address), replaced=laws[value.value].replaced(asked.on))
            for value in _values(results, "laws")
            if value.value in laws
        ),
        tiers=tuple(sorted((_figure(results, "tier_count", value) for value in _values(results, "tier_count")), key=lambda row: (len(row.label), row.label))),
        fines=tuple(_figure(results, "fine_band", value) for value in _values(results, "fine_band")),
        by_agency=by_agency,
    )  # fmt: skip


def counts_by_agency(on: date) -> dict[int, int]:
    """Agency id → benchmarks in force on the day, those of all below it included: two queries."""
    own = Edition.objects.visible(on).order_by().values_list("benchmark__agency").annotate(Count("pk"))
    counts: dict[int, int] = {}
    parents = dict(Agency.objects.order_by().values_list("pk", "parent"))
    for pk, count in own:
        above: int | None = pk
        seen: set[int] = set()
        while above is not None and above not in seen:
            seen.add(above)
            counts[above] = counts.get(above, 0) + count
            above = parents.get(above)
    return counts


def counts_by_field(on: date) -> dict[str, dict[int, int]]:
    """Field of enforcement → agency id → benchmarks in force on the day."""
    rows = Edition.objects.visible(on).exclude(domain="").order_by().values_list("domain", "benchmark__agency").annotate(Count("pk"))
    counts: dict[str, dict[int, int]] = {}
    for name, agency, count in rows:
        counts.setdefault(name, {})[agency] = count
    return counts


def list_of(asked: AskedDay, **filters: str) -> str:
    """The address of the catalogue narrowed by these facets on the day asked about."""
    return _list_address(SearchQuery(filters={name: (value,) for name, value in filters.items()}, on=asked.on if asked.given else None, sort="code"))


def field_address(name: str) -> str:
    """The public address of a field of enforcement."""
    return reverse("field", args=[name])


def _values(results: Results, facet: str) -> Iterator[FacetValue]:
    return (value for value in results.facets.get(facet, ()) if value.count)


def _figure(results: Results, facet: str, value: FacetValue, page: str = "") -> Figure:
    query = replace(results.query, filters={**results.query.filters, facet: (value.value,)})
    share = round(100 * value.count / results.total) if results.total else 0
    return Figure(value.label, value.count, _list_address(query), page, share=max(1, min(share, 100)))


def _list_address(query: SearchQuery) -> str:
    """The catalogue is fixed to benchmarks, so that their kind is no part of its addresses."""
    filters = {name: values for name, values in query.filters.items() if name != "kind"}
    return reverse("benchmarks") + replace(query, filters=filters).address().removesuffix("?")
