"""Names of people: what one looks like, how it is masked, and all forms in which a known one is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from pypinyin import lazy_pinyin

from enforcement.redaction.folding import fold

_DATA: Final = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
SURNAMES: Final = frozenset(_DATA["surnames"])
WORD_SURNAMES: Final = frozenset(_DATA["also_words"])
COMPOUND_SURNAMES: Final = tuple(sorted(_DATA["compound"], key=len, reverse=True))
_COMPOUND: Final = frozenset(COMPOUND_SURNAMES)
_COMPOUND_FIRST: Final = frozenset(compound[0] for compound in COMPOUND_SURNAMES)
_COMPOUND_LENGTHS: Final = sorted({len(compound) for compound in COMPOUND_SURNAMES}, reverse=True)
GIVEN: Final = frozenset(_DATA["given"])
OTHER_PEOPLES: Final = tuple(_DATA["other_peoples"])

HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f"
#: The dots in names of other peoples; folded text knows some of them only.
DOTS: Final = "·•・‧∙⋅."
_IS_HAN: Final = re.compile(f"[{HAN}]")
_HAN_NAME: Final = re.compile(rf"[{HAN}○]{{2,6}}")
_DOTTED: Final = re.compile(rf"[{HAN}A-Z]{{1,12}}(?:[{DOTS}][{HAN}A-Z]{{1,12}}){{1,4}}")
_LATIN: Final = re.compile(r"[A-Z][A-Z'’\-]*\.?(?:[ ,·.]+[A-Z][A-Z'’\-]*\.?){0,5}")
#: A name that is masked already.
_MASKED: Final = re.compile(rf"[{HAN}A-Z]{{1,3}}(?:某{{1,3}}[甲乙丙丁]?|[*＊×]{{1,4}})")
#: What may stand between the characters of one name.
_GAP: Final = rf"[{DOTS}_\-—*/|()（）\"“”]?"


def masked_name(name: str) -> str:
    """Family name and 某某: 张某某, 欧阳某某, 阿某某, J某某; a name masked already is given the same form.

    The style of court publications (《最高人民法院关于人民法院在互联网公布裁判文书的规定》 art. 9): of names of
    other peoples and of foreigners the first sign stays. Always 某某, so that the
    length of the given name is not told.
    """
    plain = fold(name).text
    surname = surname_of(plain)
    if surname:
        return f"{surname}某某"
    first = next((sign for sign in plain if sign.isalpha()), "")
    return f"{first}某某"


def surname_of(name: str) -> str:
    """The family name: a compound one, else the first sign; empty where there is no Chinese sign at the front."""
    compound = compound_at(name, 0)
    if compound and len(name) > len(compound):
        return compound
    return name[:1] if _IS_HAN.match(name) else ""


def compound_at(text: str, place: int) -> str:
    """The compound family name that begins at a place, the longest; empty when none does."""
    if text[place : place + 1] in _COMPOUND_FIRST:
        for length in _COMPOUND_LENGTHS:
            if text[place : place + length] in _COMPOUND:
                return text[place : place + length]
    return ""


def is_masked(name: str) -> bool:
    """Whether a name came masked: 张某, 张某某, 张*."""
    return _MASKED.fullmatch(fold(name).text) is not None


def is_name(text: str) -> bool:
    """Whether a text can be nothing but one person's name by its form: no organisation, nothing around it."""
    plain, spaced = fold(text).text, fold(text, spaces=True).text.strip()
    if is_masked(text) or _DOTTED.fullmatch(plain):
        return True
    if _HAN_NAME.fullmatch(plain):
        return len(plain) <= 4 or any(part in plain for part in OTHER_PEOPLES)
    return bool(_LATIN.fullmatch(spaced)) and len(spaced) <= 60


@lru_cache(maxsize=4096)
def name_pattern(name: str) -> re.Pattern[str] | None:
    """Finds a known name in folded text with spaces kept, in every written form; None when there is too little of it.

    Forms: spaced or pointed, full width, traditional (folded away); pinyin in
    either order; parts of a name with dots; words of a Latin name.
    """
    plain = fold(name).text
    if is_masked(name) or len(plain) < 2:
        return None
    forms = list(_han_forms(plain)) if re.match(f"[{HAN}]", plain) else list(_latin_forms(fold(name, spaces=True).text))
    return re.compile("|".join(forms)) if forms else None


def _han_forms(plain: str) -> Iterator[str]:
    parts = [part for part in re.split(f"[{DOTS}]", plain) if part]
    joint = rf" ?{_GAP} ?"
    yield joint.join(map(re.escape, "".join(parts)))
    if len(parts) > 1:
        yield from (joint.join(map(re.escape, part)) for part in parts if len(part) > 1)
    elif len(plain) <= 6:
        yield from _pinyin_forms(plain)


@cache
def _pinyin_forms(plain: str) -> tuple[str, ...]:
    surname = surname_of(plain)
    family = "".join(lazy_pinyin(surname)).upper()
    given = [syllable.upper() for syllable in lazy_pinyin(plain[len(surname) :])]
    if not given or not (family + "".join(given)).isascii() or len(family + "".join(given)) < 5:
        return ()
    spelt = r"[ '\-·.]{0,2}".join(given)
    gap = r"[ ,'\-_·.]{0,3}"
    return (rf"(?<![A-Z]){family}{gap}{spelt}(?![A-Z])", rf"(?<![A-Z]){spelt}{gap}{family}(?![A-Z])")


def _latin_forms(spaced: str) -> Iterator[str]:
    words = [word for word in re.split(r"[^A-Z]+", spaced) if word]
    if not words:
        return
    yield r"(?<![A-Z])" + r"[^A-Z0-9]{0,3}".join(words) + r"(?![A-Z])"
    yield r"(?<![A-Z])" + r"[^A-Z0-9]{0,3}".join(reversed(words)) + r"(?![A-Z])"
    yield from (rf"(?<![A-Z]){word}(?![A-Z])" for word in words if len(word) >= 3)
    # Letter by letter; a letter in front would make it the middle of a word.
    yield r"(?<![A-Z])" + r"[^A-Z0-9]{0,6}".join("".join(words)) + r"(?![A-Z])"


def given_name(name: str) -> str:
    """The given name of a Chinese name where it has two signs and may stand alone; empty otherwise."""
    plain = fold(name).text
    if is_masked(plain) or not re.fullmatch(f"[{HAN}]{{3,4}}", plain):
        return ""
    given = plain[len(surname_of(plain)) :]
    return given if len(given) == 2 else ""
