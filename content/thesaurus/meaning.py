"""One meaning: what people say, and what it stands for in acts and benchmarks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from enforcement.notation.widths import half_width

#: Stands in a saying for up to ``LONGEST_GAP`` characters.
GAP = "…"
LONGEST_GAP = 6

_GAPS = re.compile(r" ?(?:(?:[…⋯]|\.{3,}) ?)+")
_SPACES = re.compile(r"\s+")
#: A space beside a Chinese character says nothing.
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
#: One to the search, so one here: 没戴 is 不戴 is 未戴.
_NEGATIONS = re.compile("没有|[没未无]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """``said``: patterns, each of which may hold ``…``. ``means``: alternatives, the most telling first, each made of
    terms that must stand together."""

    said: tuple[str, ...]
    means: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return f"{join_said(self.said)} => {join_means(self.means)}"


def canonical(text: str) -> str:
    """Text as the thesaurus keeps it: half width, small letters, nothing unprintable, no needless space, one sign for gaps."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    small = unicodedata.normalize("NFC", half_width(printable)).lower()
    joined = _BESIDE_HAN.sub("", _GAPS.sub(GAP, _SPACES.sub(" ", small))).strip()
    # Once more: a letter and its accent may only now stand together.
    return unicodedata.normalize("NFC", joined)


@lru_cache(maxsize=20_000)
def saying_key(saying: str) -> str:
    """What two sayings have in common when the search can't tell them apart."""
    return _NEGATIONS.sub("不", canonical(saying))


def join_said(said: tuple[str, ...]) -> str:
    return " | ".join(said)


def join_means(means: tuple[tuple[str, ...], ...]) -> str:
    return " | ".join(" + ".join(terms) for terms in means)


def split_said(text: str) -> tuple[str, ...]:
    """The patterns of a kept text, nothing checked."""
    return tuple(dict.fromkeys(part for part in map(canonical, text.split("|")) if part))


def split_means(text: str) -> tuple[tuple[str, ...], ...]:
    """The alternatives of a kept text, nothing checked."""
    found = (tuple(dict.fromkeys(term for term in map(canonical, part.split("+")) if term)) for part in text.split("|"))
    return tuple(dict.fromkeys(terms for terms in found if terms))
