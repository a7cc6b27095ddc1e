"""Matters of leniency lists that rest on a law that changed: adjusted by the list's next version."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q

from enforcement.lawchanges.changes import Change
from enforcement.lawchanges.cited import Cited, by_law, chunks, earliest, resting
from enforcement.lawchanges.providers import Provider, Resting
from enforcement.models import LeniencyCitation, LeniencyVersion

KIND = "leniency"


def find(changes: Collection[Change], today: date, agencies: Collection[int] | None) -> Iterator[Resting]:
    """One query for all citations of the laws that changed; a matter belongs to the agency that carries it out."""
    return resting(KIND, "leniencyversion", _citations(changes, agencies), changes, today)


def _citations(changes: Collection[Change], agencies: Collection[int] | None) -> Iterator[Cited]:
    held = Q(wording__version__in_force_until__isnull=True) | Q(wording__version__in_force_until__gte=earliest(changes))
    for laws in chunks(by_law(changes)):
        rows = LeniencyCitation.objects.filter(held, wording__version__in=LeniencyVersion.objects.approved(), law__in=laws)
        if agencies is not None:
            rows = rows.filter(wording__agency__in=agencies)
        for law, article, sub, paragraph, item, key, record, begins, until, code, address, title, agency, domain in rows.order_by(
            "wording__version__in_force_from", "wording_id", "order"
        ).values_list(
            "law_id", "article", "sub_article", "paragraph", "item", "wording__matter_id", "wording_id", "wording__version__in_force_from",
            "wording__version__in_force_until", "wording__matter__code", "wording__matter__address", "wording__act", "wording__agency_id",
            "wording__domain",
        ):  # fmt: skip
            yield Cited(law, (article, sub, paragraph, item), key, record, begins, until, code or address, title, agency, domain)


PROVIDER = Provider(KIND, "从宽清单", find)
