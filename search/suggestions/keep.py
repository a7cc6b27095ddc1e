"""The names to suggest as of now: made once for each state of the records and of the thesaurus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.thesaurus import read as thesaurus
from content.thesaurus.meaning import GAP, Meaning
from enforcement.models import Agency, Law
from search.analysis import fold
from search.suggestions.finds import Finds
from search.suggestions.names import Name, Names
from search.understanding.agency_names import everyday_names
from search.understanding.knowledge import Knowledge, knowledge
from search.understanding.law_names import LawNames
from search.understanding.sayings import Sayings

#: Longer sayings are sentences: nobody is helped by being offered one.
LONGEST_SAYING = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """Names of laws and agencies by primary key, sayings by the place of their meaning."""

    sayings: Names
    names: Names
    meanings: tuple[Meaning, ...]
    laws: dict[int, Law]
    agencies: dict[int, Agency]
    finds: Finds


_sayings_kept: tuple[Sayings, Names, tuple[Meaning, ...]] | None = None
_kept: tuple[LawNames, Kept] | None = None


def kept() -> tuple[Knowledge, Kept]:
    """What is known now, and the names made from it; no more queries than asking what is known, as long as it is the same.

    Laws, agencies and sayings are known anew whenever they may have changed, which is how a change is seen here.
    """
    global _kept, _sayings_kept
    known = knowledge()
    said = _sayings_kept
    if said is None or said[0] is not known.sayings:
        meanings = thesaurus.active_meanings()
        said = _sayings_kept = known.sayings, Names(_sayings(meanings)), meanings
    held = _kept
    if held is None or held[0] is not known.laws or held[1].sayings is not said[1]:
        held = _kept = known.laws, _read(*said[1:])
    return known, held[1]


def _read(sayings: Names, meanings: tuple[Meaning, ...]) -> Kept:
    laws = {law.pk: law for law in Law.objects.prefetch_related("aliases")}
    agencies = {agency.pk: agency for agency in Agency.objects.filter(abolished_on__isnull=True).prefetch_related("other_names")}
    return Kept(sayings, Names([*_laws(laws), *_agencies(agencies)]), meanings, laws, agencies, Finds(meanings))


def _sayings(meanings: tuple[Meaning, ...]) -> Iterator[Name]:
    for place, meaning in enumerate(meanings):
        yield from (Name("saying", said, place) for said in meaning.said if GAP not in said and 1 < len(said) <= LONGEST_SAYING)


def _laws(laws: dict[int, Law]) -> Iterator[Name]:
    for pk, law in laws.items():
        yield from (Name("law", name, pk) for name in (law.display_name, law.short_name, *(alias.name for alias in law.aliases.all())) if name)


def _agencies(agencies: dict[int, Agency]) -> Iterator[Name]:
    for pk, agency in agencies.items():
        yield from (Name("agency", name, pk) for name in (agency.name, agency.short_name, *(other.name for other in agency.other_names.all())) if name)
        for parts, words in everyday_names():
            if any(part in fold(agency.name) for part in parts):
                yield from (Name("agency", word, pk) for word in words)
