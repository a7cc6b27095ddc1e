"""One or two wrong characters: homophones (过其食品), look-alikes (广埸舞), one left out, one too many, two in the wrong order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import rjieba

from enforcement.notation.numerals import CHINESE_FIGURES
from search.analysis import SHELL_WORDS
from search.lexicon import Lexicon
from search.lexicon.lexicon import ANY
from search.lexicon.looks import looks_like
from search.lexicon.sounds import blurred, syllables
from search.understanding.sayings import Sayings

LONGEST_WINDOW = 8
#: A longer question has enough other words to be answered by.
LONGEST_MENDED = 60
#: How likely a slip is: the same sound is typed most easily.
SAME_SOUND, LIKE_SOUND, SWAPPED, LIKE_LOOK, ONE_OTHER, ONE_MORE_OR_LESS = 1.0, 0.85, 0.8, 0.75, 0.6, 0.55
MOST_SLIPS = 2
#: Figures and small words go with anything: 致人 is no 纸人, 五人 no 无人, 一至二项 no 一致二项.
FREE = frozenset(f"{CHINESE_FIGURES}致至以已仍又再仅只处日月年时次件种重数向于由内外前后")
#: From this length on what is left of a word tells it, whatever stands for one of its characters.
TELLING_LENGTH = 5


def mend(text: str, lexicon: Lexicon, sayings: Sayings) -> str:
    """The text with its slips mended, as it is when there is none.

    Only where the text is doubtful: characters beside one another that no
    word of the catalogue has, no saying explains, and no word of the language.
    """
    if len(text) > LONGEST_MENDED:
        return text
    for _ in range(MOST_SLIPS):
        best = max(_candidates(text, lexicon, sayings), default=None)
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
        and _han(text[at]) and _han(text[at + 1]) and not lexicon.beside(text[at : at + 2])
    )  # fmt: skip


def _strange(tokens: list[_Token], text: str, lexicon: Lexicon) -> frozenset[int]:
    """Places within a word of the language that the catalogue does not have (合通, 化装品): only a longer word may mend it."""
    return frozenset(
        at
        for token in tokens if len(token.text) > 1 and token.text not in lexicon
        for at in range(token.start, token.end - 1) if _han(text[at]) and _han(text[at + 1]) and not lexicon.beside(text[at : at + 2])
    )  # fmt: skip


def _explained(text: str, sayings: Sayings) -> frozenset[int]:
    """Places where two characters meet in a saying: 卷钱 is no slip of 捐钱 when people say it."""
    return frozenset(place for spoken in sayings.find(text) for place in spoken.places if place + 1 in spoken.places)


def _candidates(text: str, lexicon: Lexicon, sayings: Sayings) -> Iterator[tuple[float, int, str, int, int]]:
    """What a part of the text around a doubtful place may have meant, with how likely it is."""
    tokens = list(_tokens(text))
    doubtful, strange = _doubtful(tokens, text, lexicon), _strange(tokens, text, lexicon)
    if not (doubtful or strange):
        return
    explained = _explained(text, sayings)
    doubtful, strange = doubtful - explained, strange - explained
    alone = {token.start for token in tokens if len(token.text) == 1}
    for first, start in enumerate(token.start for token in tokens):
        for end in (token.end for token in tokens[first:]):
            window, places = text[start:end], range(start, end - 1)
            if end - start > LONGEST_WINDOW:
                break
            if len(window) < 2 or window in lexicon or not all(map(_han, window)) or not (any(at in doubtful or at in strange for at in places)):
                continue
            sure = any(at in doubtful for at in places)
            for word, likely in _meant(window, lexicon):
                if word in SHELL_WORDS or not _explains(text, word, start, end, lexicon):
                    continue
                if _is_the_word(text, word, window, likely) or (sure and _is_a_slip(text, word, start, end, alone, lexicon, likely)):
                    yield likely * len(word) ** 0.5, lexicon.weight(word), word, start, end


def _is_the_word(text: str, word: str, window: str, likely: float) -> bool:
    """Whether chance would hardly make it: a word of three that sounds all the same, one of four with two characters
    swapped; or whether a word of two that sounds the same is all that is asked (酒架), since as typed it finds nothing."""
    if len(word) == 2:
        return likely == SAME_SOUND and window == text and not any(_small(two) for one, two in zip(word, window, strict=False) if one != two)
    return likely == SAME_SOUND or (likely == SWAPPED and len(word) >= 4)


def _small(sign: str) -> bool:
    """Whether a character goes with anything."""
    return sign in FREE or sign in SHELL_WORDS


def _explains(text: str, word: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether nothing is doubtful any more where the word differs from what was typed (五险 would leave 税|险)."""
    mended = text[:start] + word + text[end:]
    changed = {start + place for place, sign in enumerate(word) if text[start + place : start + place + 1] != sign or len(word) != end - start}
    if len(word) == 2:
        changed |= {start - 1, start + 2}  # so short a word must fit what stands beside it
    left = _doubtful(list(_tokens(mended)), mended, lexicon)
    return not any(at in changed or at + 1 in changed for at in left)


def _is_a_slip(text: str, word: str, start: int, end: int, alone: set[int], lexicon: Lexicon, likely: float) -> bool:
    """Whether what differs is a word broken by a slip, not one word said for another (招童工, 雇童工)."""
    window = text[start:end]
    if len(word) != len(window):
        return len(list(_tokens(word))) == 1
    other = [place for place, (one, two) in enumerate(zip(word, window, strict=True)) if one != two]
    if any(start + place not in alone for place in other):
        return False
    left = [place for place in range(len(window)) if place not in other]
    if likely == LIKE_LOOK:
        if (len(word) < 4 and not any(start + place in alone for place in left)) or any(_at_home(text, start + place, lexicon, all) for place in other):
            return False
    elif likely != SAME_SOUND:
        if not any(start + place in alone for place in left) or any(window[place] in lexicon for place in other):
            return False  # what is left is whole by itself (放|广告), or what differs is a word in its own right (不交|五|险)
        if any(window[place] in SHELL_WORDS or _at_home(text, start + place, lexicon, any) for place in other):
            return False  # what differs goes with its neighbours: 盲 of 占用盲道 with 道
    if len(word) == 2 and any(_small(window[place]) for place in other):
        return False
    if likely == LIKE_SOUND and len(word) == 2:
        return False  # two syllables that merely sound alike are another word
    whole = set()
    for token in _tokens(word):
        if len(token.text) > 1:
            whole |= set(range(token.start, token.end))
    return all(place in whole for place in other)


def _at_home(text: str, place: int, lexicon: Lexicon, quantity: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether the catalogue has a character beside those that stand beside it here: any of them, or all."""
    return quantity(lexicon.beside(text[at : at + 2]) for at in (place - 1, place) if 0 <= at < len(text) - 1)


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
    most = min(MOST_SLIPS, len(window) - 1)
    for word in lexicon.by_sound.get("".join(sounds), ())[:3]:
        if len(word) == len(window) and _slips(word, window) <= most:
            yield word, SAME_SOUND
    for word in lexicon.by_blurred_sound.get(" ".join(map(blurred, sounds)), ())[:3]:
        if len(word) == len(window) and _slips(word, window) <= most:
            yield word, LIKE_SOUND
    for place, sign in enumerate(window):
        for other in sorted(looks_like(sign)):
            if (word := window[:place] + other + window[place + 1 :]) in lexicon:
                yield word, LIKE_LOOK
    if len(window) >= 3:
        for place, sign in enumerate(window):
            if len(window) >= TELLING_LENGTH or sign not in lexicon.signs:
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
