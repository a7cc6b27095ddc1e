"""Lines of several files brought together: a saying stands once, with all its meanings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from content.thesaurus.meaning import Meaning, saying_key
from content.thesaurus.notation import MOST_MEANS


@dataclass(frozen=True, slots=True)
class Supplied:
    """A meaning, its field, and where it stands: ``food.txt:12``."""

    meaning: Meaning
    domain: str
    place: str

    @property
    def key(self) -> str:
        """Recognises the line when it comes again, altered."""
        return saying_key(self.meaning.said[0])


@dataclass(frozen=True, slots=True)
class Shared:
    """A saying that stands in several places. ``differ``: with different meanings, now all of them."""

    saying: str
    places: tuple[str, ...]
    differ: bool


def merged(lines: Iterable[Supplied]) -> tuple[list[Supplied], list[Shared]]:
    """The same sayings, each in one line, and which of them stood in several.

    A saying that two lines share leaves both for a line of its own that means
    what either meant, in turns; what only one of them says
    keeps its own meaning.
    """
    supplied = list(lines)
    homes: dict[str, dict[int, str]] = {}
    for number, line in enumerate(supplied):
        for saying in line.meaning.said:
            homes.setdefault(saying_key(saying), {}).setdefault(number, saying)
    together: dict[tuple[int, ...], list[str]] = {}
    shared = []
    for numbers in homes.values():
        said = next(iter(numbers.values()))
        together.setdefault(tuple(numbers), []).append(said)
        if len(numbers) > 1:
            means = {supplied[number].meaning.means for number in numbers}
            shared.append(Shared(said, tuple(supplied[number].place for number in numbers), len(means) > 1))
    result = []
    for homes_of, sayings in together.items():
        # Each line's most telling meaning before any line's second: no field speaks louder than another.
        ranks = zip_longest(*(supplied[number].meaning.means for number in homes_of))
        joined = tuple(dict.fromkeys(terms for rank in ranks for terms in rank if terms))
        first = supplied[homes_of[0]]
        result.append(Supplied(Meaning(tuple(sayings), joined[:MOST_MEANS]), first.domain, first.place))
    return result, shared
