"""Circumstances of tiers, read: 逾期3日以上不满10日, 货值金额不足1万元，尚未售出; 售出20盒以上，或者冒用批准文号.

A circumstance is one or more alternatives (或者, ；), each a number of facts
that must all be there (，且). A fact is either measured (what is measured, unit
and both ends) or in words only. The text stays authoritative: whatever is not
surely a measurement remains words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from enforcement.notation.numerals import CHINESE_FIGURES, parse_number
from enforcement.notation.widths import half_width
from enforcement.penalties.measures import MEASURES, Measure, convert


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range, in the unit of the text. Whether it belongs to the range: 以上、以下、以内 yes, 不满、不足、超过 no (民法典 art. 1259)."""

    value: Decimal
    unit: str
    inclusive: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the text says it. ``low`` and ``high`` are both None for a fact in words.

    ``head`` and ``tail`` are what stands before and behind the measurement:
    逾期 … 弃标.
    """

    text: str
    head: str = ""
    tail: str = ""
    low: End | None = None
    high: End | None = None

    @property
    def measure(self) -> Measure | None:
        """What it is measured in; None for words."""
        end = self.low or self.high
        return MEASURES[end.unit] if end else None

    def holds(self, value: Decimal, unit: str) -> bool:
        """Whether a measured value (in a unit no larger than the text's) lies in the range."""
        if self.low is not None:
            low = convert(self.low.value, self.low.unit, unit)
            if value < low or (value == low and not self.low.inclusive):
                return False
        if self.high is not None:
            high = convert(self.high.value, self.high.unit, unit)
            if value > high or (value == high and not self.high.inclusive):
                return False
        return True


Alternative = tuple[Fact, ...]

#: 千 in 千克 and 千米 belongs to the unit.
_SIGN: Final = rf"(?:(?!千[克米])[{CHINESE_FIGURES}])"
_FIGURE: Final = rf"(?:百分之)?(?:\d+(?:[,，]\d{{3}}(?!\d))*(?:\.\d+)?(?:(?!千[克米])[十百千万亿])*|{_SIGN}+(?:点{_SIGN}+)?)"
_UNIT: Final = (
    "(?:" + "|".join(re.escape(word) for word in sorted(MEASURES, key=len, reverse=True)) + ")"
    r"(?!性|所[^得]|门[^口]|分之|级|龄|度|月(?![以内之])|员|民|均)(?:[（(][^（）()]{1,4}[)）])?"
)
_LESS: Final = "不满|未满|不足|低于|少于|小于|未达到?|不到"
_AT_MOST: Final = "不超过|未超过|不多于|不高于|最多|至多"
_MORE: Final = "超过|高于|大于|多于|超出|逾(?!期)"
_AT_LEAST: Final = "不低于|不少于|至少|达到?|(?<![期届])满|(?<=[逾延]期)满"
_SECOND: Final = (
    rf"(?:但|且|至|到)?(?:(?:(?P<less2>{_LESS})|(?P<most2>{_AT_MOST}))(?P<n2>{_FIGURE})(?P<u2>{_UNIT})?"
    rf"|(?P<n3>{_FIGURE})(?P<u3>{_UNIT})?以[下内])"
)
_MEASUREMENT: Final = re.compile(
    rf"(?:(?P<less>{_LESS})|(?P<most>{_AT_MOST})|(?P<more>{_MORE})|(?P<least>{_AT_LEAST}))?"
    rf"(?P<n1>{_FIGURE})(?P<u1>{_UNIT})?"
    rf"(?:(?:(?P<above>以上)|(?(more)|(?(least)|(?!)))){_SECOND}|(?P<only>以上)"
    rf"|\s?[至到~—–-]{{1,2}}\s?(?P<n4>{_FIGURE})(?P<u4>{_UNIT})(?:以[下内])?|(?P<below>以[下内]|之内)"
    rf"|(?(less)(?:但|且)?(?:不低于|不少于)(?P<n5>{_FIGURE})(?P<u5>{_UNIT})?|(?!)))?"
)
#: What makes a figure something else than a measurement: an ordinal, a rate, an estimate, a calendar day.
_NOT_BEFORE: Final = re.compile(r"(?:第|每|近|约|同|另|隔|前|后|\d)$")
_PERIOD: Final = re.compile(r"^(?:内|期间|间|之?前|之?后|份|的?期限|一次|以来)")
_ALTERNATIVES: Final = re.compile(r"[；;]\s*(?:或者?)?|[，,]\s*或者?|(?<=以[上下内])或者?")
_FACTS: Final = re.compile(r"[，,](?!(?<=\d[，,])\d{3}(?!\d))\s*(?:并且|且|并(?!购|联|网|入))?|并且|且|(?<=以[上下内])并(?!购|联|网|入)")
#: 含…的情形 says what the fact takes in, and asks for nothing more.
_NOTE: Final = re.compile(r"^(?:含|包括|包含|其中|例如)")
_EDGES: Final = "，仅在为达已共有仍又约的了计"


@lru_cache(maxsize=8192)
def parse_circumstance(text: str) -> tuple[Alternative, ...]:
    """The alternatives of a circumstance, in its order; none for an empty text."""
    found = []
    for alternative in _ALTERNATIVES.split(half_width(text)):
        facts = [part.strip(" 。.") for part in _FACTS.split(alternative)]
        read = tuple(_fact(part) for place, part in enumerate(facts) if part and not (place and _NOTE.match(part)))
        if read:
            found.append(read)
    return tuple(found)


def _fact(part: str) -> Fact:
    """A part with exactly one measurement is measured by it; with two, or none, it is words."""
    found = [(match, ends) for match in _MEASUREMENT.finditer(part) if (ends := _ends(match, part)) is not None]
    if len(found) != 1:
        return Fact(part)
    match, (low, high) = found[0]
    return Fact(part, part[: match.start()].strip(_EDGES), part[match.end() :], low, high)


def _ends(match: re.Match[str], part: str) -> tuple[End | None, End | None] | None:
    """Both ends, None when this is no measurement."""
    unit2 = match["u2"] or match["u3"] or match["u4"]
    first = _end(match["n1"], match["u1"] or (unit2 if unit2 else None))
    if first is None or _NOT_BEFORE.search(part[: match.start()]) or _PERIOD.match(part[match.end() :]):
        return None
    value, unit = first
    second = None
    if figure := match["n2"] or match["n3"] or match["n4"]:
        second = _end(figure, unit2 or match["u1"])
        if second is None or MEASURES[second[1]].dimension != MEASURES[unit].dimension:
            return None
    upper = End(*second, not match["less2"]) if second else None
    if match["n5"]:  # 低于90%不低于70%
        least = _end(match["n5"], match["u5"] or match["u1"])
        return _ordered(End(*least, True), End(value, unit, False)) if least else None
    if match["less"] or match["most"]:
        return None, End(value, unit, not match["less"])
    if match["below"]:
        return None, End(value, unit, True)
    if match["above"] or match["only"] or match["more"] or match["least"] or match["n4"]:
        return _ordered(End(value, unit, not match["more"]), upper)
    # A bare figure counts things; a bare period or sum is as likely a limit of the law.
    return (End(value, unit, True), End(value, unit, True)) if MEASURES[unit].whole else None


def _ordered(low: End, high: End | None) -> tuple[End, End | None] | None:
    if high is not None:
        try:
            if convert(low.value, low.unit, high.unit) > high.value:
                return None
        except KeyError:
            return None
    return low, high


def _end(figure: str, unit: str | None) -> tuple[Decimal, str] | None:
    """The value with its unit in the words of ``MEASURES``."""
    if figure.startswith("百分之"):
        unit = "%" if unit is None else unit
        figure = figure.removeprefix("百分之")
    if unit is None:
        return None
    try:
        return parse_number(figure), MEASURES[re.split(r"[（(]", unit)[0]].unit
    except ValueError:
        return None
