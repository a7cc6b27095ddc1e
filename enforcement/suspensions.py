"""Which editions rest (暂停适用), and who is told when one begins or is lifted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from enforcement.models import Edition, Suspension
from enforcement.signals import records_changed


def give_suspensions(editions: Iterable[Edition], on: date) -> None:
    """Puts ``edition.suspension`` on each that rests on this day: one query, however many."""
    found = list(editions)
    resting = {suspension.benchmark_id: suspension for suspension in _read({edition.benchmark_id for edition in found}, on)}
    for edition in found:
        suspension = resting.get(edition.benchmark_id)
        held = edition.in_force_until is None or edition.in_force_until > on
        edition.suspension = suspension if suspension and held and suspension.touches(edition.in_force_from, on) else None


def _read(benchmarks: set[int], on: date) -> Iterable[Suspension]:
    """Few items rest at a time: all of them are read rather than asked for by so many keys."""
    return [each for each in Suspension.objects.on(on).select_related("instrument", "law") if each.benchmark_id in benchmarks]


@receiver(post_save, sender=Suspension)
def suspension_saved(sender: type[Suspension], instance: Suspension, raw: bool = False, **_: Any) -> None:
    """It stands on the page, in the index, in files and feeds of the item."""
    if not raw:
        keys = list(Edition.objects.approved().filter(benchmark=instance.benchmark_id).values_list("pk", flat=True))
        records_changed.send(Edition, kind="benchmark", keys=keys)
