"""Health, belief, body, ways and privacy of a person: what a text tells, no single word of it alone.

《个人信息保护法》 art. 28 calls biometric data, religious belief, health, financial
accounts and whereabouts sensitive; art. 32 of 《治安管理处罚法》 and art. 15 of
《政府信息公开条例》 keep privacy back. A word list cannot say whose health a sentence
speaks of, so a text that matches is held, never cut.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from enforcement.redaction.folding import fold
from enforcement.redaction.spans import Kind, Span


@cache
def _patterns() -> tuple[tuple[Kind, str, re.Pattern[str]], ...]:
    data = tomllib.loads((Path(__file__).parent / "sensitive.toml").read_text("utf-8"))
    kinds: tuple[Kind, ...] = get_args(Kind)
    return tuple((kind, data[kind]["reason"], re.compile("|".join(data[kind]["patterns"]))) for kind in kinds if kind in data)


def sensitive_facts(text: str) -> Iterator[Span]:
    """Slices that tell such a fact; each is held."""
    folded = fold(text, han_digits=False)
    for kind, reason, pattern in _patterns():
        for match in pattern.finditer(folded.text):
            yield Span(*folded.original(*match.span()), kind, outcome="held", reason=reason)
