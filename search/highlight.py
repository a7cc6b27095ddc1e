"""Marks what was asked for, on the original text, as safe HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import fold

Marked = SafeString
EXCERPT_LENGTH = 120


def mark(text: str, words: Sequence[str]) -> Marked:
    """The text, escaped, each of the words between ``<mark>`` tags; never nested."""
    pattern = _pattern(words)
    if pattern is None:
        return mark_safe(escape(text))
    folded = _folded(text)
    said, end = [], 0
    for found in pattern.finditer(folded):
        said += [escape(text[end : found.start()]), "<mark>", escape(text[found.start() : found.end()]), "</mark>"]
        end = found.end()
    said.append(escape(text[end:]))
    return mark_safe("".join(said))


def excerpt(text: str, words: Sequence[str], length: int = EXCERPT_LENGTH) -> Marked:
    """The part of the text around the first word found, marked, with … where it was cut."""
    text = " ".join(text.split())
    pattern = _pattern(words)
    found = pattern.search(_folded(text)) if pattern else None
    start = max(0, found.start() - length // 4) if found else 0
    if len(text) <= length:
        start = 0
    piece = text[start : start + length]
    before, after = "…" if start else "", "…" if start + length < len(text) else ""
    return mark_safe(before + mark(piece, words) + after)


def _folded(text: str) -> str:
    """The text as words are matched, every letter in its place: one that folds into several stays as it is."""
    folded = fold(text)
    if unicodedata.is_normalized("NFKC", text) and len(folded) == len(text):
        return folded
    return "".join(_in_place(character) for character in text)


def _in_place(character: str) -> str:
    folded = fold(character)
    return folded if len(folded) == 1 else character


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    chosen = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not chosen:
        return None
    return re.compile("(?:" + "|".join(map(re.escape, chosen)) + ")+")
