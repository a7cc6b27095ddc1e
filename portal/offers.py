"""What to try where nothing was found: each offer with how much it leads to, none that leads to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.figures import field_address
from portal.listing import Choice, Listing
from search.engines import current_engine
from search.find import count
from search.labels import STATUS_LABELS
from search.query import SearchQuery

#: Concepts that are left out by turns: more are seldom told, and each costs a question to the index.
MOST_CONCEPTS = 4
MOST_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Offers:
    """``fewer`` drop one filter, ``other`` look at what is past or to come, ``shorter`` leave one word out; ``nearby``
    are the pages of agencies, fields and laws that the question names."""

    fewer: tuple[Choice, ...]
    other: tuple[Choice, ...]
    shorter: tuple[Choice, ...]
    nearby: tuple[Choice, ...]


def make_offers(listing: Listing) -> Offers:
    """The offers for an empty list, counted; raises EngineUnavailable when no engine can."""
    return Offers(tuple(_found(_fewer(listing))), tuple(_other(listing)), tuple(_found(_shorter(listing))), tuple(_nearby(listing)))


def _found(tried: Iterator[tuple[str, str, SearchQuery]]) -> Iterator[Choice]:
    for label, address, query in tried:
        found = count(query)
        if found:
            yield Choice(label, address, found)


def _fewer(listing: Listing) -> Iterator[tuple[str, str, SearchQuery]]:
    """Without one of the filters, and without all where there are several."""
    query, chips = listing.query, 0
    for name, values in query.filters.items():
        if name != "kind" or not listing.kind:
            for value in values:
                chips += 1
                filters = query.toggled(name, value)
                yield listing.chip_label(name, value), listing.address(filters=filters), replace(query, filters=filters, page=1)
    if query.fine != (None, None):
        chips += 1
        yield "罚款金额", listing.address(fine=(None, None)), replace(query, fine=(None, None), page=1)
    if chips > 1:
        free = {"kind": query.filters["kind"]} if listing.kind else {}
        yield "全部筛选条件", listing.cleared, replace(query, filters=free, fine=(None, None), page=1)


def _other(listing: Listing) -> Iterator[Choice]:
    """What was or will be in force: counted with the list already."""
    for value in listing.results.facets.get("status", ()):
        if value.count and not value.chosen:
            yield Choice(STATUS_LABELS[value.value], listing.address(status=value.value), value.count)


def _shorter(listing: Listing) -> Iterator[tuple[str, str, SearchQuery]]:
    """The question without one of its concepts, one that stands in no act first."""
    concepts = listing.results.meant.concepts
    if len(concepts) < 2:
        return
    for left_out in sorted(concepts, key=lambda concept: (concept.known, bool(concept.means)))[:MOST_CONCEPTS]:
        text = " ".join(concept.said for concept in concepts if concept is not left_out)
        yield text, listing.address(text=text, verbatim=False), replace(listing.query, text=text, verbatim=False, page=1)


def _nearby(listing: Listing) -> Iterator[Choice]:
    """Pages of what the question or a filter names."""
    meant, filters = listing.results.meant, listing.query.filters
    slugs = {*filters.get("agencies", ()), *meant.narrowed.get("agencies", ()), *(key for named in meant.agencies for key in named.keys)}
    names = {*filters.get("laws", ()), *meant.narrowed.get("laws", ()), *(key for named in meant.laws for key in named.keys)}
    yield from (Choice(agency.name, agency.get_absolute_url()) for agency in listing.reference.agencies.values() if agency.slug in slugs)
    yield from (Choice(f"《{law.display_name}》", law.get_absolute_url()) for law in listing.reference.laws.values() if law.name in names)
    yield from (Choice(field, field_address(field)) for field in _fields(listing))


def _fields(listing: Listing) -> list[str]:
    """The fields that most answers to the question lie in, whatever filters stand in the way."""
    query = replace(listing.query, filters={"kind": ("benchmark",)}, fine=(None, None), status="current", page=1, size=1)
    counts = current_engine().search(query.request()).facets.get("domain", [])
    return [field for field, number in counts[:MOST_FIELDS] if number] if query.text else []
