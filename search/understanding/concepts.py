"""What a question is about: its words, joined to concepts where the thesaurus knows them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.analysis import SHELL_WORDS, words_of
from search.lexicon import Lexicon
from search.understanding.sayings import Sayings, Spoken


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that an answer should be about.

    ``said`` is how the question puts it. ``means`` are other ways to put it,
    each made of terms that must stand together. ``parts`` are the smaller
    concepts that it is made of; a single word has none. ``known`` is false
    for a word that no act holds and the thesaurus does not explain.
    """

    said: str
    means: tuple[tuple[str, ...], ...] = ()
    parts: tuple[Concept, ...] = ()
    known: bool = True

    def words(self) -> Iterator[str]:
        """The question's own words."""
        if self.parts:
            for part in self.parts:
                yield from part.words()
        else:
            yield self.said

    def terms(self) -> Iterator[str]:
        """The words, and every term of every other way to put it: what is marked in an answer."""
        yield from self.words()
        for way in self.means:
            yield from way
        for part in self.parts:
            yield from part.terms()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    places: frozenset[int]


def read_concepts(text: str, sayings: Sayings, lexicon: Lexicon) -> tuple[Concept, ...]:
    """The concepts of a plain text, in its order; words that every question holds are left out."""
    words = list(_words(text))
    of_acts = [word for word in words if lexicon.in_acts(word.text)]
    found = [spoken for spoken in sayings.find(text) if spoken.places and not any(_cuts(spoken, word) for word in of_acts)]
    built = _build(words, found)
    return tuple(_explained(concept, sayings if len(built) == 1 else None, lexicon) for concept in built)


def _explained(concept: Concept, sayings: Sayings | None, lexicon: Lexicon) -> Concept:
    """A word that no act holds is marked as unknown. Where it is all that is asked, it may begin a saying (黑导, 黑导游).

    Beside other words it begins nothing: 天天 in 天天叫 has nothing to do with 天天加班.
    """
    if concept.means or concept.parts or not lexicon.weights or lexicon.in_acts(concept.said):
        return concept
    return replace(concept, means=sayings.begun(concept.said) if sayings else (), known=False)


def shell_concepts(text: str) -> tuple[Concept, ...]:
    """The words of a text that has no other: 怎么罚款 is about what it says, when it says nothing else."""
    return tuple(_once(Concept(word.text) for word in _words(text)))


def _cuts(spoken: Spoken, word: _Word) -> bool:
    """Whether a saying is a part of a longer word of the law that means something else: 出口 in 安全出口."""
    common = spoken.places & word.places
    return bool(common) and common != word.places and len(word.places) >= len(spoken.places)


def _words(text: str) -> Iterator[_Word]:
    place = 0
    for word in words_of(text):
        at = text.find(word, place)
        if at >= 0:
            place = at + len(word)
            yield _Word(word, frozenset(range(at, place)))


def _build(words: list[_Word], found: list[Spoken]) -> tuple[Concept, ...]:
    """Concepts from the largest sayings that do not overlap, and the words that none of them covers."""
    chosen: list[tuple[frozenset[int], list[Spoken]]] = []
    for spoken in sorted(found, key=lambda each: (-len(each.places), min(each.places))):
        same = next((group for places, group in chosen if places == spoken.places), None)
        if same is not None:
            same.append(spoken)
        elif not any(places & spoken.places for places, _ in chosen):
            chosen.append((spoken.places, [spoken]))
    concepts: list[tuple[int, Concept]] = []
    for places, group in chosen:
        inner = [word for word in words if word.places <= places]
        smaller = [spoken for spoken in found if spoken.places < places]
        parts = _build(inner, smaller) if len(inner) > 1 or smaller else ()
        means = tuple(dict.fromkeys(way for spoken in group for way in spoken.means))
        concepts.append((min(places), Concept(group[0].said, means, parts)))
    covered = frozenset().union(*(places for places, _ in chosen))
    for word in words:
        if not word.places & covered and word.text not in SHELL_WORDS:
            concepts.append((min(word.places), Concept(word.text)))
    return tuple(_once(concept for _, concept in sorted(concepts, key=lambda each: each[0])))


def _once(concepts: Iterable[Concept]) -> Iterator[Concept]:
    return iter(dict.fromkeys(concepts))
