"""Cell values and their text."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta

#: Doubles hold fifteen significant digits; a longer number has lost its tail.
EXACT_LIMIT = 10**15

#: What officers write into a cell that holds nothing.
NOTHING = frozenset(
    ("", "/", "\\", "-", "—", "——", "–", "*", "无", "暂无", "不涉及", "N/A", "n/a", "null", "NULL", "None", "#N/A")
)

_LINE_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|_x000[dD]_\n?")
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u2060]")
_SPACES = " \t\n\u3000\u00a0\u2002\u2003\u2009\x0b\x0c"
_ISO_MIDNIGHT = dt.time(0, 0)
_WORD_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def text_of(value: Value) -> str:
    """The text of a cell: outer space and line-break characters trimmed, nothing else touched."""
    if isinstance(value, str):
        if "\r" in value or "\u2028" in value or "_x000" in value:
            value = _LINE_BREAKS.sub("\n", value)
        if _INVISIBLE.search(value):
            value = _INVISIBLE.sub("", value)
        return value.strip(_SPACES)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == _ISO_MIDNIGHT else value.isoformat(" ")
    return str(value)


def is_nothing(text: str) -> bool:
    """Whether a cell says no more than that there is nothing to say."""
    return text.strip(_SPACES) in NOTHING


def number_text(value: float) -> str:
    """Digits without a trailing ``.0`` and without an exponent below fifteen digits."""
    if isinstance(value, int):
        return str(value)
    if value.is_integer() and abs(value) < EXACT_LIMIT:
        return str(int(value))
    return repr(value)


@cache
def column_letter(column: int) -> str:
    """The letter of a 0-based column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = _WORD_LETTERS[rest] + letters
    return letters


def column_index(letters: str) -> int:
    """The 0-based column of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
