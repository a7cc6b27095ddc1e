"""Words with how often they stand in the catalogue, and ways to look them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from search.lexicon.sounds import blurred, syllables

#: Stands for one character, whichever.
ANY = "?"
#: Neighbours are kept with one sign for every denial, as ``search.analysis`` writes them.
_ONE_DENIAL = str.maketrans("无不没", "未未未")


class Lexicon:
    """A word's weight is in how many acts it stands. Made once for each state of the catalogue."""

    def __init__(self, words: Mapping[str, int], neighbours: Iterable[str] = ()) -> None:
        """``neighbours`` are the two characters that stand side by side somewhere in an act, over words' edges too."""
        self.weights = dict(words)
        self._neighbours = frozenset(neighbours)
        self.total = sum(self.weights.values()) or 1
        self.longest = max(map(len, self.weights), default=0)

    def joined(self, more: Iterable[tuple[str, int]]) -> Lexicon:
        """These words and more: sayings, names of laws and agencies."""
        words = defaultdict(int, self.weights)
        for word, weight in more:
            words[word] += weight
        return Lexicon(words, self._neighbours)

    def __contains__(self, word: str) -> bool:
        return word in self.weights

    def weight(self, word: str) -> int:
        """0 for a word that no act holds."""
        return self.weights.get(word, 0)

    def in_acts(self, word: str) -> bool:
        """Whether an act holds it: the characters beside one another, or the single one."""
        if len(word) == 1:
            return self.weight(word) > 0
        told = word.translate(_ONE_DENIAL)
        return all(told[at : at + 2] in self._neighbours for at in range(len(told) - 1))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two characters that stand side by side in an act or a word; 无, 不 and 没 are written 未."""
        return self._neighbours | frozenset(
            word[place : place + 2] for word in (word.translate(_ONE_DENIAL) for word in self.weights) for place in range(len(word) - 1)
        )  # fmt: skip

    def beside(self, two: str) -> bool:
        """Whether these two characters stand side by side in an act or a word."""
        return two.translate(_ONE_DENIAL) in self.pairs

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every character of the words."""
        return frozenset(sign for word in self.weights for sign in word)

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        """Words by their syllables, joined, the weightiest first."""
        return self._indexed(lambda word: ["".join(syllables(word))])

    @cached_property
    def by_blurred_sound(self) -> dict[str, list[str]]:
        return self._indexed(lambda word: [" ".join(map(blurred, syllables(word)))])

    @cached_property
    def by_initials(self) -> dict[str, list[str]]:
        """Words by the first letters of their syllables, three at least: two would mean anything."""
        return self._indexed(lambda word: ["".join(syllable[0] for syllable in syllables(word))] if len(word) >= 3 else [])

    @cached_property
    def by_all_but_one(self) -> dict[str, list[str]]:
        """Words of three characters and more with each of their characters left open, and with it left out."""
        return self._indexed(all_but_one)

    def _indexed(self, keys: Callable[[str], Iterable[str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.weights, key=lambda word: (-self.weights[word], word)):
            for key in keys(word):
                found[key].append(word)
        return dict(found)


def all_but_one(word: str) -> Iterator[str]:
    """``过?食品`` and so on; from four characters on ``过食品``, too."""
    if len(word) >= 3:
        for place in range(len(word)):
            yield word[:place] + ANY + word[place + 1 :]
            if len(word) >= 4:
                yield word[:place] + word[place + 1 :]


EMPTY = Lexicon({})
