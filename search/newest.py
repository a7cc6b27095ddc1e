"""What changed last among everything that answers a question: for feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from heapq import nlargest
from itertools import islice

from django.utils import timezone

from enforcement.models import Edition
from search.documents import split_key
from search.engines import current_engine
from search.loaders import load_benchmarks
from search.query import SearchQuery
from search.results import Result

#: Answers looked at, those in force last first. In a longer list what came into
#: force long ago and was published only now could be missed.
DEEPEST = 50_000
#: Keys in one statement; databases allow a few ten thousand.
CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Changed:
    """A benchmark found, and when the public could first read it, and read it as it is now."""

    result: Result
    published: datetime
    updated: datetime


def newest(query: SearchQuery, most: int) -> list[Changed]:
    """The benchmarks changed last, latest first; raises EngineUnavailable when no engine can answer.

    A change is what a reader would want to hear of: publication, correction,
    and the day on which a text published before comes into force.
    """
    query = replace(query, sort="newest", page=1)
    dated = nlargest(most, _dated(query))
    published = {pk: moment for _, pk, moment in dated}
    found = load_benchmarks(list(published), query, ())
    return [Changed(found[pk], published[pk], updated) for updated, pk, _ in dated if pk in found]


def _dated(query: SearchQuery) -> Iterator[tuple[datetime, int, datetime]]:
    """When each was changed last, its key, and when it was published."""
    today = timezone.localdate()
    keys = islice(current_engine().walk(query.request()), DEEPEST)
    while chunk := list(islice(keys, CHUNK)):
        pks = [pk for kind, pk in map(split_key, chunk) if kind == "benchmark"]
        rows = Edition.objects.filter(pk__in=pks, published_at__isnull=False).order_by()
        for pk, published, corrected, begins in rows.values_list("pk", "published_at", "last_published_at", "in_force_from"):
            yield max(published, corrected or published, _morning(begins) if begins and begins <= today else published), pk, published


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
