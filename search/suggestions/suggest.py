"""Puts together what may be meant by a text that is still being typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils import timezone

from search.analysis import SHELL_WORDS, fold, terms, words_of
from search.engines.base import EngineUnavailable
from search.lexicon import Lexicon
from search.query import clean_text
from search.suggestions.keep import Kept, kept
from search.suggestions.names import Name
from search.suggestions.suggestion import KINDS, Suggestion
from search.suggestions.titles import answers, titles
from search.understanding.knowledge import Knowledge

MOST = 8
#: So many of a kind while there are others; what is left of the eight goes to whatever has more.
SHARES = {"saying": 3, "benchmark": 3, "agency": 2, "law": 2}
#: Sayings looked at, the shortest.
SAYINGS_TRIED = 100
#: What merely answers the text is less sure than any name that holds it.
LOOSE = 9
#: Fewer suggestions than these, and the text is answered as a question.
ENOUGH = 3

Ranked = tuple[int, Suggestion]


def suggest(text: str, most: int = MOST, *, acts: bool = True) -> list[Suggestion]:
    """At most so many suggestions, a kind at a time, the surest kind first; none for an empty text.

    ``acts`` False leaves benchmarks out: beside a list of them they would say
    nothing new. While search is away there are names only.
    """
    text = clean_text(text)
    if not text:
        return []
    known, held = kept()
    found = _names(text, known, held)
    if acts:
        found += _acts(text, known, few=len(found) < ENOUGH)
    return _chosen(found, text, most)


def _names(text: str, known: Knowledge, held: Kept) -> list[Ranked]:
    """Sayings, agencies and laws, each record once."""
    return [*_sayings(text, known, held), *((sureness, _named(name, held)) for sureness, name in _each_once(held.names.matching(text)))]


def _sayings(text: str, known: Knowledge, held: Kept) -> list[Ranked]:
    """Those that find something; of equally sure ones first those made of the words that acts are full of."""
    told = fold(text)
    tried = islice((each for each in held.sayings.matching(text) if each[1].said != told), SAYINGS_TRIED)
    ranked = sorted(tried, key=lambda each: (each[0], -_common(each[1].said, known.lexicon), len(each[1].said)))
    finding = (each for each in _each_once(ranked) if held.finds.count(each[1].key))
    return [(sureness, _saying(name, held)) for sureness, name in islice(finding, MOST)]


def _common(said: str, lexicon: Lexicon) -> float:
    """In how many acts its words stand, on average; the saying as a whole is known to the lexicon, too, and says nothing."""
    words = [word for word in terms(said).words if word != said]
    return sum(lexicon.weight(word) for word in words if len(word) > 1) / max(len(words), 1)


def _each_once(matching: Iterable[tuple[int, Name]]) -> Iterator[tuple[int, Name]]:
    """Each record under the first of its names."""
    seen: set[tuple[str, int]] = set()
    for sureness, name in matching:
        if (name.kind, name.key) not in seen:
            seen.add((name.kind, name.key))
            yield sureness, name


def _saying(name: Name, held: Kept) -> Suggestion:
    means = "、".join(held.meanings[name.key].means[0])
    return Suggestion("saying", name.said, f"即{means}" if means != name.said else "")


def _named(name: Name, held: Kept) -> Suggestion:
    if name.kind == "law":
        law = held.laws[name.key]
        notes = (f"又称{name.said}" if name.said != law.display_name else "", "已被替代" if law.replaced(timezone.localdate()) else "")
        return Suggestion("law", law.display_name, "，".join(filter(None, notes)), law.get_absolute_url())
    agency = held.agencies[name.key]
    return Suggestion("agency", agency.name, f"即{name.said}" if name.said not in agency.name else "", agency.get_absolute_url())


def _acts(text: str, known: Knowledge, *, few: bool) -> list[Ranked]:
    told = fold(text)
    try:
        found = [(0 if fold(each.text).startswith(told) else 1, each) for each in titles(text, known)]
        if not found and few and not SHELL_WORDS.issuperset(words_of(text)):
            found = [(LOOSE, each) for each in answers(text, known)[: SHARES["benchmark"]]]
    except EngineUnavailable:
        return []
    return found


def _chosen(found: list[Ranked], text: str, most: int) -> list[Suggestion]:
    """Each kind's share, then what else there is; in groups, the group with the surest suggestion first."""
    found = [each for each in _once(found) if each[1].address or fold(each[1].text) != fold(text)]
    found.sort(key=lambda each: each[0])
    taken = [each for kind, share in SHARES.items() for each in islice((one for one in found if one[1].kind == kind), share)]
    taken.sort(key=lambda each: each[0])
    taken = (taken + [each for each in found if each not in taken])[:most]
    kinds = list(KINDS)
    best = {kind: min((sureness for sureness, each in taken if each.kind == kind), default=LOOSE) for kind in kinds}
    taken.sort(key=lambda each: (best[each[1].kind], kinds.index(each[1].kind), each[0]))
    return [each for _, each in taken]


def _once(found: list[Ranked]) -> Iterator[Ranked]:
    """The same words under the same name once, under the surer of two."""
    seen: set[tuple[str, str]] = set()
    for each in sorted(found, key=lambda each: each[0]):
        mark = (each[1].kind, fold(each[1].text))
        if mark not in seen:
            seen.add(mark)
            yield each
