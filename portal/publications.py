"""What was published lately, day by day: from the records, so that the first page needs no newsreader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, Max, OuterRef
from django.urls import reverse
from django.utils import timezone

from enforcement.models import Edition
from enforcement.models.edition import EditionQuerySet

#: Acts a day names by themselves; of more it only says how many.
NAMED = 3


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """One day on which editions came before the public: how many, where they are listed, some or all by name."""

    day: date
    count: int
    address: str
    named: tuple[Edition, ...]

    @property
    def whole(self) -> bool:
        """Whether the named ones are all."""
        return len(self.named) == self.count


def latest(now: datetime, days: int) -> list[PublicationDay]:
    """The last days with publications that the public may still see, newest first."""
    found: list[PublicationDay] = []
    before = now + timedelta(microseconds=1)
    while len(found) < days:
        newest = Edition.objects.public(now).filter(published_at__lt=before).aggregate(at=Max("published_at"))["at"]
        if newest is None:
            break
        day = timezone.localdate(newest)
        editions = published_on(day, now)
        found.append(PublicationDay(day, editions.count(), reverse("updates-day", args=[day.isoformat()]), tuple(editions[:NAMED])))
        before = _midnight(day)
    return found


def published_on(day: date, now: datetime) -> EditionQuerySet:
    """Editions published on a day of the city and still public, by code; ``changed`` says that an earlier one went before."""
    earlier = Edition.objects.approved().filter(benchmark=OuterRef("benchmark"), in_force_from__lt=OuterRef("in_force_from"))
    return (
        Edition.objects.public(now)
        .filter(published_at__gte=_midnight(day), published_at__lt=_midnight(day + timedelta(days=1)))
        .annotate(changed=Exists(earlier))
        .select_related("benchmark__agency", "instrument")
        .order_by(F("benchmark__code"), F("benchmark__address"), "in_force_from")
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
