"""What a question was taken to mean, before any engine is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from search.money import Money
from search.understanding.citations import Cited
from search.understanding.concepts import Concept
from search.understanding.intents import Intent
from search.understanding.named import Named


@dataclass(frozen=True, slots=True)
class Correction:
    """The question as it was typed, and as it was answered."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """The parts of a question.

    ``matter`` is the plain text without signs, names, sums and the words
    around the question; ``concepts`` are its parts. ``laws`` and ``agencies``
    weigh; what a field word names (法律:食品安全法) narrows instead, as
    ``narrowed``: facet → values.
    """

    text: str = ""
    matter: str = ""
    concepts: tuple[Concept, ...] = ()
    cited: tuple[Cited, ...] = ()
    laws: tuple[Named, ...] = ()
    agencies: tuple[Named, ...] = ()
    money: tuple[Money, ...] = ()
    codes: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    narrowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    intents: frozenset[Intent] = frozenset()
    correction: Correction | None = None

    def marked_words(self) -> tuple[str, ...]:
        """What is marked in an answer: longest first, words of one character only where nothing else is left."""
        words = dict.fromkeys(self._words())
        longer = tuple(word for word in words if len(word) > 1)
        return longer or tuple(words)

    def _words(self) -> Iterator[str]:
        yield from self.phrases
        for concept in self.concepts:
            yield from concept.terms()
        for law in self.laws:
            yield law.said
