"""Results as a page lists them: facets, chips, order and pages, each a link, so that every state is an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from portal.items.fines import figure
from search.query import SORTS, SearchQuery
from search.results import FacetValue, Result, Results

#: Facets in the order people narrow by.
TITLES = {"kind": "类型", "agencies": "执法机关", "domain": "执法领域", "laws": "法律法规", "tier_count": "裁量阶次"}
#: Choices shown at once; the others open on demand.
AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One link: what it is called, how many items it leads to (None when that is not counted), where it leads."""

    label: str
    address: str
    count: int | None = None
    chosen: bool = False


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


class Listing:
    """A page of results. ``kind`` is the kind the page is fixed to, which then is no part of its addresses."""

    def __init__(self, results: Results, kind: str = "") -> None:
        self.results = results
        self.query = results.query
        self.kind = kind

    @property
    def total(self) -> int:
        return self.results.total

    @property
    def items(self) -> tuple[Result, ...]:
        return self.results.items

    @property
    def order(self) -> str:
        """What the list is sorted by."""
        return SORTS[self._sort]

    @property
    def sorts(self) -> list[Choice]:
        """The orders there are; relevance only where there is a question."""
        names = [name for name in SORTS if name != "relevance" or self.query.text]
        return [Choice(SORTS[name], self.address(sort=name), chosen=name == self._sort) for name in names]

    @property
    def groups(self) -> list[Group]:
        """The facets that leave something to choose."""
        found = []
        for name, title in TITLES.items():
            if name == "kind" and self.kind:
                continue
            choices = [self._choice(name, value) for value in self.results.facets.get(name, ()) if value.chosen or 0 < value.count < self.total]
            if choices:
                at_once = max(AT_ONCE, sum(choice.chosen for choice in choices))
                found.append(Group(name, title, tuple(choices[:at_once]), tuple(choices[at_once:])))
        return found

    @property
    def chips(self) -> list[Choice]:
        """Every narrowing in force, each with the address without it."""
        chips = []
        for name, title in TITLES.items():
            if name != "kind" or not self.kind:
                chips += [
                    Choice(f"{title}：{value.label}", self._choice(name, value).address) for value in self.results.facets.get(name, ()) if value.chosen
                ]
        low, high = self.query.fine
        if low is not None:
            chips.append(Choice(f"罚款可达{_sum(low)}以上", self.address(fine=(None, high))))
        if high is not None:
            chips.append(Choice(f"罚款可在{_sum(high)}以下", self.address(fine=(low, None))))
        return chips

    @property
    def cleared(self) -> str:
        """The address of the same question without any narrowing."""
        return self.address(filters={}, fine=(None, None))

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
        return query.address(**changes)

    @property
    def _sort(self) -> str:
        return self.query.sort if self.query.text or self.query.sort != "relevance" else "code"

    def _choice(self, name: str, value: FacetValue) -> Choice:
        return Choice(value.label, self.address(filters=self.query.toggled(name, value.value)), value.count, value.chosen)

    def _free(self, filters: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {name: values for name, values in filters.items() if name != "kind"} if self.kind else filters


def list_address(path: str, **filters: str) -> str:
    """The address of a list narrowed by these facets: what a counted figure links to."""
    return path + SearchQuery(filters={name: (value,) for name, value in filters.items()}, sort="code").address()


def _sum(yuan: int) -> str:
    return figure(Decimal(yuan))
