"""Keeps the law's clock: from when until when each edition holds.

An edition holds until the next approved edition begins, until the instrument
that ended it says, or until its own instrument's validity runs out, whichever
comes first. Decision record 0001 gives the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from enforcement.bulk import update_many
from enforcement.models import Edition
from enforcement.turns import hold_lines

#: Fits the smallest limit on query parameters among the databases served.
CHUNK = 500


def end_of(edition: Edition, following: date | None) -> date | None:
    """The first day on which an approved edition no longer holds, None when open."""
    valid_until = edition.instrument.valid_until if edition.instrument else None
    ends = (following, edition.ended_on, end_of_validity(valid_until))
    return min((end for end in ends if end is not None), default=None)


def end_of_validity(valid_until: date | None) -> date | None:
    """The first day after an instrument's last."""
    return valid_until + timedelta(days=1) if valid_until else None


@transaction.atomic(savepoint=False)
def settle(benchmark_ids: Iterable[int]) -> set[int]:
    """Recomputes ``in_force_until`` of these benchmarks' editions; returns the editions that changed."""
    changed: set[int] = set()
    benchmark_ids = set(benchmark_ids)
    hold_lines(benchmark_ids)
    for chunk in _chunks(sorted(benchmark_ids)):
        editions = (
            Edition.objects.filter(benchmark_id__in=chunk)
            .select_related("instrument")
            .only("benchmark_id", "live", "undone_at", "in_force_from", "in_force_until", "ended_on", "instrument__valid_until")
            .order_by("benchmark_id", "in_force_from", "pk")
        )
        moved = []
        for _, line in groupby(editions, key=attrgetter("benchmark_id")):
            moved += list(_settle_line(list(line)))
        update_many(moved, ("in_force_until",))
        changed.update(edition.pk for edition in moved)
    return changed


def _settle_line(line: list[Edition]) -> Iterator[Edition]:
    following: date | None = None
    for edition in reversed(line):
        approved = edition.live and edition.undone_at is None and edition.in_force_from is not None
        until = end_of(edition, following) if approved else None
        if approved:
            following = edition.in_force_from
        if edition.in_force_until != until:
            edition.in_force_until = until
            yield edition


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
