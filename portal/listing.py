"""Results as a page lists them: facets, chips, order and pages, each a link, so that every state is an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from enforcement.models import Agency, EditionCitation
from portal.figures import BAND_ORDER
from portal.items.citations import Provision, bases
from portal.items.fines import figure
from portal.reference import Reference, reference_for
from search.engines.base import STATUSES
from search.labels import facet_labels
from search.query import SORTS, SearchQuery
from search.results import FacetValue, Result, Results
from search.understanding.syntax import without_fields

#: Facets in the order people narrow by.
TITLES = {
    "kind": "类型", "agencies": "执法机关", "domain": "执法领域", "laws": "法律法规", "tier_count": "裁量阶次", "fine_band": "罚款上限", "status": "时效",
}  # fmt: skip
#: The same where a list is of decisions.
DECISIONS = frozenset(("penalty", "license"))
DECIDED = {"code": "文号", "fine": "罚款金额", "newest": "决定日期"}
STATUS_ORDER: dict[str, int] = {name: place for place, name in enumerate(STATUSES)}
#: Choices shown at once; the others open on demand.
AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One link: what it is called, how many items it leads to (None when that is not counted), where it leads.

    ``replaced`` says of a law that it had lost its force on the day asked about.
    """

    label: str
    address: str
    count: int | None = None
    chosen: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One facet: the first choices, and the rest."""

    name: str
    title: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]

    @property
    def narrowed(self) -> bool:
        return any(choice.chosen for choice in self.first)


@dataclass(frozen=True, slots=True)
class Row:
    """One result, and the provision that allows its penalty; ``more`` counts the other provisions."""

    result: Result
    provision: Provision | None = None
    more: int = 0
    replaced: bool = False


class Listing:
    """A page of results. ``kind`` is the kind the page is fixed to, which then is no part of its addresses."""

    def __init__(self, results: Results, kind: str = "", on: date | None = None, reference: Reference | None = None) -> None:
        self.results = results
        self.query = results.query
        self.kind = kind
        self.on = on or results.query.on or timezone.localdate()
        self.reference = reference or reference_for(None)

    @property
    def total(self) -> int:
        return self.results.total

    @property
    def items(self) -> tuple[Result, ...]:
        return self.results.items

    @cached_property
    def rows(self) -> list[Row]:
        """The results, each with its legal basis and whether that, or the law itself, has been replaced."""
        return [self._row(result) for result in self.items]

    @property
    def order(self) -> str:
        """What the list is sorted by."""
        return self._sort_label(self._sort)

    @property
    def sorts(self) -> list[Choice]:
        """The orders there are; relevance only where there is a question."""
        names = [name for name in SORTS if name != "relevance" or self.query.text]
        return [Choice(self._sort_label(name), self.address(sort=name), chosen=name == self._sort) for name in names]

    @cached_property
    def groups(self) -> list[Group]:
        """The facets that leave something to choose."""
        found = []
        for name, title in TITLES.items():
            if name == "kind" and self.kind:
                continue
            choices = [self._choice(name, value) for value in self._values(name)]
            if choices:
                at_once = max(AT_ONCE, sum(choice.chosen for choice in choices))
                title = "罚款金额" if name == "fine_band" and self.kind in DECISIONS else title
                found.append(Group(name, title, tuple(choices[:at_once]), tuple(choices[at_once:])))
        return found

    @cached_property
    def chips(self) -> list[Choice]:
        """Every narrowing in force, each with the address without it."""
        chips = []
        for name in TITLES:
            if name == "status":
                if self.query.status != "current":
                    chips.append(Choice(self.chip_label(name, self.query.status), self.address(status="current")))
            elif name != "kind" or not self.kind:
                chips += [
                    Choice(self.chip_label(name, value), self.address(filters=self.query.toggled(name, value)), replaced=self._replaced(name, value))
                    for value in self.query.filters.get(name, ())
                ]
        low, high = self.query.fine
        if low is not None:
            chips.append(Choice(f"罚款可达{_sum(low)}以上", self.address(fine=(None, high))))
        if high is not None:
            chips.append(Choice(f"罚款可在{_sum(high)}以下", self.address(fine=(low, None))))
        return chips + self._understood_chips()

    def chip_label(self, name: str, value: str) -> str:
        """A narrowing in words."""
        return f"{TITLES[name]}：{self._label(name, value)}"

    @property
    def cleared(self) -> str:
        """The address of the same question without any narrowing."""
        return self.address(filters={}, fine=(None, None), status="current", text=without_fields(self.query.text))

    @property
    def notice(self) -> str:
        """What else the reader should know of the answer; a correction and another day are told in places of their own."""
        said = self.results.notice or ""
        return "" if said.startswith("以下为") else said

    @property
    def as_typed(self) -> str:
        """The address of the question taken as it was typed, uncorrected."""
        return self.address(verbatim=True)

    @property
    def today(self) -> str:
        """The address of the same list as of today."""
        return self.address(on=None)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form that asks for a range of fines must carry along."""
        pairs = QueryDict(self.address().removeprefix("?"))
        return [(name, value) for name, values in pairs.lists() for value in values if name not in ("fine_min", "fine_max", "page")]

    @property
    def previous(self) -> str:
        return self.address(page=self.query.page - 1) if self.query.page > 1 else ""

    @property
    def next(self) -> str:
        return self.address(page=self.query.page + 1) if self.results.has_next else ""

    @property
    def beyond(self) -> bool:
        """Whether the reader asked for a page behind the last one."""
        return bool(self.total) and self.query.page > self.results.pages

    def address(self, **changes: Any) -> str:
        """The address of this list with some parts changed."""
        query = replace(self.query, filters=self._free(changes.pop("filters", self.query.filters)))
        address = query.address(**changes)
        # A list of decisions begins with the newest: their numbers' order has to be said.
        if self.kind in DECISIONS and changes.get("sort", query.sort) == "code" and not changes.get("text", query.text):
            address += "sort=code" if address == "?" else "&sort=code"
        return address

    def _sort_label(self, name: str) -> str:
        return DECIDED.get(name, SORTS[name]) if self.kind in DECISIONS else SORTS[name]

    @property
    def _sort(self) -> str:
        return self.query.sort if self.query.text or self.query.sort != "relevance" else "code"

    def _row(self, result: Result) -> Row:
        if result.kind == "law":
            return Row(result, replaced=result.record.replaced(self.on))
        if result.kind != "benchmark":
            return Row(result)
        found = bases(result.record.citations.all(), self.on)
        penalty = [basis for basis in found if basis.label == EditionCitation.Role.PENALTY.label] or found
        provisions = [provision for basis in penalty for provision in basis.provisions]
        return Row(result, provisions[0], len(provisions) - 1) if provisions else Row(result)

    def _values(self, name: str) -> list[FacetValue]:
        """What there is to choose: the chosen, and what would leave something out or, where one is chosen, add something."""
        values = self.results.facets.get(name, [])
        if name == "status":
            values = sorted((value for value in values if value.count or value.chosen), key=lambda value: STATUS_ORDER[value.value])
            return values if len(values) > 1 else []
        narrowed = any(value.chosen for value in values) or (name == "fine_band" and self.query.fine != (None, None))
        if name == "agencies":
            governments = {agency.slug for agency in self.reference.agencies.values() if agency.kind == Agency.Kind.GOVERNMENT}
            values = [value for value in values if value.chosen or value.value not in governments]
        shown = [value for value in values if value.chosen or (value.count and (narrowed or value.count < self.total))]
        if name == "fine_band":
            return sorted(shown, key=lambda value: BAND_ORDER.get(value.value, 0))
        return sorted(shown, key=lambda value: int(value.value) if value.value.isdecimal() else 0) if name == "tier_count" else shown

    def _choice(self, name: str, value: FacetValue) -> Choice:
        if name == "status":
            return Choice(value.label, "" if value.chosen else self.address(status=value.value), value.count, value.chosen)
        # A band is counted without the bounds that were typed, so it takes their place.
        bounds = {"fine": (None, None)} if name == "fine_band" else {}
        address = self.address(filters=self.query.toggled(name, value.value), **bounds)
        return Choice(value.label, address, value.count, value.chosen, self._replaced(name, value.value))

    def _understood_chips(self) -> list[Choice]:
        """What field words in the question narrow to, unless a filter of the same kind stands in their place."""
        narrowed = {name: values for name, values in self.results.meant.narrowed.items() if name not in self.query.filters}
        address = self.address(text=without_fields(self.query.text))
        return [Choice(self.chip_label(name, value), address, replaced=self._replaced(name, value)) for name, values in narrowed.items() for value in values]

    def _replaced(self, name: str, value: str) -> bool:
        return name == "laws" and value in self._replaced_laws

    @cached_property
    def _replaced_laws(self) -> frozenset[str]:
        return frozenset(law.name for law in self.reference.laws.values() if law.replaced(self.on))

    def _label(self, name: str, value: str) -> str:
        if name == "agencies":
            return next((agency.name for agency in self.reference.agencies.values() if agency.slug == value), value)
        known = next((each.label for each in self.results.facets.get(name, ()) if each.value == value), "")
        return known or facet_labels({name: [(value, 0)]}).get(name, {}).get(value, value)

    def _free(self, filters: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {name: values for name, values in filters.items() if name != "kind"} if self.kind else filters


def list_address(path: str, **filters: str) -> str:
    """The address of a list narrowed by these facets: what a counted figure links to."""
    return path + SearchQuery(filters={name: (value,) for name, value in filters.items()}, sort="code").address()


def _sum(yuan: int) -> str:
    return figure(Decimal(yuan))
