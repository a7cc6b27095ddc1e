"""Editions with all that a list shows of them, in a fixed number of queries and as few objects as will do.

Twenty results of three tiers each would be some two hundred model instances
by way of ``prefetch_related``: agencies, instruments and laws are kept, and
amounts are read only for whoever shows them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from enforcement.models import Edition, EditionCitation, Tier
from enforcement.models.edition import EditionQuerySet
from search.kept_records import kept_records


def read_editions(editions: EditionQuerySet, *, amounts: bool) -> list[Edition]:
    """The editions, each with benchmark, agency, instrument, tiers and citations at hand; ``amounts`` as well if asked."""
    found = list(editions.select_related("benchmark"))
    kept = kept_records()
    for edition in found:
        # What is newer than what is kept reads itself when asked.
        if agency := kept.agencies.get(edition.benchmark.agency_id):
            edition.benchmark.agency = agency
        if edition.instrument_id and (instrument := kept.instruments.get(edition.instrument_id)):
            edition.instrument = instrument
    tiers = Tier.objects.filter(edition__in=found).order_by("edition_id", "sort_order")
    _give(found, "tiers", tiers.prefetch_related("amounts") if amounts else tiers)
    citations = EditionCitation.objects.filter(edition__in=found).order_by("edition_id", "sort_order")
    _give(found, "citations", citations)
    for edition in found:
        for citation in edition.citations.all():
            if law := kept.laws.get(citation.law_id):
                citation.law = law
    return found


def _give(editions: list[Edition], name: str, rows: QuerySet[Any]) -> None:
    """Puts rows where ``prefetch_related`` would have put them."""
    by_edition: dict[int, list[Model]] = defaultdict(list)
    of = {edition.pk: edition for edition in editions}
    for row in rows:
        row.edition = of[row.edition_id]
        by_edition[row.edition_id].append(row)
    for edition in editions:
        _keep(edition, name, rows, by_edition[edition.pk])


def _keep(edition: Edition, name: str, rows: QuerySet[Any], own: Iterable[Model]) -> None:
    queryset = rows.model._default_manager.all()
    queryset._result_cache, queryset._prefetch_done = list(own), True
    if not hasattr(edition, "_prefetched_objects_cache"):
        edition._prefetched_objects_cache = {}
    edition._prefetched_objects_cache[name] = queryset
