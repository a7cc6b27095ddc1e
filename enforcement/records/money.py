"""Sums in cells: 万元 or 元, told by the cell, the header, the standard's code, or the text of the decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from enforcement.notation.numerals import CHINESE_FIGURES, parse_number
from enforcement.redaction.folding import fold

Unit = Literal["元", "万元", ""]
MYRIAD: Final = Decimal(10000)

_CELL: Final = re.compile(rf"(?:人民币|¥|￥|RMB)?(?P<figure>[0-9.,]+|[{CHINESE_FIGURES}整]+?)(?P<unit>万元?|亿元?|元)?(?:整|正)?(?:人民币)?")
_FINE: Final = re.compile(rf"罚款(?:金额)?(?:人民币|共计|合计|计|为|[:：(（])*(?P<sum>(?:[0-9][0-9.,]*|[{CHINESE_FIGURES}]+)(?:万|亿)?)元")
_GAINS: Final = re.compile(rf"没收(?:全部)?(?:违法|非法)所得(?:人民币|共计|合计|计|为|[:：(（])*(?P<sum>(?:[0-9][0-9.,]*|[{CHINESE_FIGURES}]+)(?:万|亿)?)元")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in yuan, and whether the cell and its header name different units."""

    yuan: Decimal
    unit: Unit
    mixed: bool = False


def unit_of_header(header: str) -> Unit:
    """The unit that a header names; columns under the standard's codes are in 万元 (〔2018〕424号)."""
    plain = fold(header).text
    if "万元" in plain:
        return "万元"
    if re.search(r"[(（/]元", plain):
        return "元"
    return "万元" if re.search(r"CF_NR_(?:FK|WFFF)", plain) else ""


def parse_sum(cell: str, header_unit: Unit) -> Sum | None:
    """The sum a cell says, None when neither cell nor header name a unit.

    The cell's own unit goes before the header's. Raises ValueError, in Chinese,
    for what is no sum or is below zero.
    """
    plain = fold(cell, han_digits=False).text.replace("，", ",")
    match = _CELL.fullmatch(plain)
    if match is None:
        raise ValueError("不是可以识别的金额")
    value = parse_number(match["figure"].rstrip("整").rstrip(","))
    own = match["unit"] or ""
    if own.startswith("亿"):
        return Sum(value * MYRIAD * MYRIAD, "元", header_unit == "万元")
    unit: Unit = "万元" if own.startswith("万") else "元" if own else header_unit
    if not unit:
        return Sum(value, "元") if value == 0 else None
    return Sum(value * (MYRIAD if unit == "万元" else 1), unit, bool(own and header_unit and unit != header_unit))


def fines_in(text: str) -> set[Decimal]:
    """The fines, in yuan, that running text imposes, and their total."""
    return _sums(_FINE, text)


def gains_in(text: str) -> set[Decimal]:
    """The gains, in yuan, that running text confiscates, and their total."""
    return _sums(_GAINS, text)


def _sums(pattern: re.Pattern[str], text: str) -> set[Decimal]:
    found = []
    for match in pattern.finditer(fold(text, han_digits=False).text):
        try:
            found.append(parse_number(match["sum"].replace(",", "")))
        except ValueError:
            continue
    return {*found, sum(found, Decimal(0))} if found else set()
