"""Names that can be suggested: sayings, laws, agencies. A few thousand whatever the catalogue holds.

Benchmarks are not among them: their titles are looked up in the index, so
that memory stays flat with two hundred thousand of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from search.analysis import fold
from search.lexicon.sounds import syllables

_END = "\n"
#: Fewer letters than these would be the beginning of anything.
SHORTEST_SOUND, SHORTEST_INITIALS = 2, 2
#: Lines looked at: names are in order of length, and nobody is offered the four hundredth.
MOST = 400


@dataclass(frozen=True, slots=True)
class Name:
    """``key`` says what it is the name of: a law's or an agency's primary key, the place of a saying's meaning."""

    kind: str
    said: str
    key: int


class Names:
    """All names, to be searched by a beginning, a middle, a sound or initials. Made once for each state of the records."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(set(names), key=lambda name: (len(name.said), name.said, name.kind, name.key))
        sounds = [syllables(fold(name.said)) for name in self._names]
        self._by_text = _Lines(_written(name.said) for name in self._names)
        self._by_sound = _Lines("".join(each) for each in sounds)
        self._by_initials = _Lines("".join(syllable[:1] for syllable in each) for each in sounds)
        self._starts = [frozenset(accumulate((len(syllable) for syllable in each), initial=0)) for each in sounds]

    def __len__(self) -> int:
        return len(self._names)

    def matching(self, text: str) -> Iterator[tuple[int, Name]]:
        """The names that a text may be the beginning of, or a middle, or the sound of, each with how sure that is (0 is
        surest); the surest first, of equals the shortest."""
        typed = _written(text)
        if not typed:
            return
        seen: set[int] = set()
        for sureness, places in enumerate(self._ways(typed)):
            for place in places:
                if place not in seen:
                    seen.add(place)
                    yield sureness, self._names[place]

    def _ways(self, typed: str) -> Iterator[Iterable[int]]:
        found = list(islice(self._by_text.holding(typed), MOST))
        yield (line for line, at in found if not at)
        yield (line for line, at in found if at)
        letters = typed.replace("'", "").replace("ü", "v")
        if letters.isascii() and letters.isalpha():
            if len(letters) >= SHORTEST_SOUND:
                sounding = list(islice(self._by_sound.holding(letters), MOST))
                yield (line for line, at in sounding if not at)
                yield (line for line, at in sounding if at and at in self._starts[line])
            if len(letters) >= SHORTEST_INITIALS:
                yield (line for line, at in islice(self._by_initials.holding(letters), MOST) if not at)


class _Lines:
    """Many short texts in one string: a search through all of them is one search through memory."""

    def __init__(self, lines: Iterable[str]) -> None:
        kept = list(lines)
        self._text = _END.join(kept)
        self._starts = list(accumulate((len(line) + 1 for line in kept[:-1]), initial=0)) if kept else []

    def holding(self, part: str) -> Iterator[tuple[int, int]]:
        """Each line that holds the part, once, and where."""
        at = self._text.find(part)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield line, at - self._starts[line]
            following = self._text.find(_END, at)
            at = self._text.find(part, following) if following >= 0 else -1


def _written(text: str) -> str:
    """Folded, without spaces and the signs around a name."""
    return "".join(sign for sign in fold(text) if sign.isalnum() or sign == "'")
