"""Benchmarks that rest on a law that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q

from enforcement.lawchanges.changes import Change
from enforcement.lawchanges.cited import Cited, by_law, chunks, earliest, resting
from enforcement.lawchanges.providers import Provider, Resting
from enforcement.models import Edition, EditionCitation

KIND = "benchmark"


def find(changes: Collection[Change], today: date, agencies: Collection[int] | None) -> Iterator[Resting]:
    """One query for all citations of the laws that changed, however many items there are."""
    return resting(KIND, "edition", _citations(changes, agencies), changes, today)


def _citations(changes: Collection[Change], agencies: Collection[int] | None) -> Iterator[Cited]:
    held = Q(edition__in_force_until__isnull=True) | Q(edition__in_force_until__gte=earliest(changes))
    for laws in chunks(by_law(changes)):
        rows = EditionCitation.objects.filter(held, edition__in=Edition.objects.approved(), law__in=laws)
        if agencies is not None:
            rows = rows.filter(edition__benchmark__agency__in=agencies)
        for law, article, sub, paragraph, item, key, record, begins, until, code, address, title, agency, domain in rows.order_by(
            "edition__in_force_from", "edition_id", "sort_order"
        ).values_list(
            "law_id", "article", "sub_article", "paragraph", "item", "edition__benchmark_id", "edition_id", "edition__in_force_from",
            "edition__in_force_until", "edition__benchmark__code", "edition__benchmark__address", "edition__act", "edition__benchmark__agency_id",
            "edition__domain",
        ):  # fmt: skip
            yield Cited(law, (article, sub, paragraph, item), key, record, begins, until, code or address, title, agency, domain)


PROVIDER = Provider(KIND, "裁量权基准", find)
