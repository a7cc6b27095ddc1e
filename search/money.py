"""Sums of money as people and laws write them: 5万, 五万元, 50000元, 二百元以上二千元以下, 200-2000元.

Only what is surely money is read: a figure with 元 or 块, or one of hundreds
and more that a bound, a fine or the end of the text follows. 四道沟镇 and 十字路口
stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from enforcement.notation.numerals import CHINESE_FIGURES, parse_number
from enforcement.notation.widths import half_width

_FIGURE = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?[百千万亿]*|[{CHINESE_FIGURES}]+(?:点[{CHINESE_FIGURES}]+)?)"
_YUAN = "(?:元钱?|块钱?|圆)"
_BOUND = "以上|以下|以内|以外"
_DASH = r"\s*(?:[-~—–]+|至|到)\s*"
_RANGE = re.compile(
    rf"(?P<low>{_FIGURE})\s?(?P<u1>{_YUAN})?(?:以上[、，,]?\s?(?:不满|不足|未满)?|{_DASH})(?P<high>{_FIGURE})\s?(?P<u2>{_YUAN})?(?P<end>以[下内])?"
)
_SINGLE = re.compile(rf"(?P<least>不低于|不少于|至少|超过|大于)?(?P<most>不超过|不高于|最多|低于|小于)?(?P<sum>{_FIGURE})\s?(?P<unit>{_YUAN})?(?P<bound>{_BOUND})?")
#: What may stand behind a figure of hundreds and more without 元 for it to be money.
_MONEY_FOLLOWS = re.compile(rf"\s*(?:{_BOUND}|的?罚|的?$|[,，。；;、?？!！])")
_LARGE = re.compile("[百千万亿]$")
#: Right before a figure it says that the figure is money: 罚200, 罚了我500.
_FINED = re.compile(r"罚(?:款|了|我|他)*\s*$")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum or a range in yuan and its place in the text; an open end is None, a sum has two equal ends."""

    low: int | None
    high: int | None
    start: int
    end: int

    @property
    def is_sum(self) -> bool:
        """Whether the text names one sum without a bound."""
        return self.low is not None and self.low == self.high


def read_money(text: str) -> Iterator[Money]:
    """Every sum in the text, ranges as one, in order. Never fails."""
    told = half_width(text)
    place = 0
    while place < len(told):
        found = _read_at(told, place)
        if found is None:
            return
        if found.low is not None or found.high is not None:
            yield found
        place = max(found.end, place + 1)


def _read_at(text: str, place: int) -> Money | None:
    """The next figure, as money with its ends or as a Money without any when it is not."""
    single = _SINGLE.search(text, place)
    if single is None:
        return None
    ranged = _RANGE.match(text, single.start("sum"))
    if ranged and (found := _range(text, ranged)):
        return found
    value = _yuan(single["sum"])
    sure = (
        single["unit"]  # first, since it nearly always stands there in a document
        or (_MONEY_FOLLOWS.match(text, single.end()) and _FINED.search(text, 0, single.start()))
        or (_LARGE.search(single["sum"]) and _MONEY_FOLLOWS.match(text, single.end("sum")) and len(single["sum"]) > 1)
    )
    if value is None or not sure:
        return Money(None, None, single.start(), single.end("sum"))
    if single["most"] or single["bound"] in ("以下", "以内"):
        return Money(None, value, single.start(), single.end())
    if single["least"] or single["bound"] == "以上":
        return Money(value, None, single.start(), single.end())
    return Money(value, value, single.start(), single.end())


def _range(text: str, found: re.Match[str]) -> Money | None:
    low, high = found["low"], found["high"]
    if not (found["u2"] or found["u1"] or (_LARGE.search(high) and (found["end"] or _MONEY_FOLLOWS.match(text, found.end())))):
        return None
    unit = re.search("[万亿]$", high)
    if unit and not found["u1"] and re.fullmatch(r"[\d.,]+", low):  # 5-10万元: the unit stands once
        low += unit[0]
    ends = _yuan(low), _yuan(high)
    if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        return None
    return Money(ends[0], ends[1], found.start(), found.end())


def _yuan(figure: str) -> int | None:
    try:
        number: Decimal = parse_number(figure)
    except (ValueError, ArithmeticError):
        return None
    return int(number) if number < 10**15 else None
