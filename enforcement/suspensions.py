"""Which editions rest (暂停适用), and who is told when one begins or is lifted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.signals import post_save
from django.dispatch import receiver

from enforcement.models import Edition, Suspension
from enforcement.signals import records_changed


def read_suspensions() -> dict[int, list[Suspension]]:
    """Every suspension by the key of its item: they are few, and kept by whoever shows many items."""
    found: dict[int, list[Suspension]] = defaultdict(list)
    for each in Suspension.objects.select_related("instrument").order_by("begins"):
        found[each.benchmark_id].append(each)
    return dict(found)


def suspension_of(edition: Edition, on: date, known: Mapping[int, Sequence[Suspension]]) -> Suspension | None:
    """The suspension that the edition rests under on this day; ``known`` is what ``read_suspensions`` gave.

    One that began before the edition does not touch it.
    """
    if edition.in_force_until is not None and edition.in_force_until <= on:
        return None
    return next((each for each in known.get(edition.benchmark_id, ()) if each.touches(edition.in_force_from, on)), None)


def is_resting(on: date) -> Exists:
    """The same for a query of editions in force on the day."""
    return Exists(Suspension.objects.on(on).filter(benchmark=OuterRef("benchmark"), begins__gte=OuterRef("in_force_from")))


@receiver(post_save, sender=Suspension)
def suspension_saved(sender: type[Suspension], instance: Suspension, raw: bool = False, **_: Any) -> None:
    """It stands on the page, in the index, in files and feeds of the item."""
    if not raw:
        keys = list(Edition.objects.approved().filter(benchmark=instance.benchmark_id).values_list("pk", flat=True))
        records_changed.send(Edition, kind="benchmark", keys=keys)
