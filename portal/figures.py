"""Counted figures, each with the address of the list that holds exactly what it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count
from django.urls import reverse

from enforcement.models import Agency, Edition
from portal.asked_day import AskedDay
from portal.reference import Reference
from search.documents.base import BANDS
from search.engines import current_engine
from search.engines.base import EngineAnswer, EngineUnavailable
from search.labels import facet_labels
from search.query import SearchQuery

#: In which order bands of fines are read.
BAND_ORDER = {name: place for place, (name, _, _) in enumerate(BANDS)}


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
        answer = current_engine().search(query.request())
    except EngineUnavailable:
        return None
    rows = _Rows(query, answer)
    agencies = {agency.slug: agency for agency in reference.agencies.values()}
    laws = {law.name: law for law in reference.laws.values()}
    by_agency = {slug: rows.row("agencies", slug, reverse("agency", args=[slug]) + asked.address) for slug in rows.values("agencies")}
    return Holdings(
        total=answer.total,
        items=_list_address(query),
        fields=tuple(rows.row("domain", name, field_address(name) + asked.address) for name in rows.values("domain") if name),
        # Every item is below some government: to name it would say nothing.
        agencies=tuple(row for slug, row in by_agency.items() if slug in agencies and agencies[slug].kind != Agency.Kind.GOVERNMENT),
        laws=tuple(
            replace(rows.row("laws", name, reverse("law", args=[laws[name].slug]) + asked.address), replaced=laws[name].replaced(asked.on))
            for name in rows.values("laws")
            if name in laws
        ),
        tiers=tuple(rows.row("tier_count", value) for value in sorted(rows.values("tier_count"), key=int)),
        fines=tuple(rows.row("fine_band", value) for value in sorted(rows.values("fine_band"), key=lambda value: BAND_ORDER.get(value, 0))),
        by_agency=by_agency,
    )


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


class _Rows:
    """An engine's counts as rows: what each value is called, and the list that holds its items."""

    def __init__(self, query: SearchQuery, answer: EngineAnswer) -> None:
        self._query, self._total = query, answer.total
        self._labels = facet_labels(answer.facets)
        self._counts = {name: {value: count for value, count in pairs if count} for name, pairs in answer.facets.items()}

    def values(self, facet: str) -> list[str]:
        """The values that hold something, the largest first."""
        return list(self._counts.get(facet, ()))

    def row(self, facet: str, value: str, page: str = "") -> Figure:
        count = self._counts[facet][value]
        query = replace(self._query, filters={**self._query.filters, facet: (value,)})
        share = max(1, min(round(100 * count / self._total), 100)) if self._total else 0
        return Figure(self._labels.get(facet, {}).get(value, value), count, _list_address(query), page, share)


def _list_address(query: SearchQuery) -> str:
    """The catalogue is fixed to benchmarks, so that their kind is no part of its addresses."""
    filters = {name: values for name, values in query.filters.items() if name != "kind"}
    return reverse("benchmarks") + replace(query, filters=filters).address().removesuffix("?")
