"""An amount of a penalty: a fixed sum or a range, what it is measured by, whom it meets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from enforcement.notation.numerals import to_chinese

Unit = Literal["yuan", "times", "percent", "day", "month", "year", "points"]
Sanction = Literal["fine", "detention", "suspension", "ban", "points"]
Style = Literal["arabic", "chinese"]

_WORDS: Final[dict[Unit, str]] = {
    "yuan": "元", "times": "倍", "day": "日", "month": "个月", "year": "年", "points": "分",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """One sanction with its measure, as a text states it.

    ``minimum`` and ``maximum`` are in yuan, times, per cent (2 for 2%), days,
    months, years or points, by ``unit``; an end is None where the text sets
    none, and both are equal for a fixed sum. Whether an end itself belongs to
    the range follows 民法典 art. 1259: 以上、以下、以内 include it, 不满、不足、
    超过、以外 do not. ``sanction`` tells fines from detention, suspension, bans
    and points of a driving licence.
    ``base`` is what times and per cent are taken of (违法所得, 货值金额…), ``per``
    the thing that counts (平方米, 人…), ``subject`` whom it meets, as written
    behind 对; ``condition`` the circumstance that opens this branch of the
    text (货值金额不足1万元). All four are empty when the text is silent.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    unit: Unit = "yuan"
    base: str = ""
    min_inclusive: bool = True
    max_inclusive: bool = True
    per: str = ""
    subject: str = ""
    sanction: Sanction = "fine"
    condition: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether this is money (行政处罚法 art. 9 (2)), not detention, suspension or a ban."""
        return self.sanction == "fine"

    @property
    def is_fixed(self) -> bool:
        """Whether the text leaves nothing to weigh: 处200元罚款."""
        return self.minimum is not None and self.minimum == self.maximum

    @property
    def is_reversed(self) -> bool:
        """Whether the lower end lies above the upper one: a slip of the pen."""
        return self.minimum is not None and self.maximum is not None and self.minimum > self.maximum


def format_amount(amount: Amount, style: Style = "arabic") -> str:
    """The amount as a document writes it: 每平方米100元以上200元以下, 货值金额十倍以上二十倍以下.

    Without verb and subject. Raises ValueError when the amount has no end at all.
    """
    head = f"每{amount.per}" if amount.per else ""
    head += amount.base
    low, high = amount.minimum, amount.maximum
    if low is None and high is None:
        raise ValueError("幅度没有上下限")
    if high is None and low is not None:
        figure = _figure(low, amount.unit, style)
        return f"{head}{figure}以上" if amount.min_inclusive else f"{head}超过{figure}"
    assert high is not None
    upper = _figure(high, amount.unit, style)
    if amount.is_fixed:
        return head + upper
    tail = f"{upper}以下" if amount.max_inclusive else f"不满{upper}"
    if low is None:
        return head + tail
    lower = _figure(low, amount.unit, style)
    if amount.min_inclusive:
        return f"{head}{lower}以上{tail}"
    return f"{head}超过{lower}至{upper}" if amount.max_inclusive else f"{head}超过{lower}{tail}"


def _figure(value: Decimal, unit: Unit, style: Style) -> str:
    word = _WORDS.get(unit, "")
    if unit == "percent":
        return f"百分之{_chinese(value)}" if style == "chinese" else f"{_arabic(value)}%"
    if style == "chinese":
        return _chinese(value) + word
    # From ten thousand on in 万, as long as that is the shorter way to say it.
    if unit == "yuan" and value >= 10_000 and value % 100 == 0:
        return f"{_arabic(value / 10_000)}万{word}"
    return _arabic(value) + word


def _arabic(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chinese(value: Decimal) -> str:
    whole, _, decimals = _arabic(value).partition(".")
    return to_chinese(int(whole)) + ("点" + "".join(to_chinese(int(figure)) for figure in decimals) if decimals else "")
