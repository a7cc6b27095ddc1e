"""What understanding needs to know of the records: names of laws and agencies, and the thesaurus."""

from __future__ import annotations

from dataclasses import dataclass

from content.thesaurus import read as thesaurus
from search import outbox
from search.understanding.agency_names import AgencyNames
from search.understanding.law_names import LawNames
from search.understanding.sayings import Sayings


@dataclass(frozen=True, slots=True)
class Knowledge:
    """As of one generation of the records and one version of the thesaurus."""

    laws: LawNames
    agencies: AgencyNames
    sayings: Sayings


_names: tuple[int, LawNames, AgencyNames] | None = None
_sayings: tuple[int, Sayings] | None = None


def knowledge() -> Knowledge:
    """What is known now: kept in the process until a record or the thesaurus changes, two small queries to ask."""
    global _names, _sayings
    generation = outbox.newest()
    if _names is None or _names[0] != generation:
        _names = generation, LawNames.on_record(), AgencyNames.on_record()
    version = thesaurus.version()
    if _sayings is None or _sayings[0] != version:
        _sayings = version, Sayings(thesaurus.active_meanings())
    return Knowledge(_names[1], _names[2], _sayings[1])


def forget() -> None:
    """Drops what is kept: for a database put back to an earlier state, whose numbers come again."""
    global _names, _sayings
    _names = _sayings = None
