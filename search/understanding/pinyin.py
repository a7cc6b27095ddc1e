"""Questions typed in pinyin, with or without spaces, or by initials: 过期食品 as guoqi shipin, guoqishipin, gqsp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log

from search.lexicon import Lexicon
from search.lexicon.sounds import syllables

#: Letters beside a digit, or within an address (www.example.com), are no pinyin.
_LATIN = re.compile(r"(?<![a-zü0-9@/_])(?<![a-z0-9]\.)(?:[a-zü][a-zü' ]*[a-zü]|[a-z])(?![a-zü0-9@/_]|\.[a-z0-9])")
LONGEST_RUN = 80
LONGEST_SOUND = 40
#: A word more in a reading must be worth it: fewer and longer words are the likelier ones.
WORD_COST = 6.0
#: A character by itself is seldom a word of a question.
SIGN_COST = 5.0


def read_pinyin(text: str, lexicon: Lexicon) -> str:
    """The text with every run of pinyin read in the words of the catalogue; what gives no reading stays."""
    return _LATIN.sub(lambda run: _read(run[0], lexicon), text)


def _read(run: str, lexicon: Lexicon) -> str:
    letters = re.sub(r"[' ]", "", run).replace("ü", "v")
    if len(run) > LONGEST_RUN or len(letters) < 3 or run.strip() in lexicon:
        return run
    starts = _syllable_starts(run)
    read = _by_sound(letters, starts, lexicon) or _by_initials(run, lexicon)
    return read if len(read) > 1 else run  # one character by itself may be any of many


def _syllable_starts(run: str) -> frozenset[int]:
    """Places in the letters where a space or an apostrophe says that a syllable begins."""
    starts, place = set(), 0
    for sign in run:
        if sign in "' ":
            starts.add(place)
        else:
            place += 1
    return frozenset(starts)


def _by_sound(letters: str, starts: frozenset[int], lexicon: Lexicon) -> str:
    """The likeliest words that sound like all of it; empty when nothing does."""
    best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        ways = []
        for start in range(max(0, end - LONGEST_SOUND), end):
            before = best[start]
            if before is None:
                continue
            for word in lexicon.by_sound.get(letters[start:end], ())[:3]:
                if _fits(word, start, starts):
                    ways.append((before[0] + _cost(word, lexicon), before[1] + word))
        best[end] = min(ways) if ways else None
    found = best[-1]
    return found[1] if found else ""


def _fits(word: str, start: int, starts: frozenset[int]) -> bool:
    """Whether no space of the question lies within a syllable of the word."""
    edges, place = {start}, start
    for syllable in syllables(word):
        place += len(syllable)
        edges.add(place)
    return all(at in edges for at in starts if start < at < place)


def _cost(word: str, lexicon: Lexicon) -> float:
    return WORD_COST + log(lexicon.total / max(lexicon.weight(word), 0.5)) + (SIGN_COST if len(word) == 1 else 0.0)


def _by_initials(run: str, lexicon: Lexicon) -> str:
    """The weightiest words with these initials, a run between spaces at a time."""
    words = list(_initial_words(run.split(), lexicon))
    return "".join(words) if words and all(words) else ""


def _initial_words(pieces: list[str], lexicon: Lexicon) -> Iterator[str]:
    for piece in pieces:
        yield next(iter(lexicon.by_initials.get(piece, ())), "")
