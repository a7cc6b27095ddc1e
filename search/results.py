"""What was found: the same object for every way of showing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from enforcement.models import Suspension
from search.documents import key_of
from search.highlight import Marked
from search.query import DEEPEST, SearchQuery
from search.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Result:
    """One record found. ``record`` is the model; marked texts are safe HTML made from the original text.

    ``suspension`` says that it rests on the day asked about (暂停适用).
    """

    kind: str
    code: str
    title: str
    url: str
    record: Any
    marked_title: Marked
    excerpt: Marked
    suspension: Suspension | None = None

    @property
    def key(self) -> str:
        """Its key in the index."""
        return key_of(self.kind, self.record.pk)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a facet: its address parameter value, name and count."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a question.

    ``notice`` tells the reader anything they should know about it, ``meant``
    what the question was taken to mean. ``scores`` are those of the items
    where they stand in order of relevance, else empty.
    """

    query: SearchQuery
    total: int
    items: tuple[Result, ...]
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    notice: str | None = None
    meant: Understanding = field(default_factory=Understanding)
    scores: tuple[float, ...] = ()

    @property
    def capped(self) -> bool:
        """Whether there is more than can be turned to."""
        return self.total > DEEPEST

    @property
    def reach(self) -> int:
        """How many of a long list can be turned to."""
        return DEEPEST

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return max(1, -(-min(self.total, DEEPEST) // self.query.size))

    @property
    def first(self) -> int:
        return (self.query.page - 1) * self.query.size + 1 if self.items else 0

    @property
    def last(self) -> int:
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def has_next(self) -> bool:
        return self.query.page < self.pages

    @property
    def next_address(self) -> str:
        return self.query.address(page=self.query.page + 1)

    @property
    def previous_address(self) -> str:
        return self.query.address(page=self.query.page - 1)

    def chosen(self) -> Iterable[FacetValue]:
        """Every filter in force: the chips above the list."""
        return [value for values in self.facets.values() for value in values if value.chosen]
