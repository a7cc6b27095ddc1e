"""Says in one line what a benchmark may cost: the lowest and the highest that its tiers allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Measure(Protocol):
    """An amount, whether read from the record (TierAmount) or from a draft's text (Amount)."""

    @property
    def sanction(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def per(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def minimum(self) -> Decimal | None: ...
    @property
    def maximum(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Range:
    """One measure over all tiers. ``minimum`` None counts from nothing, ``maximum`` None has no top."""

    sanction: str
    subject: str
    base: str
    per: str
    unit: str
    minimum: Decimal | None
    maximum: Decimal | None

    @property
    def text(self) -> str:
        """As people say it: 5万元至10万元, 货值金额的10倍至20倍, 每平方米50元至100元, 5万元以下."""
        head = f"每{self.per}" if self.per else ""
        head += f"{self.base}的" if self.base else ""
        return head + self.bare

    @property
    def bare(self) -> str:
        """The figures alone: 10倍至20倍."""
        low, high = self.minimum, self.maximum
        if high is None:
            return f"{figure(low or Decimal(0), self.unit)}以上"
        if not low:
            return f"{figure(high, self.unit)}以下"
        if low == high:
            return figure(high, self.unit)
        return f"{figure(low, self.unit)}至{figure(high, self.unit)}"

    @property
    def name(self) -> str:
        """What kind of burden it is, and on whom."""
        name = SANCTIONS.get(self.sanction, self.sanction)
        return f"{name}（{self.subject}）" if self.subject else name


SANCTIONS = {"fine": "罚款", "detention": "拘留", "suspension": "暂扣或者停业", "ban": "限制从业", "points": "记分"}
UNITS = {"yuan": "元", "times": "倍", "percent": "%", "day": "日", "month": "个月", "year": "年", "points": "分"}
#: Sums first, then multiples, then what is not money.
_ORDER = ("fine", "detention", "suspension", "ban", "points")
_UNIT_ORDER = tuple(UNITS)


def ranges(amounts: Iterable[Measure]) -> list[Range]:
    """The amounts gathered by what they measure, each from its lowest to its highest; fines in sums first."""
    gathered: dict[tuple[str, str, str, str, str], list[Measure]] = {}
    for amount in amounts:
        key = (amount.sanction, amount.subject, amount.base, amount.per, amount.unit)
        gathered.setdefault(key, []).append(amount)
    found = [
        Range(*key, minimum=_lowest(group), maximum=_highest(group))
        for key, group in gathered.items()
    ]
    return sorted(found, key=lambda r: (_ORDER.index(r.sanction) if r.sanction in _ORDER else 9, bool(r.per), _UNIT_ORDER.index(r.unit)))


def figure(value: Decimal, unit: str = "yuan") -> str:
    """A figure with its unit; sums from ten thousand on in 万 as long as two decimals say them exactly."""
    if unit == "yuan" and value >= 10_000 and value % 100 == 0:
        return f"{_plain(value / 10_000)}万元"
    return _plain(value) + UNITS.get(unit, "")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _lowest(group: list[Measure]) -> Decimal | None:
    lows = [amount.minimum for amount in group]
    return None if any(low is None for low in lows) else min(low for low in lows if low is not None)


def _highest(group: list[Measure]) -> Decimal | None:
    highs = [amount.maximum for amount in group]
    return None if any(high is None for high in highs) else max(high for high in highs if high is not None)
