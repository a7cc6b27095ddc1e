"""Short names for content: which item is this, and does it still say the same?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from enforcement.notation.citations import Citation

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The text for comparison only: full-width forms narrowed, no space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def match_key(act: str, citations: Iterable[Citation]) -> str:
    """Citation and act as one key: how an item without a code is known again inside its agency."""
    places = sorted({(c.law, c.article or 0, c.sub_article or 0, c.paragraph or 0, c.item or 0) for c in citations})
    said = _MARKS.sub("", fold(act))
    return _digest("|".join(["/".join(map(str, place)) for place in places] + [said]))


def content_hash(fields: Iterable[str], tiers: Iterable[tuple[str, str, str]]) -> str:
    """Everything a reader would notice: two editions with one hash say the same."""
    parts = [fold(text) for text in fields]
    parts += ["\x1e".join(fold(text) for text in tier) for tier in tiers]
    return _digest("\x1f".join(parts))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
