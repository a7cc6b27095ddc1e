"""Invented penalty decisions over three years, resting on the sample's benchmarks and tiers.

A fine lies inside its tier, but for a few in a hundred that are mitigated or
outside it, so that the comparison with the benchmark has something to find. A
law is applied from the day it holds. One number in a hundred is left out of its series, as
decisions that are withheld are. The same seed gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from enforcement.sample import parties
from enforcement.sample.parties import SampleParty
from enforcement.sample.ranges import Band
from enforcement.sample.source import SourceItem, SourceTier, read_catalogue, read_laws
from enforcement.sample.workbook import SHORT, SourceAgency, citation_text, item_code, read_agencies

FIRST: Final = date(2024, 1, 8)
LAST: Final = date(2026, 10, 30)
SEED: Final = 2299
#: Decisions of the police tell of people's private lives; the sample has none.
_LEFT_OUT: Final = frozenset(("ga", "jj", "swj"))
#: What only a person does, and what only an organisation does, is told by these words of the act.
_ORGANISATIONS: Final = ("单位", "企业", "机构", "学校", "公司", "物业", "建设", "施工", "用人", "开发")
_OUTSIDE, _MITIGATED, _SKIPPED = 0.02, 0.03, 0.01


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """One decision with everything that its row in the workbook says. ``fine`` is in yuan."""

    agency: SourceAgency
    item: SourceItem
    tier: SourceTier
    party: SampleParty
    number: str
    acted_on: date
    decided_on: date
    published_on: date
    fine: Decimal
    gains: Decimal
    mitigated: bool
    simple: bool

    @property
    def code(self) -> str:
        return item_code(self.agency, self.item)

    @property
    def basis(self) -> str:
        return citation_text(self.item.basis)

    @property
    def fact(self) -> str:
        """What was done, in the words of act and circumstance."""
        day = f"{self.acted_on.year}年{self.acted_on.month}月{self.acted_on.day}日"
        return f"{day}，{self.party.name}{self.item.act}，{self.tier.condition}。"

    @property
    def kinds(self) -> str:
        kinds = ["警告"] if "警告" in self.tier.penalty else []
        return ";".join([*kinds, "罚款", *(["没收违法所得"] if self.gains else [])])

    @property
    def content(self) -> str:
        parts = ["给予警告"] if "警告" in self.tier.penalty else []
        if self.gains:
            parts.append(f"没收违法所得{self.gains}元")
        parts.append(f"罚款{self.fine}元")
        return "，".join(parts) + ("（具有减轻处罚情节）" if self.mitigated else "") + "。"


def decisions(count: int = 3000, seed: int = SEED) -> Iterator[SampleDecision]:
    """The first ``count`` decisions in the order of their days."""
    rng = Random(seed)
    agencies = read_agencies()
    laws = read_laws()
    choices = [(agencies[key], item) for key, items in read_catalogue() if key not in _LEFT_OUT for item in items if _fines(item)]
    days = sorted(FIRST + timedelta(days=rng.randrange((LAST - FIRST).days + 1)) for _ in range(count))
    series: dict[tuple[str, int], int] = {}
    for day in days:
        decided = day - timedelta(days=max(0, day.weekday() - 4))
        agency, item = rng.choice(choices)
        while not _holds(laws[item.basis.law].in_force_from, decided):
            agency, item = rng.choice(choices)
        key = agency.key, decided.year
        series[key] = series.get(key, 0) + (2 if rng.random() < _SKIPPED else 1)
        yield _decision(rng, agency, item, decided, series[key])


def _fines(item: SourceItem) -> list[SourceTier]:
    """The tiers that impose one fine in yuan and no more."""
    return [tier for tier in item.tiers if len(tier.bands) == 1 and tier.bands[0].unit == "元" and not tier.bands[0].per]


def _holds(in_force_from: str, day: date) -> bool:
    return not in_force_from or date.fromisoformat(in_force_from) <= day - timedelta(days=90)


def _decision(rng: Random, agency: SourceAgency, item: SourceItem, decided: date, sequence: int) -> SampleDecision:
    tiers = _fines(item)
    # Light cases are the common ones.
    tier = rng.choices(tiers, weights=range(len(tiers) * 2, 0, -2))[0]
    fine, mitigated = _fine(rng, tier.bands[0])
    acted = decided - timedelta(days=rng.randrange(8, 75))
    if any(word in item.act for word in _ORGANISATIONS) or fine > 200_000:
        party = parties.firm(rng, agency.key)
    else:
        party = rng.choices((parties.firm(rng, agency.key), parties.shop(rng), parties.person(rng, decided)), weights=(5, 3, 2))[0]
    gains = Decimal(rng.randrange(2, 60) * 50) if "没收违法所得" in f"{item.statutory}{tier.penalty}" and rng.random() < 0.6 else Decimal(0)
    limit = 200 if party.kind == "自然人" else 3000  # 行政处罚法 art. 51
    number = f"桦{SHORT.get(agency.key, '政')}罚〔{decided.year}〕{sequence}号"
    published = decided + timedelta(days=rng.choice((1, 2, 3, 5, 6, 7)))
    return SampleDecision(agency, item, tier, party, number, acted, decided, published, fine, gains, mitigated, not gains and fine <= limit)


def _fine(rng: Random, band: Band) -> tuple[Decimal, bool]:
    """A round sum inside the band, and whether it was mitigated; now and then one above it."""
    high, low = band.high, band.low if band.low is not None else band.high / 10
    if band.fixed:
        return high, False
    chance = rng.random()
    if chance < _MITIGATED and low > 500:
        return _round(low * Decimal("0.6")), True
    if chance < _MITIGATED + _OUTSIDE:
        return _round(high * Decimal("1.2")), False
    sum_ = _round(low + (high - low) * Decimal(rng.randrange(0, 90)) / 100)
    return (sum_ if low <= sum_ < high else low), False


def _round(value: Decimal) -> Decimal:
    """Sums as they are decided: to fifty below five thousand, then to five hundred."""
    step = Decimal(10 if value < 500 else 50 if value < 5000 else 500)
    return max(step, (value / step).to_integral_value() * step)
