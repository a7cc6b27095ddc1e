"""Number formats that change what a cell says: 0.03 shown as 3%, 12 shown as 000012."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from enforcement.spreadsheets.cells import number_text

#: Built-in formats of the spreadsheet file formats that matter here.
BUILT_IN: Final = {9: "0%", 10: "0.00%"}
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_SUFFIX = re.compile(
    r"(?:元|万|亿|倍|％|平方米|公斤|千克|吨|天|日|次|人|件|头|只|株|亩|米|立方米|以上|以下|年|个|月)+"
)


def matters(code: str) -> bool:
    """Whether a number shown in this format reads differently from its bare value."""
    first = code.split(";")[0]
    return (
        is_invisible(code)
        or "%" in first
        or bool(re.fullmatch(r"0{2,}", first))
        or _literal(first) is not None
    )


def is_invisible(code: str) -> bool:
    """``;;;`` and its like hide the value from the reader of the sheet."""
    return ";" in code and not code.replace(";", "").strip()


def render(value: float, code: str) -> str:
    """The number as the sheet shows it, exact (no rounding to the format's decimals)."""
    first = code.split(";")[0]
    if is_invisible(code):
        return ""
    if "%" in first:
        return number_text(float(Decimal(repr(float(value))) * 100)) + "%"
    if re.fullmatch(r"0{2,}", first) and float(value).is_integer() and value >= 0:
        return f"{int(value):0{len(first)}d}"
    return number_text(value) + (_literal(first) or "")


def _literal(section: str) -> str | None:
    """A unit written by the format after the number, such as 万元."""
    literal = "".join(quoted or escaped or "" for quoted, escaped in _QUOTED.findall(section)).strip()
    plain = _QUOTED.sub("", section)
    if not literal:
        tail = re.search(r"[\u4e00-\u9fff]+$", plain)
        literal, plain = (tail[0], plain[: tail.start()]) if tail else ("", plain)
    if re.search(r"[ymdhsYMDHS]", plain) or not re.search(r"[0#]", plain):
        return None
    return literal if _SUFFIX.fullmatch(literal) else None
