"""What almost every page names and few change: agencies, laws, instruments, the site's identity.

Read once for each generation of the records and process, some hundred rows,
instead of joined into every page's query. Read-only: pages share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest

from content.models import SiteIdentity
from enforcement.models import Agency, Instrument, Law
from search import kept_records, outbox


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything by primary key, as of one generation."""

    generation: int
    agencies: dict[int, Agency]
    laws: dict[int, Law]
    instruments: dict[int, Instrument]
    identity: SiteIdentity


def reference_for(request: HttpRequest | None) -> Reference:
    """The reference of the generation that the page is made for."""
    generation: int | None = getattr(request, "generation", None)
    return _read(outbox.newest() if generation is None else generation)


def forget() -> None:
    """Drops what is kept: for a database put back to an earlier state, whose generations come again."""
    _read.cache_clear()
    kept_records.forget()


@lru_cache(maxsize=1)
def _read(generation: int) -> Reference:
    records = kept_records.kept_records(generation)
    identity = SiteIdentity.objects.order_by("-site__is_default_site", "pk").first() or SiteIdentity()
    return Reference(generation, records.agencies, records.laws, records.instruments, identity)
