"""Numbers as Chinese documents write them: 5万, 三千五百, 壹佰, １２, 百分之三, 1,200.5.

Reads Chinese (〇 and ○ included), financial (壹贰叁, 财务大写) and Arabic figures,
full-width or not, mixed with 十 百 千 万 亿, and writes Chinese figures.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from enforcement.notation.widths import half_width

_DIGITS: Final = {
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0, "◯": 0, "两": 2, "貳": 2, "弍": 2, "參": 3, "叄": 3, "陸": 6, "幺": 1,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_PARTS: Final = {"百": 100, "千": 1000, "万": 10000}

#: Characters of a Chinese figure, for the patterns of other modules.
CHINESE_FIGURES: Final = "".join([*_DIGITS, *_UNITS, *_MYRIADS])

_ARABIC: Final = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?", re.ASCII)
_THOUSANDS: Final = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_POSITIONAL: Final = re.compile(rf"(?=[^0-9]*[{''.join(_DIGITS)}])[{''.join(_DIGITS)}0-9]{{2,}}")
_FRACTION: Final = re.compile(r"([百千万])分之(.+)")
_TOKENS: Final = re.compile(rf"\d+(?:\.\d+)?|[{''.join(_DIGITS)}{''.join(_UNITS)}]", re.ASCII)

_CHINESE_DIGITS: Final = "零一二三四五六七八九"


def _unreadable(text: str) -> ValueError:
    return ValueError(f"“{text}”不是可以识别的数字")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal:
    """The number that ``text`` writes: 五万 → 50000, 3.5万 → 35000, 百分之三 → 0.03, 二〇二四 → 2024.

    A last figure without its unit takes the next lower one, as it is spoken
    (一万五 → 15000). Raises ValueError, in Chinese, when the text is no number.
    """
    plain = half_width(text).replace(" ", "")
    if plain.isascii() and plain.isdecimal():
        return Decimal(plain)
    if _ARABIC.fullmatch(plain):
        return Decimal(plain.replace(",", "").replace("，", ""))
    if plain.endswith("%"):
        return parse_number(plain[:-1]) / 100
    if fraction := _FRACTION.fullmatch(plain):
        return parse_number(fraction[2]) / _PARTS[fraction[1]]
    if _POSITIONAL.fullmatch(plain):
        return Decimal("".join(str(_DIGITS.get(sign, sign)) for sign in plain))
    return _compound(_THOUSANDS.sub("", plain), text)


def parse_integer(text: str) -> int:
    """The whole number that ``text`` writes; ValueError when it is none or has decimals."""
    number = parse_number(text)
    if number != number.to_integral_value():
        raise _unreadable(text)
    return int(number)


def _compound(plain: str, original: str) -> Decimal:
    """A number made of sections of 亿 and 万, each below ten thousand units of its own."""
    total, rest, last = Decimal(0), plain, None
    for signs, scale in (("亿億", 10**8), ("万萬", 10**4)):
        at = max(rest.rfind(sign) for sign in signs)
        if at < 0:
            continue
        head, rest = rest[:at], rest[at + 1 :]
        if not head:
            raise _unreadable(original)
        total += _compound(head, original) * scale
        last = scale
    if not rest:
        if last is None:
            raise _unreadable(original)
        return total
    section = _section(rest, original)
    if last and len(rest) == 1 and rest in _DIGITS:
        section *= last // 10  # 一万五
    elif last and section >= last:
        raise _unreadable(original)
    return total + section


def _section(text: str, original: str) -> Decimal:
    """A number without 万 and 亿: 三千五百, 十五, 5千, 三点五."""
    whole, point, decimals = text.partition("点")
    if point:
        if not decimals or any(sign not in _DIGITS and not sign.isdecimal() for sign in decimals):
            raise _unreadable(original)
        figures = "".join(str(_DIGITS.get(sign, sign)) for sign in decimals)
        return _section(whole, original) + Decimal("0." + figures)
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    tokens = _TOKENS.findall(text)
    if not tokens or "".join(tokens) != text:
        raise _unreadable(original)
    value, digit, last_unit, after_zero = Decimal(0), None, 10_000, False
    for token in tokens:
        if unit := _UNITS.get(token):
            if unit >= last_unit or (digit is None and unit != 10) or digit == 0:
                raise _unreadable(original)
            value += (1 if digit is None else digit) * unit
            last_unit, digit, after_zero = unit, None, False
        elif digit is not None:
            raise _unreadable(original)
        elif token in _DIGITS and _DIGITS[token] == 0 and len(tokens) > 1:
            after_zero = True
        else:
            digit = Decimal(_DIGITS.get(token, token))
    if digit is None:
        if after_zero:
            raise _unreadable(original)
        return value
    return value + digit * (last_unit // 10 if 10 < last_unit < 10_000 and not after_zero else 1)


def to_chinese(number: int) -> str:
    """The whole number in Chinese figures: 124 → 一百二十四, 10 → 十, 20050 → 二万零五十.

    Raises ValueError for a negative number and from 10 ** 12 on.
    """
    if not 0 <= number < 10**12:
        raise ValueError(f"{number} 超出可以书写的范围")
    if number == 0:
        return "零"
    text, skipped = "", False
    for sign, scale in (("亿", 10**8), ("万", 10**4), ("", 1)):
        value, number = divmod(number, scale)
        if value:
            text += ("零" if text and (skipped or value < 1000) else "") + _below_ten_thousand(value) + sign
        skipped = not value
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_ten_thousand(value: int) -> str:
    text, skipped = "", False
    for sign, unit in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if skipped and text else "") + _CHINESE_DIGITS[digit] + sign
            skipped = False
        else:
            skipped = True
    return text


def to_chinese_digits(number: int) -> str:
    """The figures one by one, as a year is written: 2024 → 二〇二四."""
    return "".join("〇" if figure == "0" else _CHINESE_DIGITS[int(figure)] for figure in str(number))
