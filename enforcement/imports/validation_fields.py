"""Single fields of a row: empty or not, codes, dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from enforcement.notation.dates import is_open_ended, parse_date
from enforcement.notation.widths import half_width
from enforcement.spreadsheets.cells import NOTHING

_SPACE: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_LONGEST_NOTHING: Final = max(map(len, NOTHING))
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE][+-]?\d+")
_DECIMAL_TAIL: Final = re.compile(r"(\d{6,})\.0+")
_CONFUSED: Final = re.compile(r"(?=(?:[^\d]*\d){6})[\dOoIl|.\-]*[OoIl|][\dOoIl|.\-]*")
_CODE: Final = re.compile(r"[0-9A-Za-z\u4e00-\u9fff〔〕\[\]()（）._/—-]{1,60}")

#: Spreadsheet programs keep fifteen digits of a number; the others become zeros.
_EXACT: Final = 10**15


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, white space of any kind, or a stroke for "none"."""
    if value is None:
        return True
    text = str(value).strip()
    # Hardly a cell needs the closer look: it begins with a word.
    if len(text) > _LONGEST_NOTHING and text[0].isalnum():
        return False
    return _SPACE.sub("", text) in NOTHING


def tidy(value: object) -> str:
    """The text of a cell without outer white space; inner line breaks stay."""
    return "" if value is None else str(value).strip(" \t\r\n\u3000\u200b\ufeff")


def read_code(value: object) -> str | None:
    """The code of an item as an opaque string; None when the cell is empty.

    Numbers come out whole (330206024000.0 → 330206024000), full-width digits
    plain. Raises ValueError, in Chinese, for what a spreadsheet program has
    spoilt (scientific notation, more than fifteen digits kept as a number) and
    for letters that stand where digits must (O for 0, l for 1).
    """
    if is_blank(value):
        return None
    if isinstance(value, bool):
        raise ValueError("编码不是文字")
    if isinstance(value, int | float):
        if value != value // 1:
            raise ValueError(f"编码“{value}”带有小数")
        if abs(value) >= _EXACT:
            raise ValueError("编码按数字存储，超过15位的部分已经丢失")
        return str(int(value))
    text = _SPACE.sub("", half_width(str(value))).strip("'’‘`")
    if match := _DECIMAL_TAIL.fullmatch(text):
        return match[1]
    if _SCIENTIFIC.fullmatch(text):
        raise ValueError("编码是科学记数法，末尾数字已经丢失")
    if _CONFUSED.fullmatch(text):
        letters = "、".join(sorted({sign for sign in text if sign in "OoIl|"}))
        raise ValueError(f"编码的数字中混有字母{letters}")
    if not _CODE.fullmatch(text):
        raise ValueError("编码含有不能使用的符号")
    return text


def read_end(value: object) -> date | None:
    """The day until which a rule is valid; None when the cell is empty or says 长期. ValueError as of ``parse_date``."""
    if is_blank(value) or is_open_ended(value):
        return None
    return parse_date(value)
