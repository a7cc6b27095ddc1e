"""Which edition of a benchmark answers for a day, and what to say when none does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from operator import attrgetter

from enforcement.models import Benchmark, Edition, EditionCitation, Suspension, Tier, TierAmount
from portal.reference import Reference
from search.kept_records import kept_records


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


def look_up(address: str, on: date, now: datetime, reference: Reference) -> Found:
    """One query, however many editions there are.

    A benchmark all of whose editions were taken back (an undone batch), or
    never published, is unknown: it has never been public.
    """
    approved = list(
        Edition.objects.approved()
        .filter(benchmark__address=address)
        .select_related("benchmark")
        .order_by()
    )
    approved.sort(key=lambda edition: edition.in_force_from or date.min, reverse=True)
    for edition in approved:
        _name(edition, reference)
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


def _name(edition: Edition, reference: Reference) -> None:
    """Puts in what the reference knows. What was published a moment ago is not in it yet: the model fetches that itself."""
    benchmark = edition.benchmark
    if benchmark.agency_id in reference.agencies:
        benchmark.agency = reference.agencies[benchmark.agency_id]
    if edition.instrument_id in reference.instruments:
        edition.instrument = reference.instruments[edition.instrument_id]
    if edition.ended_by_id in reference.instruments:
        edition.ended_by = reference.instruments[edition.ended_by_id]


@dataclass(frozen=True, slots=True)
class Parts:
    """What an edition says beside its own fields. ``suspensions`` are by item, whenever they hold."""

    tiers: list[Tier]
    amounts: list[TierAmount]
    citations: list[EditionCitation]
    suspensions: dict[int, list[Suspension]] = field(default_factory=dict)


def read_parts(edition: Edition, reference: Reference) -> Parts:
    """The tiers, what their standards come to, and the citations with their laws: three queries.

    A handful of rows each, sorted here: to compile an ORDER BY costs more than to sort them.
    """
    tiers = sorted(Tier.objects.filter(edition=edition).order_by(), key=lambda tier: (tier.sort_order or 0, tier.pk))
    amounts = sorted(TierAmount.objects.filter(tier__in=[tier.pk for tier in tiers]).order_by(), key=attrgetter("pk"))
    citations = sorted(EditionCitation.objects.filter(edition=edition).order_by(), key=lambda row: (row.sort_order or 0, row.pk))
    for citation in citations:
        if citation.law_id in reference.laws:
            citation.law = reference.laws[citation.law_id]
    return Parts(tiers, amounts, citations, kept_records(reference.generation).suspensions)
