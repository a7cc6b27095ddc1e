"""Full-width letters, digits and signs as officers type them, in their plain form."""

from __future__ import annotations

import re
from typing import Final

_KEPT: Final = "，：；？！（）"

#: Everything that has a half-width twin but the punctuation of Chinese sentences, which carries meaning.
_TWINS: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT} | {0x3000: 0x20}
_WIDE: Final = re.compile(f"[{''.join(map(chr, _TWINS))}]")


def half_width(text: str) -> str:
    """The text with full-width letters, digits, ％, ～, －, ． made plain.

    Chinese punctuation stays, and every character keeps its place.
    """
    return text.translate(_TWINS) if _WIDE.search(text) else text
