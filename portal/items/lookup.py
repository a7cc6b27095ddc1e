"""Which edition of a benchmark answers for a day, and what to say when none does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.db.models import Prefetch, prefetch_related_objects

from enforcement.models import Benchmark, Edition, EditionCitation


class Answer(Enum):
    """What the address answers."""

    IN_FORCE = "in force"
    NOT_THEN = "not in force on that day"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """``edition`` is the one in force, or the one withdrawn; ``history`` all that the public may see, newest first."""

    answer: Answer
    benchmark: Benchmark | None = None
    edition: Edition | None = None
    history: tuple[Edition, ...] = ()


def look_up(address: str, on: date, now: datetime) -> Found:
    """One query, however many editions there are.

    A benchmark all of whose editions were taken back (an undone batch), or
    never published, is unknown: it has never been public.
    """
    approved = list(
        Edition.objects.approved()
        .filter(benchmark__address=address)
        .select_related("benchmark__agency", "instrument__issuer", "instrument__superior", "ended_by")
        .order_by("-in_force_from")
    )
    known = [edition for edition in approved if edition.published_at and edition.published_at <= now]
    if not known:
        return Found(Answer.UNKNOWN)
    benchmark = known[0].benchmark
    history = tuple(edition for edition in known if not is_withdrawn(edition, now))
    then = next((edition for edition in known if holds(edition, on)), None)
    if then is None and not history:
        then = known[0]
    if then is None:
        return Found(Answer.NOT_THEN, benchmark, history=history)
    if is_withdrawn(then, now):
        return Found(Answer.WITHDRAWN, benchmark, then, history)
    return Found(Answer.IN_FORCE, benchmark, then, history)


def holds(edition: Edition, on: date) -> bool:
    """Whether an approved edition is the law's word on this day: ``Edition.objects.in_force`` for one already read."""
    begins, ends = edition.in_force_from, edition.in_force_until
    return begins is not None and begins <= on and (ends is None or ends > on)


def is_withdrawn(edition: Edition, now: datetime) -> bool:
    """Whether it has been taken out of public sight by this moment."""
    return edition.withdrawn_at is not None and edition.withdrawn_at <= now


def read_parts(edition: Edition) -> None:
    """Reads the tiers with their amounts and the citations with their laws: three queries."""
    citations = EditionCitation.objects.select_related("law__replaced_by").order_by("sort_order")
    prefetch_related_objects([edition], "tiers__amounts", Prefetch("citations", queryset=citations))
