"""What almost every page and list names and few change: agencies, laws, instruments; and editions that were just listed.

Read once for each generation of the records and process instead of with
every query. Read-only: all share them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from enforcement.models import Agency, Edition, Instrument, Law, Suspension
from enforcement.suspensions import read_suspensions
from search import outbox


@dataclass(frozen=True, slots=True)
class KeptRecords:
    """Everything by primary key, as of one generation; what stands behind a key of theirs is at hand.

    ``suspensions`` are by the key of their item, whenever they hold.
    ``editions`` are only those that some list has shown (``search.reading``).
    Whether the public may see one is never kept: that is asked each time.
    """

    generation: int
    agencies: dict[int, Agency]
    laws: dict[int, Law]
    instruments: dict[int, Instrument]
    suspensions: dict[int, list[Suspension]]
    editions: dict[int, Edition] = field(default_factory=dict)


def kept_records(generation: int | None = None) -> KeptRecords:
    """The records of a generation, the newest unless said."""
    return _read(outbox.newest() if generation is None else generation)


def forget() -> None:
    """Drops what is kept: for a database put back to an earlier state, whose generations come again."""
    _read.cache_clear()


@lru_cache(maxsize=1)
def _read(generation: int) -> KeptRecords:
    agencies = Agency.objects.in_bulk()
    laws = Law.objects.in_bulk()
    instruments = Instrument.objects.in_bulk()
    for law in laws.values():
        if law.replaced_by_id:
            law.replaced_by = laws[law.replaced_by_id]
    for instrument in instruments.values():
        if instrument.issuer_id:
            instrument.issuer = agencies[instrument.issuer_id]
        if instrument.superior_id:
            instrument.superior = instruments[instrument.superior_id]
    return KeptRecords(generation, agencies, laws, instruments, read_suspensions())
