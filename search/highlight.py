"""Marks what was asked for, on the original text, as safe HTML.

A word is marked where the text's own cut has it. Inside a longer word it is
marked only where what is left over is a word as well: 食品 in 保健食品, but not
动车 in 非机动车.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import cut_whole, fold, is_word

Marked = SafeString
Span = tuple[int, int]
EXCERPT_LENGTH = 120
#: So many characters in this order are no chance, wherever they stand.
SURE = 4
#: Between neighbours the law's 未 and people's 没, 不, 无 are one.
_DENIALS = str.maketrans("无不没", "未未未")


def mark(text: str, words: Sequence[str]) -> Marked:
    """The text, escaped, each of the words between ``<mark>`` tags; never nested."""
    return _marked(text, _joined(_spans(text, words)))


def excerpt(text: str, words: Sequence[str], length: int = EXCERPT_LENGTH) -> Marked:
    """The part of the text where most of the words stand close, marked, with … where it was cut."""
    return best_excerpt([text], words, length)


def best_excerpt(pieces: Sequence[str], words: Sequence[str], length: int = EXCERPT_LENGTH) -> Marked:
    """The same from the piece that holds most of the words, of equals the first; without any, from the first piece."""
    told = [" ".join(piece.split()) for piece in pieces]
    found = [list(_spans(piece, words)) for piece in told]
    richest = max(range(len(told)), key=lambda place: _worth(told[place], found[place]), default=None)
    return _window(told[richest], found[richest], length) if richest is not None else mark_safe("")


def _window(text: str, spans: list[Span], length: int) -> Marked:
    """The stretch of so many characters that holds most different words, a quarter of it before the first of them."""
    start = 0
    if len(text) > length and spans:
        begins = sorted(begin for begin, _ in spans)
        best = max(begins, key=lambda begin: (_worth(text, [span for span in spans if begin <= span[0] and span[1] <= begin + length * 3 // 4]), -begin))
        start = min(max(0, best - length // 4), len(text) - length)
    end = min(len(text), start + length)
    inside = [(begin - start, stop - start) for begin, stop in spans if start <= begin and stop <= end]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return mark_safe(before + _marked(text[start:end], _joined(inside)) + after)


def _worth(text: str, spans: list[Span]) -> int:
    """How much is told: the characters of the different words found."""
    return sum(map(len, {text[begin:end] for begin, end in spans}))


def _marked(text: str, spans: list[Span]) -> Marked:
    said, end = [], 0
    for begin, stop in spans:
        said += [escape(text[end:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
        end = stop
    said.append(escape(text[end:]))
    return mark_safe("".join(said))


def _joined(spans: list[Span] | Iterator[Span]) -> list[Span]:
    """Spans in order; those that touch are one."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _spans(text: str, words: Sequence[str]) -> Iterator[Span]:
    """Every place where one of the words stands as a word."""
    told = _folded(text)
    for word in dict.fromkeys(_folded(word) for word in words if word):
        begin = told.find(word)
        while begin >= 0:
            end = begin + len(word)
            if _stands(told, begin, end):
                yield begin, end
            begin = told.find(word, begin + 1)


def _stands(text: str, begin: int, end: int) -> bool:
    """Whether these characters are a word of the text, or several, not a piece of another one."""
    if end - begin >= SURE:
        return True
    edges = _edges(text)
    left = edges[bisect_right(edges, begin) - 1]
    right = edges[bisect_left(edges, end)]
    before, behind = text[left:begin], text[end:right]
    # What follows may be one character (电动 in 电动车); one that stands before changes the word (非 in 非机动车).
    return (not before or (len(before) > 1 and is_word(before))) and (not behind or is_word(behind))


@lru_cache(maxsize=2_000)
def _edges(text: str) -> list[int]:
    """The places between the words of a text, both its ends included."""
    return [0, *accumulate(map(len, cut_whole(text)))]


class _InPlace(dict[int, str]):
    """Every character as words are matched, learnt when first met; one that folds into several stays as it is."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold(character)
        self[code] = found = (folded if len(folded) == 1 else character).translate(_DENIALS)
        return found


_IN_PLACE = _InPlace()


def _folded(text: str) -> str:
    """The text as words are matched, every letter in its place."""
    return text.translate(_IN_PLACE)
