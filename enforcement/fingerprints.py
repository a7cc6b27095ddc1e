"""Short names for content: which item is this, and does it still say the same?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b

#: role, law (full name), article, sub-article, paragraph, item; 0 where not given.
Place = Sequence[object]
VIOLATED = "violated"
#: The texts of an edition that count as its content, in the order in which they are hashed.
TEXTS = ("act", "domain", "basis_text", "statutory_penalty", "penalty_kinds", "handling_unit", "remark")

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The text for comparison only: full-width forms narrowed, no space."""
    return _SPACE.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text))


def match_key(act: str, citations: Iterable[Place]) -> str:
    """Citation and act as one key: how an item without a code is known again inside its agency.

    The provision violated is left out: tables that do not name it speak of the same item.
    """
    places = sorted({"/".join(map(str, place[1:])) for place in citations if place[0] != VIOLATED})
    return _digest("|".join([*places, _MARKS.sub("", fold(act))]))


def content_hash(texts: Iterable[str], citations: Iterable[Place], tiers: Iterable[Sequence[str]]) -> str:
    """Everything a reader would notice: two editions with one hash say the same."""
    parts = [fold("\x1f".join(texts))]
    parts += sorted("/".join(map(str, place)) for place in citations)
    parts += [fold("\x1e".join(tier)) for tier in tiers]
    return _digest("\x1d".join(parts))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
