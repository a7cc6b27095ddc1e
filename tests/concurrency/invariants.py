"""What must never be in the record, whoever was first."""

from __future__ import annotations

from datetime import date

from enforcement.models import Benchmark, Edition
from enforcement.timeline import settle


def faults() -> list[str]:
    """Two editions on one day, a gap, an edition without its revision, a line that nobody settled; empty when all is well."""
    return [*_overlaps(), *_without_revision(), *_unsettled()]


def _overlaps() -> list[str]:
    found = []
    for benchmark in Benchmark.objects.prefetch_related("editions"):
        line = sorted((e for e in benchmark.editions.all() if e.live and not e.undone_at), key=lambda e: (e.in_force_from or date.max, e.pk))
        for earlier, later in zip(line, line[1:], strict=False):
            if earlier.in_force_until is None or earlier.in_force_until > (later.in_force_from or date.max):
                found.append(f"{benchmark}: two editions in force on {later.in_force_from}")
        if line and line[-1].in_force_until and not line[-1].ended_on:
            found.append(f"{benchmark}: nothing holds after {line[-1].in_force_until}")
    return found


def _without_revision() -> list[str]:
    return [f"edition {pk} without a revision" for pk in Edition.objects.filter(live=True, latest_revision=None).values_list("pk", flat=True)]


def _unsettled() -> list[str]:
    moved = settle(Benchmark.objects.values_list("pk", flat=True))
    return [f"edition {pk} was not settled" for pk in sorted(moved)]
