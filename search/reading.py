"""Editions with all that a list shows of them, in a fixed number of queries and as few objects as will do.

Twenty results of three tiers each would be some two hundred model instances
by way of ``prefetch_related``: agencies, instruments and laws are kept, and
amounts are read only for whoever shows them. What lists have shown is kept,
too, until the records change: most questions find what others have found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from enforcement.models import Edition, EditionCitation, Tier
from enforcement.models.edition import EditionQuerySet
from search.kept_records import KeptRecords, kept_records

#: Editions kept for lists by each process: with their tiers some fifteen kilobytes each.
MOST_KEPT = 3_000


def listed_editions(editions: EditionQuerySet) -> list[Edition]:
    """The same as ``read_editions`` without amounts, and from what is kept where it is: read-only, for all share it.

    Which editions there are is asked of the database each time.
    """
    kept = kept_records()
    keys = list(editions.values_list("pk", flat=True))
    found = {key: edition for key in keys if (edition := kept.editions.get(key))}
    if missing := [key for key in keys if key not in found]:
        read = {edition.pk: edition for edition in _read(Edition.objects.filter(pk__in=missing), kept, amounts=False)}
        if len(kept.editions) + len(read) > MOST_KEPT:
            kept.editions.clear()
        kept.editions.update(read)
        found |= read
    return [found[key] for key in keys if key in found]


def read_editions(editions: EditionQuerySet) -> list[Edition]:
    """The editions, each with benchmark, agency, instrument, tiers with their amounts, and citations at hand."""
    return _read(editions, kept_records(), amounts=True)


def _read(editions: EditionQuerySet, kept: KeptRecords, *, amounts: bool) -> list[Edition]:
    found = list(editions.select_related("benchmark"))
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
