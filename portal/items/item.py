"""Everything that the page of a benchmark says, from an edition saved or only drafted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from enforcement.models import Edition, EditionCitation, Law, Tier
from enforcement.penalties.amounts import parse_amounts
from portal.items.citations import Basis, bases
from portal.items.fines import Range, ranges
from portal.items.lookup import Parts, holds


@dataclass(frozen=True, slots=True)
class TierLine:
    """One tier as the table shows it."""

    label: str
    circumstance: str
    standard: str


@dataclass(frozen=True, slots=True)
class Item:
    """``on`` is the day it speaks of; ``following`` the edition that takes over, when one is already known."""

    edition: Edition
    on: date
    today: date
    tiers: tuple[TierLine, ...]
    ranges: tuple[Range, ...]
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
    return _item(edition, on, parts.tiers, parts.amounts, parts.citations, history)


def make_draft_item(edition: Edition) -> Item:
    """The page of a draft: amounts are read from its text, since the record holds those of what is live."""
    tiers = list(edition.tiers.all())
    amounts = [amount for tier in tiers for amount in parse_amounts(tier.standard) if not amount.is_reversed]
    return _item(edition, edition.in_force_from or timezone.localdate(), tiers, amounts, edition.citations.all(), ())


def _item(
    edition: Edition, on: date, tiers: Sequence[Tier], amounts: list[Any], citations: Iterable[EditionCitation], history: Sequence[Edition]
) -> Item:
    today = timezone.localdate()
    found = bases(citations, on)
    replaced = {provision.law.pk: provision.law for basis in found for provision in basis.provisions if provision.replaced}
    later = [other for other in history if edition.in_force_from and other.in_force_from and other.in_force_from > edition.in_force_from]
    return Item(
        edition=edition, on=on, today=today,
        tiers=tuple(TierLine(tier.label, tier.circumstance, tier.standard) for tier in tiers),
        ranges=tuple(ranges(amounts)), bases=tuple(found), replaced_laws=tuple(replaced.values()),
        history=tuple(history), following=later[-1] if later else None, current=_current(history, today),
    )  # fmt: skip


def _current(history: Sequence[Edition], today: date) -> Edition | None:
    return next((edition for edition in history if holds(edition, today)), None)
