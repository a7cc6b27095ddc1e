"""The instant answer as the page shows it: an item in a few lines, what was asked first; or how to reach an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from enforcement.models import Agency, Edition, EditionCitation, Law, Tier
from portal.asked_day import AskedDay
from portal.figures import list_of
from portal.items.citations import Provision, bases
from portal.items.fines import Range, ranges
from portal.items.leniency import Leniency, leniencies, never_lenient
from portal.items.leniency_lists import Met, met_by
from portal.reference import Reference
from search.find import count
from search.instant import Instant
from search.query import SearchQuery
from search.results import Result
from search.understanding.intents import Intent

#: Tiers shown; the others stand on the item's page.
MOST_TIERS = 5
_CLAUSE = re.compile(r"[；;。\n]")


@dataclass(frozen=True, slots=True)
class Quote:
    """What a tier says, in its own words."""

    label: str
    condition: str
    clause: str


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """One item in short. ``leads`` names the parts in the order in which they answer: what was asked comes first.

    ``detention`` are the clauses that speak of 拘留; ``asked_detention`` and
    ``asked_first_time`` say that the question wants to know even where
    nothing is said.
    """

    result: Result
    leads: tuple[str, ...]
    ranges: tuple[Range, ...]
    tiers: tuple[Tier, ...]
    more_tiers: int
    provisions: tuple[Provision, ...]
    agency: Agency
    leniencies: tuple[Leniency, ...]
    met: tuple[Met, ...]
    detention: tuple[Quote, ...]
    asked_detention: bool
    asked_first_time: bool


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """An agency or a law that was named alone; ``items`` is the list of its ``count`` benchmarks."""

    agency: Agency | None = None
    law: Law | None = None
    replaced: bool = False
    count: int = 0
    items: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.agency.name if self.agency else self.law.display_name if self.law else ""


#: Part of the answer that each intent wants first.
_PART = {Intent.DETENTION: "detention", Intent.BASIS: "basis", Intent.AGENCY: "agency", Intent.FIRST_TIME: "leniency", Intent.FINE: "range"}
_PARTS = ("range", "leniency", "tiers", "basis", "agency")


def make_answer(instant: Instant | None, asked: AskedDay, reference: Reference) -> ItemAnswer | PlaceAnswer | None:
    """What the page shows for a decided answer; raises EngineUnavailable when no engine can count what an agency holds."""
    if instant is None:
        return None
    if instant.result is not None:
        return _item(instant, instant.result, asked.on)
    if instant.kind == "agency":
        agency = next((each for each in reference.agencies.values() if each.slug == instant.key and not each.abolished_on), None)
        return PlaceAnswer(agency=agency, **_holds("agencies", instant.key, asked)) if agency else None
    law = next((each for each in reference.laws.values() if each.name == instant.key), None)
    return PlaceAnswer(law=law, replaced=law.replaced(asked.on), **_holds("laws", instant.key, asked)) if law else None


def _holds(facet: str, value: str, asked: AskedDay) -> dict[str, Any]:
    """How many benchmarks, and the list of exactly these."""
    query = SearchQuery(filters={"kind": ("benchmark",), facet: (value,)}, on=asked.on if asked.given else None, sort="code")
    return {"count": count(query), "items": list_of(asked, **{facet: value})}


def _item(instant: Instant, result: Result, on: date) -> ItemAnswer:
    edition: Edition = result.record
    tiers = list(edition.tiers.all())
    prefetch_related_objects(tiers, "amounts")
    wanted = [_PART[intent] for intent in instant.asked]
    never = never_lenient(edition.act)
    lenient = () if never else leniencies((tier.label, tier.circumstance, tier.standard) for tier in tiers)
    return ItemAnswer(
        result=result, leads=tuple(dict.fromkeys((*wanted, *_PARTS))),
        ranges=tuple(ranges(amount for tier in tiers for amount in tier.amounts.all())),
        tiers=tuple(tiers[:MOST_TIERS]), more_tiers=max(len(tiers) - MOST_TIERS, 0),
        provisions=tuple(_provisions(edition, on)), agency=edition.benchmark.agency, leniencies=lenient,
        met=() if never or "leniency" not in wanted else met_by(edition, on),
        detention=tuple(_speaking_of("拘留", tiers)) if "detention" in wanted else (),
        asked_detention="detention" in wanted, asked_first_time="leniency" in wanted and not never,
    )  # fmt: skip


def _provisions(edition: Edition, on: date) -> Iterator[Provision]:
    """What allows the penalty; everything cited where that is not told apart."""
    found = bases(edition.citations.all(), on)
    penalty = [basis for basis in found if basis.label == EditionCitation.Role.PENALTY.label] or found
    for basis in penalty:
        yield from basis.provisions


def _speaking_of(word: str, tiers: list[Tier]) -> Iterator[Quote]:
    for tier in tiers:
        for clause in _CLAUSE.split(tier.standard):
            if word in clause:
                yield Quote(tier.label, tier.circumstance.strip(), clause.strip())
