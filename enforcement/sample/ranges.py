"""The range notation of the sample source: ``{a:5万~7万)`` is read, judged and printed as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

_RANGE = re.compile(r"\{(?P<label>[a-z]\d?):(?P<body>[^{})]*)(?P<end>[})])")
_NUMBER = re.compile(r"^(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>倍|%|日|天|个月|月|年|元)?$")
_SCALE = {"": 1, "万": 10_000, "亿": 100_000_000}
_DIGITS = "零一二三四五六七八九"


class SourceError(NamedTuple):
    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Band:
    """One range: ``low`` None means no lower end; ``fixed`` a single sum; ``closed`` whether the upper end counts."""

    label: str
    low: Decimal | None
    high: Decimal
    unit: str
    per: str
    closed: bool
    fixed: bool


def bands(text: str) -> tuple[Band, ...]:
    """Every range in a line; raises ValueError for one that cannot be read."""
    found = tuple(_band(match) for match in _RANGE.finditer(text))
    if text.count("{") != len(found):
        raise ValueError(f"a range cannot be read in {text!r} (like {{a:1万~3万}} or {{a:1万~2万)}})")
    return found


def render(text: str, *, chinese: bool) -> str:
    """The line with every range in words, in Arabic or Chinese numerals."""
    return _RANGE.sub(lambda match: _words(_band(match), chinese), text)


def _band(match: re.Match[str]) -> Band:
    body, _, per = match["body"].partition("/")
    closed = match["end"] == "}"
    if body.startswith("="):
        value, unit = _number(body[1:])
        return Band(match["label"], value, value, unit, per, True, True)
    low_text, tilde, high_text = body.partition("~")
    if not tilde or not high_text:
        raise ValueError(f"a range needs an upper end: {match[0]!r}")
    high, unit = _number(high_text)
    low = None
    if low_text.strip():
        low, low_unit = _number(low_text)
        if low_unit != unit and not (low_unit == "元" and re.fullmatch(r"[\d.]+", low_text.strip())):
            raise ValueError(f"two units in one range: {match[0]!r}")
        if low >= high:
            raise ValueError(f"the lower end is not below the upper end: {match[0]!r}")
    return Band(match["label"], low, high, unit, per, closed, False)


def _number(text: str) -> tuple[Decimal, str]:
    found = _NUMBER.match(text.strip())
    if not found:
        raise ValueError(f"not a number with unit: {text!r}")
    try:
        return Decimal(found["number"]) * _SCALE[found["scale"]], (found["unit"] or "元").replace("天", "日")
    except InvalidOperation as error:
        raise ValueError(f"not a number: {text!r}") from error


def _words(band: Band, chinese: bool) -> str:
    per = f"每{band.per}" if band.per else ""
    high = _say(band.high, band.unit, chinese)
    if band.fixed:
        return f"{per}{high}"
    if band.low is None:
        return f"{per}{high}以下" if band.closed else f"{per}不满{high}"
    low = _say(band.low, band.unit, chinese)
    return f"{per}{low}以上{high}以下" if band.closed else f"{per}{low}以上不满{high}"


def _say(value: Decimal, unit: str, chinese: bool) -> str:
    if chinese:
        return f"百分之{_chinese(value)}" if unit == "%" else f"{_chinese(value)}{unit}"
    scale = ""
    if unit == "元" and value >= 10_000 and value % 100 == 0:
        value, scale = (value / 100_000_000, "亿") if value >= 100_000_000 and value % 1_000_000 == 0 else (value / 10_000, "万")
    return f"{format(value.normalize(), 'f')}{scale}{unit}"


def _chinese(value: Decimal) -> str:
    """35000 → 三万五千, 1.5 → 一点五."""
    whole, rest = divmod(value, 1)
    said = ""
    number = int(whole)
    for size, word in ((100_000_000, "亿"), (10_000, "万")):
        count, number = divmod(number, size)
        if count:
            said += _integer(count) + word
    if number or not said:
        said += ("零" if said and number < 1000 else "") + _integer(number)
    digits = format(rest.normalize(), "f").removeprefix("0.") if rest else ""
    return said + ("点" + "".join(_DIGITS[int(digit)] for digit in digits) if digits else "")


def _integer(number: int) -> str:
    if number == 0:
        return "零"
    said, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + word
            gap = False
        else:
            gap = bool(said)
    return said.removeprefix("一") if said.startswith("一十") else said
