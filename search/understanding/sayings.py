"""Everyday words in a question, and what they stand for: the editors' thesaurus, made ready to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content.thesaurus.meaning import GAP, LONGEST_GAP, Meaning, saying_key
from search.analysis import content_words, plain, words_of

#: The signs that the thesaurus takes for one, character by character.
_DENIALS = str.maketrans("没未无", "不不不")
_Means = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A saying found in a question: what it stands for, and the places of its characters."""

    said: str
    means: _Means
    places: frozenset[int]


class Sayings:
    """All sayings in use. Made once for each version of the thesaurus."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        self._whole: dict[str, list[_Means]] = defaultdict(list)
        self._gapped: dict[str, list[tuple[tuple[str, ...], _Means]]] = defaultdict(list)
        self._typed: dict[str, None] = {}
        self._bags: dict[str, list[tuple[frozenset[str], str, _Means]]] = defaultdict(list)
        for meaning in meanings:
            for said in meaning.said:
                self._add(said, meaning.means)
        self._longest = max(map(len, self._whole), default=0)

    def sayings(self) -> Iterable[str]:
        """Every saying without gaps, as people may type it."""
        return self._typed

    def _add(self, said: str, means: _Means) -> None:
        key = saying_key(said)
        parts = tuple(part for part in key.split(GAP) if part)
        if len(parts) > 1:
            self._gapped[parts[0]].append((parts, means))
            return
        self._whole[parts[0] if parts else key].append(means)
        self._typed[plain(said)] = None
        words = frozenset(content_words(said))
        if len(words) > 1:
            self._bags[min(words, key=lambda word: (-len(word), word))].append((words, said, means))

    def begun(self, word: str) -> _Means:
        """What the shortest saying that begins with this word stands for; nothing for a single character."""
        fits = [said for said in self._typed if said.startswith(word)] if len(word) > 1 else []
        return tuple(dict.fromkeys(way for means in self._whole[saying_key(min(fits, key=len))] for way in means)) if fits else ()

    def find(self, text: str) -> Iterator[Spoken]:
        """Every saying in a plain text, as it stands, with its gaps filled, or with its words in another order."""
        key = text.translate(_DENIALS)
        for start in range(len(key)):
            for end in range(start + 1, min(len(key), start + self._longest) + 1):
                piece = key[start:end]
                for means in self._whole.get(piece, ()):
                    yield Spoken(text[start:end], means, frozenset(range(start, end)))
                for parts, means in self._gapped.get(piece, ()):
                    places = _fill(key, parts, start)
                    if places:
                        yield Spoken("".join(text[place] for place in sorted(places)), means, places)
        yield from self._in_another_order(text)

    def _in_another_order(self, text: str) -> Iterator[Spoken]:
        words = set(words_of(text))
        for word in words:
            for bag, said, means in self._bags.get(word, ()):
                if bag <= words:
                    places = frozenset(place for part in bag for place in _places(text, part))
                    yield Spoken(said, means, places)


def _fill(key: str, parts: tuple[str, ...], start: int) -> frozenset[int]:
    """The places of a saying's parts, each at most a gap behind the one before; none where one is missing."""
    places = set(range(start, start + len(parts[0])))
    end = start + len(parts[0])
    for part in parts[1:]:
        at = key.find(part, end, end + LONGEST_GAP + len(part))
        if at < 0:
            return frozenset()
        places |= set(range(at, at + len(part)))
        end = at + len(part)
    return frozenset(places)


def _places(text: str, word: str) -> range:
    at = text.find(word)
    return range(at, at + len(word)) if at >= 0 else range(0)
