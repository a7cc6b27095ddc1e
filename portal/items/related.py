"""Other items a reader may want: under the same article first, then those whose titles are most alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.urls import reverse

from enforcement.models import Edition, EditionCitation
from portal.reference import Reference
from search.documents import split_key
from search.engines import current_engine
from search.engines.base import EngineUnavailable
from search.query import SearchQuery, clean_text

#: So many are shown at most; search is asked only when the article gives fewer than ``ENOUGH``,
#: since asking it costs as much again as the rest of the page.
MOST, ENOUGH = 6, 2
#: The largest articles bear some two hundred items.
MOST_READ = 400


@dataclass(frozen=True, slots=True)
class Related:
    """One other item: its act, whose it is, and why it is here."""

    act: str
    address: str
    agency: str
    same_article: bool


def related(edition: Edition, citations: Iterable[EditionCitation], on: date, asked: date | None, reference: Reference) -> tuple[Related, ...]:
    """At most ``MOST`` items in force that day, never the edition's own; ``asked`` is the day to keep in their addresses, if any.

    When search is away the items under the same article remain.
    """
    tail = f"?on={asked.isoformat()}" if asked else ""
    found = _same_article(edition, citations, on, reference)
    if len(found) < ENOUGH:
        known = {edition.benchmark.address, *(each.address for each in found)}
        found += [each for each in _same_words(edition, on, reference) if each.address not in known]
    return tuple(replace(each, address=reverse("benchmark", args=[each.address]) + tail) for each in found[:MOST])


def _same_article(edition: Edition, citations: Iterable[EditionCitation], on: date, reference: Reference) -> list[Related]:
    """Those under the article that allows the penalty, the most alike first: one query."""
    rows = sorted(citations, key=lambda row: row.role != EditionCitation.Role.PENALTY)
    if not rows:
        return []
    others = (
        EditionCitation.objects.filter(law_id=rows[0].law_id, article=rows[0].article, sub_article=rows[0].sub_article)
        .filter(edition__in=Edition.objects.visible(on).exclude(benchmark=edition.benchmark_id))
        .order_by()
        .values_list("edition__act", "edition__benchmark__address", "edition__benchmark__agency")
        .distinct()[:MOST_READ]
    )
    own = _pairs(edition.act)
    alike = sorted(others, key=lambda row: (-len(own & _pairs(row[0])), row[1]))[:MOST]
    return [Related(act, address, _name(agency, reference), True) for act, address, agency in alike]


def _same_words(edition: Edition, on: date, reference: Reference) -> list[Related]:
    """Those whose titles answer this one's words best: the engine is asked for keys alone, since counts and highlights would cost more than the page."""
    query = SearchQuery(text=clean_text(edition.act), filters={"kind": ("benchmark",)}, on=on, verbatim=True, size=MOST + ENOUGH)
    try:
        keys = current_engine().search(replace(query.request(), facets=False)).keys
    except EngineUnavailable:
        return []
    places = {split_key(key)[1]: place for place, key in enumerate(keys)}
    rows = Edition.objects.visible(on).filter(pk__in=places).values_list("pk", "act", "benchmark__address", "benchmark__agency")
    return [Related(act, address, _name(agency, reference), False) for _, act, address, agency in sorted(rows, key=lambda row: places[row[0]])]


def _name(agency: int, reference: Reference) -> str:
    known = reference.agencies.get(agency)
    return known.name if known else ""


def _pairs(text: str) -> set[str]:
    return {"".join(pair) for pair in pairwise(text)}
