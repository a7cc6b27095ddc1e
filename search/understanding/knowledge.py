"""What understanding needs to know of the records: names of laws, agencies and fields, words, and the thesaurus."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from content.thesaurus import read as thesaurus
from enforcement.models import Edition
from search import outbox
from search.lexicon import Lexicon, keep
from search.understanding.agency_names import AgencyNames
from search.understanding.law_names import LawNames
from search.understanding.sayings import Sayings


@dataclass(frozen=True, slots=True)
class Knowledge:
    """As of one generation of the records and one version of the thesaurus."""

    laws: LawNames
    agencies: AgencyNames
    sayings: Sayings
    lexicon: Lexicon
    domains: tuple[str, ...] = ()


#: What a saying, a law's and an agency's name weigh beside words counted in acts.
SAYING, NAME = 20, 10
_names: tuple[int, LawNames, AgencyNames, tuple[str, ...]] | None = None
_sayings: tuple[int, Sayings] | None = None
_lexicon: tuple[tuple[int, int, tuple[frozenset[str], frozenset[str]]], Lexicon] | None = None
_said: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()


def knowledge() -> Knowledge:
    """What is known now: kept in the process until a record or the thesaurus changes, three small queries to ask."""
    global _names, _said, _sayings, _lexicon
    generation = outbox.newest()
    if _names is None or _names[0] != generation:
        _names = generation, LawNames.on_record(), AgencyNames.on_record(), _domains()
        _said = frozenset(_names[1].names()), frozenset(_names[2].names())
    version = thesaurus.version()
    if _sayings is None or _sayings[0] != version:
        _sayings = version, Sayings(thesaurus.active_meanings())
    _, laws, agencies, domains = _names
    # Most changes leave the names as they are: the words and their sounds need not be made anew for them.
    state = (keep.newest(), version, _said)
    if _lexicon is None or _lexicon[0] != state:
        _lexicon = state, keep.load().joined(_more(laws, agencies, _sayings[1]))
        # Hundreds of thousands of objects that stay: the collector need not look through them for every request.
        gc.collect()
        gc.freeze()
    return Knowledge(laws, agencies, _sayings[1], _lexicon[1], domains)


def _domains() -> tuple[str, ...]:
    """The fields of enforcement that public items name."""
    return tuple(Edition.objects.public(timezone.now()).exclude(domain="").order_by("domain").values_list("domain", flat=True).distinct())


def _more(laws: LawNames, agencies: AgencyNames, sayings: Sayings) -> Iterator[tuple[str, int]]:
    """Words that people type besides those of the acts."""
    yield from ((said, SAYING) for said in sayings.sayings())
    yield from ((name, NAME) for name in (*laws.names(), *agencies.names()))


def warm() -> None:
    """Makes all of it ready, the sounds of every word too: the first question of a process need not wait."""
    lexicon = knowledge().lexicon
    for made in (lexicon.pairs, lexicon.by_sound, lexicon.by_blurred_sound, lexicon.by_initials, lexicon.by_all_but_one):
        len(made)


def forget() -> None:
    """Drops what is kept: for a database put back to an earlier state, whose numbers come again."""
    global _names, _sayings, _lexicon
    _names = _sayings = _lexicon = None
