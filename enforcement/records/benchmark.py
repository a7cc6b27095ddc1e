"""Which edition of which benchmark a decision is held against (行政处罚法 37: 从旧兼从轻).

The law of the day of the act applies; where it had changed by the day of the
decision and the new one is lighter, the lighter. Without the day of the act
nothing is judged, and the page says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enforcement.fingerprints import fold
from enforcement.models import Applied, Consistency, Edition, Tier
from enforcement.penalties.consistency import judge_fine
from enforcement.penalties.tier_words import classify_label

_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Standard:
    """What a case is held against: edition and tier where they are known, why that one, and how the fine stands to it."""

    applied: Applied
    edition_id: int | None = None
    tier_rank: int | None = None
    consistency: Consistency = Consistency.NOT_JUDGED


class Standards:
    """The approved editions on record, read once for many decisions."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Edition]] = defaultdict(list)
        self._acts: dict[str, set[tuple[int, int]]] = defaultdict(set)
        editions = Edition.objects.approved().filter(in_force_from__isnull=False).select_related("benchmark").order_by("in_force_from")
        for edition in editions.only("benchmark__agency_id", "act", "in_force_from", "in_force_until", "fine_min", "fine_max"):
            self._lines[edition.benchmark_id].append(edition)
            self._acts[_key(edition.act)].add((edition.benchmark_id, edition.benchmark.agency_id))
        self._tiers: dict[int, list[Tier]] = {}

    def find(
        self, act: str, agency_id: int | None, tier: str, fine: Decimal | None, party_kind: str, acted_on: date | None, decided_on: date
    ) -> Standard:
        """The standard of one case; ``tier`` is the label that the decision names, empty when it names none."""
        found = self._acts.get(_key(act), set())
        own = {pk for pk, agency in found if agency == agency_id} or {pk for pk, _ in found}
        if len(own) != 1:
            return Standard(Applied.SEVERAL if own else Applied.NO_BENCHMARK)
        if acted_on is None:
            return Standard(Applied.ACT_DATE_UNKNOWN)
        line = self._lines[own.pop()]
        before, now = _in_force(line, acted_on), _in_force(line, decided_on)
        if before is None:
            return Standard(Applied.NONE_IN_FORCE)
        applied, edition = self._choose(before, now, tier)
        if applied == Applied.CHANGED:
            return Standard(applied)
        chosen = self._tier(edition, tier)
        if chosen is None:
            return Standard(applied, edition.pk)
        return Standard(applied, edition.pk, chosen.rank, judge_fine(fine, chosen.amounts.all(), party_kind))

    def _choose(self, before: Edition, now: Edition | None, tier: str) -> tuple[Applied, Edition]:
        if now is None or now.pk == before.pk:
            return Applied.AT_ACT, before
        old, new = self._range(before, tier), self._range(now, tier)
        if old == new:
            return Applied.AT_ACT, before
        if None in (*old, *new):
            return Applied.CHANGED, before
        if new[0] <= old[0] and new[1] <= old[1]:  # type: ignore[operator]
            return Applied.LIGHTER_LATER, now
        return (Applied.AT_ACT, before) if new[0] >= old[0] and new[1] >= old[1] else (Applied.CHANGED, before)  # type: ignore[operator]

    def _range(self, edition: Edition, tier: str) -> tuple[Decimal | None, Decimal | None]:
        """The fines of the tier named, else of the whole edition."""
        chosen = self._tier(edition, tier)
        if chosen is None:
            return edition.fine_min, edition.fine_max
        fines = [amount for amount in chosen.amounts.all() if amount.sanction == "fine" and amount.unit == "yuan" and not amount.base and not amount.per]
        if len(fines) != 1:
            return None, None
        return fines[0].minimum or Decimal(0), fines[0].maximum

    def _tier(self, edition: Edition, label: str) -> Tier | None:
        """The tier of this label, by its word or by what the word means; None when none, or several."""
        if not label:
            return None
        if edition.pk not in self._tiers:
            self._tiers[edition.pk] = list(Tier.objects.filter(edition=edition.pk).prefetch_related("amounts").order_by("sort_order"))
        tiers = self._tiers[edition.pk]
        code = classify_label(label).code
        for found in ([tier for tier in tiers if fold(tier.label) == fold(label)], [tier for tier in tiers if code and tier.code == code]):
            if len(found) == 1:
                return found[0]
        return None


def _key(act: str) -> str:
    return _MARKS.sub("", fold(act))


def _in_force(line: Iterable[Edition], day: date) -> Edition | None:
    for edition in line:
        if edition.in_force_from and edition.in_force_from <= day and (edition.in_force_until is None or day < edition.in_force_until):
            return edition
    return None
