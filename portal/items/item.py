"""Everything that the page of a benchmark says, from an edition saved or only drafted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.utils import timezone

from enforcement.models import Edition, EditionCitation, Law, Suspension, Tier
from enforcement.penalties.amounts import parse_amounts
from enforcement.suspensions import suspension_of
from portal.items.chart import Chart, charts
from portal.items.citations import Basis, bases
from portal.items.fines import Measure, Range, ranges
from portal.items.leniency import Leniency, leniencies
from portal.items.leniency_lists import Met, met_by
from portal.items.lookup import Parts, holds


@dataclass(frozen=True, slots=True)
class TierLine:
    """One tier as the table shows it; ``amounts`` are what its standard comes to."""

    label: str
    circumstance: str
    standard: str
    amounts: tuple[Measure, ...] = ()

    @property
    def ranges(self) -> list[Range]:
        """Its own range in each measure."""
        return ranges(self.amounts)


@dataclass(frozen=True, slots=True)
class Item:
    """``on`` is the day it speaks of; ``following`` the edition that takes over, when one is already known."""

    edition: Edition
    on: date
    today: date
    tiers: tuple[TierLine, ...]
    ranges: tuple[Range, ...]
    charts: tuple[Chart, ...]
    leniencies: tuple[Leniency, ...]
    met: tuple[Met, ...]
    suspension: Suspension | None
    bases: tuple[Basis, ...]
    replaced_laws: tuple[Law, ...]
    history: tuple[Edition, ...]
    following: Edition | None
    current: Edition | None

    @property
    def is_past(self) -> bool:
        """Whether the reader looks at what no longer holds today."""
        return self.edition.in_force_until is not None and self.edition.in_force_until <= self.today

    @property
    def is_coming(self) -> bool:
        return self.edition.in_force_from is not None and self.edition.in_force_from > self.today


def make_item(edition: Edition, parts: Parts, on: date, history: Sequence[Edition] = ()) -> Item:
    """The page of a published edition."""
    return _item(edition, on, tier_lines(parts), parts.citations, history, parts.suspensions)


def tier_lines(parts: Parts) -> tuple[TierLine, ...]:
    """The tiers of a published edition, each with its amounts on record."""
    amounts: dict[int, list[Measure]] = {}
    for amount in parts.amounts:
        amounts.setdefault(amount.tier_id, []).append(amount)
    return tuple(_line(tier, amounts.get(tier.pk, ())) for tier in parts.tiers)


def _line(tier: Tier, amounts: Iterable[Measure]) -> TierLine:
    return TierLine(tier.label, tier.circumstance, tier.standard, tuple(amounts))


def make_draft_item(edition: Edition) -> Item:
    """The page of a draft: amounts are read from its text, since the record holds those of what is live."""
    tiers = tuple(_line(tier, (amount for amount in parse_amounts(tier.standard) if not amount.is_reversed)) for tier in edition.tiers.all())
    return _item(edition, edition.in_force_from or timezone.localdate(), tiers, edition.citations.all(), ())


def _item(
    edition: Edition, on: date, tiers: tuple[TierLine, ...], citations: Iterable[EditionCitation], history: Sequence[Edition],
    suspensions: Mapping[int, Sequence[Suspension]] = MappingProxyType({}),
) -> Item:  # fmt: skip
    today = timezone.localdate()
    found = bases(citations, on)
    replaced = {provision.law.pk: provision.law for basis in found for provision in basis.provisions if provision.replaced}
    later = [other for other in history if edition.in_force_from and other.in_force_from and other.in_force_from > edition.in_force_from]
    return Item(
        edition=edition, on=on, today=today,
        tiers=tiers, ranges=tuple(ranges(amount for tier in tiers for amount in tier.amounts)),
        charts=charts([(tier.label, tier.amounts) for tier in tiers]),
        leniencies=leniencies((tier.label, tier.circumstance, tier.standard) for tier in tiers), met=met_by(edition, on), bases=tuple(found), replaced_laws=tuple(replaced.values()),
        history=tuple(history), following=later[-1] if later else None, current=_current(history, today),
        suspension=suspension_of(edition, on, suspensions),
    )  # fmt: skip


def _current(history: Sequence[Edition], today: date) -> Edition | None:
    return next((edition for edition in history if holds(edition, today)), None)
