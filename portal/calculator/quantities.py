"""Which measurements of a benchmark's tiers are of the same thing, and so make one question."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

from enforcement.penalties.circumstances import Alternative, Fact
from enforcement.penalties.measures import MEASURES, convert, smaller

#: Units that say nothing without the thing they count: 3个单品, 2处条件.
_NEED_A_THING = frozenset("个处项种份块条件")
_LONGEST_THING = 12
#: Heads that name nothing by themselves: 向不足10名新员工….
_NAMELESS = frozenset("向对给使致将把经由被涉与和")
#: Words that make a head a condition of its own, beside what it measures.
_QUALIFIED = re.compile("受罚|处罚|警告|期满仍|届满仍|仍|再|因|另|瞒")


@dataclass(slots=True)
class Quantity:
    """One thing that several tiers measure. ``facts`` are its measurements, each with the place of its tier and alternative."""

    facts: list[tuple[int, int, Fact]] = field(default_factory=list)

    @property
    def dimension(self) -> str:
        measure = self.facts[0][2].measure
        assert measure is not None
        return measure.dimension

    @property
    def unit(self) -> str:
        """The smallest unit that the tiers name."""
        return reduce(smaller, self._units())

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense: people, pieces, times."""
        return MEASURES[self.unit].whole

    @property
    def estimated(self) -> bool:
        """Whether months or years have to be reckoned in days."""
        units = set(self._units())
        return self.dimension == "time" and len(units) > 1 and bool(units & {"个月", "年"}) and units != {"个月", "年"}

    @property
    def name(self) -> str:
        """What is measured, in the tiers' words; empty when they have none."""
        heads = Counter(fact.head for _, _, fact in self.facts if fact.head)
        if not heads:
            return ""
        return min(heads, key=lambda head: (len(head) < 2, -heads[head], len(head)))

    @property
    def question(self) -> str:
        """货值金额多少元？ 设置多少处与履约无关的条件？"""
        thing = next((fact.tail for _, _, fact in self.facts if fact.tail), "")
        shown = thing if self.unit in _NEED_A_THING and len(thing) <= _LONGEST_THING else ""
        name = "涉及" if self.name in _NAMELESS else "年龄" if self.dimension == "周岁" else self.name
        return f"{name or '一共'}多少{self.unit}{shown}？"

    @property
    def limits(self) -> list[str]:
        """The tiers' own words for their limits, lightest first."""
        return list(dict.fromkeys(fact.text for _, _, fact in self.facts))

    def _units(self) -> list[str]:
        return [end.unit for _, _, fact in self.facts for end in (fact.low, fact.high) if end is not None]


def quantities(tiers: list[tuple[Alternative, ...]]) -> list[Quantity]:
    """The things that tell tiers apart: measured in two tiers at least, not everywhere alike, and never at odds with themselves."""
    found: list[Quantity] = []
    for tier, alternatives in enumerate(tiers):
        for place, facts in enumerate(alternatives):
            for fact in facts:
                if fact.measure is not None:
                    _home(fact, tier, place, found).facts.append((tier, place, fact))
    return [quantity for quantity in found if _tells_apart(quantity) and not _at_odds(quantity)]


def _home(fact: Fact, tier: int, place: int, found: list[Quantity]) -> Quantity:
    """The quantity a measurement belongs to: same kind of unit, and words in common, no words at all, or limits that meet."""
    assert fact.measure is not None
    fitting = [quantity for quantity in reversed(found) if quantity.dimension == fact.measure.dimension and _free(fact, tier, place, quantity)]
    if alike := max(fitting, key=lambda quantity: _shared_words(fact, quantity), default=None):
        if _shared_words(fact, alike):
            return alike
        for test in (_meets, _wordless):
            if home := next((quantity for quantity in fitting if test(fact, quantity, tier)), None):
                return home
    found.append(Quantity())
    return found[-1]


def _free(fact: Fact, tier: int, place: int, quantity: Quantity) -> bool:
    """Whether the quantity may take this measurement in.

    Two figures of one alternative, or of one tier under different names
    (昼间, 夜间), are two things; so are figures before and after what a head
    makes a condition of (期满仍…, 受罚后再…).
    """
    for other_tier, other_place, other in quantity.facts:
        if other_tier == tier and (other_place == place or (fact.head and other.head and other.head != fact.head)):
            return False
        if fact.head and other.head and bool(_QUALIFIED.search(fact.head)) != bool(_QUALIFIED.search(other.head)):
            return False
    return True


def _shared_words(fact: Fact, quantity: Quantity) -> int:
    return max(len(_words(fact) & _words(other)) for _, _, other in quantity.facts)


def _meets(fact: Fact, quantity: Quantity, tier: int) -> bool:
    """Whether the range begins where one of another tier ends, or ends where it begins.

    Sums are too round for that to mean anything, and 违法所得 is not 收费.
    """
    return quantity.dimension != "money" and any(
        low is not None and high is not None and low.unit == high.unit and low.value == high.value
        for other_tier, _, other in quantity.facts
        if other_tier != tier
        for low, high in ((fact.low, other.high), (other.low, fact.high))
    )


def _wordless(fact: Fact, quantity: Quantity, tier: int) -> bool:
    return not fact.head or all(not other.head for _, _, other in quantity.facts)


def _words(fact: Fact) -> set[str]:
    return {"".join(pair) for pair in pairwise(fact.head)} if len(fact.head) > 1 else {fact.head} - {""}


def _tells_apart(quantity: Quantity) -> bool:
    ranges = {tier: {(fact.low, fact.high) for t, _, fact in quantity.facts if t == tier} for tier, _, _ in quantity.facts}
    return len(ranges) > 1 and any(one != other for one, other in pairwise(ranges.values()))


def _at_odds(quantity: Quantity) -> bool:
    """Whether a range holds nothing at all, reckoned in the unit asked for."""
    for _, _, fact in quantity.facts:
        if fact.low is None or fact.high is None:
            continue
        low, high = (convert(end.value, end.unit, quantity.unit) for end in (fact.low, fact.high))
        if low > high or (low == high and not (fact.low.inclusive and fact.high.inclusive)):
            return True
    return False
