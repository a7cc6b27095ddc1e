"""The imported catalogue as the references see it, and the portal's own answers as codes."""

from __future__ import annotations

from collections.abc import Iterator

from enforcement.models import Edition
from search.find import find
from search.query import SearchQuery, clean_text
from tests.bench.plain_search import PlainItem

KIND = "benchmark"
SIZE = 20


def items() -> Iterator[PlainItem]:
    """What is in force today, each item as one text: all that its page says."""
    editions = Edition.objects.visible().select_related("benchmark__agency").prefetch_related("tiers").order_by("pk")
    for edition in editions:
        tiers = (f"{tier.label} {tier.circumstance} {tier.standard}" for tier in edition.tiers.all())
        agency = edition.benchmark.agency.name
        text = " ".join((edition.act, edition.benchmark.code, agency, edition.domain, edition.basis_text, edition.statutory_penalty, *tiers, edition.remark))
        yield PlainItem(edition.benchmark.code or edition.benchmark.address, edition.act, text)


def codes_found(text: str) -> list[str]:
    """The benchmarks on the first page of the search: results of other kinds are skipped, not filled up."""
    results = find(SearchQuery(text=clean_text(text), size=SIZE))
    return [item.code for item in results.items if item.kind == KIND]
