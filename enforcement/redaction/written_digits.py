"""Runs of digits in any written form: full width, circled, Chinese figures, O for 0, cut into groups."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from enforcement.redaction.folding import HAN_DIGITS

_LOOK_ALIKES: Final = {"O": "0", "o": "0", "Ｏ": "0", "ｏ": "0", "l": "1", "I": "1", "|": "1", "Ｉ": "1", "ｌ": "1"}
_SEPARATORS: Final = frozenset(" \t\n\r\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff-—–‐‑−－_·.．・•/／\\()（）,，~～*")
#: Signs without width part nothing.
INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_LONGEST_GAP: Final = 3
#: Groups beyond which a run is a table of figures rather than one number.
_MOST_GROUPS: Final = 40


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together, in ASCII, and their slice of the text."""

    digits: str
    start: int
    end: int


def _digit(sign: str) -> tuple[str, str]:
    """A sign as an ASCII digit (or X), and the script it is written in; empty for anything else."""
    if sign in HAN_DIGITS:
        return HAN_DIGITS[sign], "han"
    if sign in _LOOK_ALIKES:
        return _LOOK_ALIKES[sign], "look"
    if sign in "XxＸｘ":
        return "X", "plain"
    value = unicodedata.digit(sign, None)
    return ("", "") if value is None else (str(value), "plain")


def runs(text: str) -> Iterator[list[Group]]:
    """Groups that only separators part, run by run; a change between Chinese and other figures begins a group.

    A letter that looks like a digit counts as one only beside digits.
    """
    run: list[Group] = []
    place = 0
    while place < len(text):
        group = _group_at(text, place) or _last_sign(text, place, run)
        if group is None:
            place += 1
            continue
        if run and not _joins(text, run[-1].end, group.start) or len(run) >= _MOST_GROUPS:
            yield run
            run = []
        run.append(group)
        place = group.end
    if run:
        yield run


def _last_sign(text: str, place: int, run: list[Group]) -> Group | None:
    """The X of an identity number whose signs are spaced."""
    if text[place] not in "XxＸｘ" or sum(len(group.digits) for group in run) < 17 or not _joins(text, run[-1].end, place):
        return None
    return Group("X", place, place + 1)


def _group_at(text: str, place: int) -> Group | None:
    digit, script = _digit(text[place])
    if not digit or digit == "X":
        # An X is the last sign of a number only, also where it stands apart.
        return None
    end, digits, scripts = place, "", set()
    while end < len(text):
        if text[end] in INVISIBLE and end + 1 < len(text) and _digit(text[end + 1])[0]:
            end += 1
        digit, found = _digit(text[end])
        if not digit or ("han" in (script, found) and "look" not in (script, found) and found != script):
            break
        script = found if script == "look" else script
        digits += digit
        scripts.add(found)
        end += 1
        if digit == "X":
            break
    if scripts == {"look"} and not _beside_digit(text, place, end):
        return None
    return Group(digits, place, end)


def _beside_digit(text: str, start: int, end: int) -> bool:
    """Whether look-alikes that stand apart have digits next to them, over separators."""
    before, after = start - 1, end
    while before >= 0 and text[before] in _SEPARATORS and start - before <= _LONGEST_GAP:
        before -= 1
    while after < len(text) and text[after] in _SEPARATORS and after - end < _LONGEST_GAP:
        after += 1
    around = (text[before] if before >= 0 else "", text[after] if after < len(text) else "")
    return any(sign and _digit(sign)[1] in ("plain", "han") for sign in around)


def _joins(text: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST_GAP and all(sign in _SEPARATORS for sign in text[end:start])


def spellings(run: list[Group], longest: int) -> Iterator[tuple[str, list[Group]]]:
    """Every stretch of neighbouring groups as one number of at most ``longest`` digits, longer ones first."""
    for first in range(len(run)):
        stretches = []
        digits = ""
        for last in range(first, len(run)):
            digits += run[last].digits
            if len(digits) > longest and last > first:
                break
            stretches.append((digits, run[first : last + 1]))
        yield from reversed(stretches)
