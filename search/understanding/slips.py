"""One or two wrong characters: homophones (过其食品), look-alikes (广埸舞), one left out, one too many, two in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import rjieba

from search.analysis import SHELL_WORDS
from search.lexicon import Lexicon
from search.lexicon.lexicon import ANY
from search.lexicon.sounds import blurred, syllables

LONGEST_WINDOW = 8
#: How likely a slip is: the same sound is typed most easily.
SAME_SOUND, LIKE_SOUND, SWAPPED, ONE_OTHER, ONE_MORE_OR_LESS = 1.0, 0.85, 0.8, 0.6, 0.55
MOST_SLIPS = 2


def mend(text: str, lexicon: Lexicon) -> str:
    """The text with its slips mended, as it is when there is none.

    Only where the text is doubtful: characters beside one another that no
    word of the catalogue has, and no word of the language explains.
    """
    for _ in range(MOST_SLIPS):
        best = max(_candidates(text, lexicon), default=None)
        if best is None:
            return text
        _, _, word, start, end = best
        text = text[:start] + word + text[end:]
    return text


def _doubtful(tokens: list[_Token], text: str, lexicon: Lexicon) -> frozenset[int]:
    """Places where two characters meet that belong to no known word: the first of each such two.

    A slip breaks a word, and what is left of it stands alone: 过|其|食品. Where
    the catalogue has the two characters side by side nothing is doubtful.
    """
    alone = {token.start for token in tokens if len(token.text) == 1}
    telling = {token.start for token in tokens if len(token.text) == 1 and token.text not in SHELL_WORDS}
    edges = {token.end for token in tokens}
    return frozenset(
        at
        for at in range(len(text) - 1)
        if at + 1 in edges and (at in telling or at + 1 in telling or (at in alone and at + 1 in alone))
        and _han(text[at]) and _han(text[at + 1]) and text[at : at + 2] not in lexicon.pairs
    )  # fmt: skip


def _candidates(text: str, lexicon: Lexicon) -> Iterator[tuple[float, int, str, int, int]]:
    """What a part of the text around a doubtful place may have meant, with how likely it is."""
    tokens = list(_tokens(text))
    doubtful = _doubtful(tokens, text, lexicon)
    if not doubtful:
        return
    alone = {token.start for token in tokens if len(token.text) == 1}
    for first, start in enumerate(token.start for token in tokens):
        for end in (token.end for token in tokens[first:]):
            window = text[start:end]
            if end - start > LONGEST_WINDOW:
                break
            if len(window) < 2 or window in lexicon or not all(map(_han, window)) or not any(start <= at < end - 1 for at in doubtful):
                continue
            for word, likely in _meant(window, lexicon):
                if word in SHELL_WORDS or not _explains(text, word, start, end, lexicon):
                    continue
                if _is_a_slip(word, window, start, alone, lexicon, sounds_alike=likely == SAME_SOUND):
                    yield likely * len(word) ** 0.5, lexicon.weight(word), word, start, end


def _explains(text: str, word: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether nothing is doubtful any more where the word differs from what was typed (五险 would leave 税|险)."""
    mended = text[:start] + word + text[end:]
    changed = {start + place for place, sign in enumerate(word) if text[start + place : start + place + 1] != sign or len(word) != end - start}
    left = _doubtful(list(_tokens(mended)), mended, lexicon)
    return not any(at in changed or at + 1 in changed for at in left)


def _is_a_slip(word: str, window: str, start: int, alone: set[int], lexicon: Lexicon, *, sounds_alike: bool) -> bool:
    """Whether what differs is a word broken by a slip, not one word said for another (招童工, 雇童工)."""
    if len(word) != len(window):
        return len(list(_tokens(word))) == 1
    other = [place for place, (one, two) in enumerate(zip(word, window, strict=True)) if one != two]
    if any(start + place not in alone for place in other):
        return False
    if sounds_alike and len(word) > 2:
        return True
    left = [place for place in range(len(window)) if place not in other]
    if not sounds_alike and (not any(start + place in alone for place in left) or any(window[place] in lexicon for place in other)):
        return False  # what is left is whole by itself (放|广告), or what differs is a word in its own right (不交|五|险)
    whole = set()
    for token in _tokens(word):
        if len(token.text) > 1:
            whole |= set(range(token.start, token.end))
    return all(place in whole for place in other)


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def _tokens(text: str) -> Iterator[_Token]:
    """Words that the dictionary knows; whatever it doesn't falls into single characters, and is not guessed at."""
    place = 0
    for word in rjieba.cut(text, False):
        yield _Token(word, place, place + len(word))
        place += len(word)


def _meant(window: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    sounds = syllables(window)
    for word in lexicon.by_sound.get("".join(sounds), ())[:3]:
        if len(word) == len(window) and _slips(word, window) <= MOST_SLIPS:
            yield word, SAME_SOUND
    for word in lexicon.by_blurred_sound.get(" ".join(map(blurred, sounds)), ())[:3]:
        if len(word) == len(window) and _slips(word, window) <= MOST_SLIPS:
            yield word, LIKE_SOUND
    if len(window) >= 3:
        for place in range(len(window)):
            for word in lexicon.by_all_but_one.get(window[:place] + ANY + window[place + 1 :], ())[:3]:
                yield word, ONE_OTHER
        for place in range(len(window) - 1):
            swapped = window[:place] + window[place + 1] + window[place] + window[place + 2 :]
            if swapped in lexicon:
                yield swapped, SWAPPED
        for word in lexicon.by_all_but_one.get(window, ())[:3]:
            yield word, ONE_MORE_OR_LESS
    for place in range(1, len(window)):
        if window[place] == window[place - 1] and (once := window[:place] + window[place + 1 :]) in lexicon:
            yield once, ONE_MORE_OR_LESS


def _slips(word: str, window: str) -> int:
    return sum(one != other for one, other in zip(word, window, strict=True))


def _han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"
