"""A list by the page, such that what is published meanwhile neither repeats nor hides an item.

Engines page by number. A cursor therefore also names the last items given
out: the next page begins behind the last of them that is still there, found by
reading a little before the number and a little behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from search.api.problems import BadParameter
from search.documents import key_of
from search.engines.base import EngineRequest
from search.find import find
from search.query import SearchQuery
from search.results import Result, Results

#: Items named in a cursor: so many may be withdrawn at once before it is lost.
NAMED = 4
#: How far items may have moved by what came or went before them.
SLACK = 40


@dataclass(frozen=True, slots=True)
class _Stretch(SearchQuery):
    """A question about a stretch of its answer instead of a page."""

    start: int = 0
    count: int = 20

    @classmethod
    def of(cls, query: SearchQuery, start: int, count: int) -> _Stretch:
        return cls(**{field.name: getattr(query, field.name) for field in fields(query)}, start=start, count=count)

    def request(self) -> EngineRequest:
        return replace(SearchQuery.request(self), offset=self.start, size=self.count, facets=False)


def first_page(query: SearchQuery) -> tuple[Results, dict[str, Any] | None]:
    """The first page and where the next begins, None when there is no more."""
    return _cut(find(_Stretch.of(query, 0, query.size)), 0, 0, query.size)


def page_behind(query: SearchQuery, position: dict[str, Any]) -> tuple[Results, dict[str, Any] | None]:
    """The page behind a cursor's position; raises BadParameter when none of the items it names is near any more."""
    at, named = int(position["at"]), list(position["keys"])
    start = max(0, at - SLACK)
    results = find(_Stretch.of(query, start, at - start + SLACK + query.size))
    keys = [_key(result) for result in results.items]
    for key in named:
        if key in keys:
            return _cut(results, start, keys.index(key) + 1, query.size)
    raise BadParameter("cursor", "目录已有较大变动，无法接着上一页。请从第一页重新读取。")


def _cut(results: Results, start: int, begin: int, size: int) -> tuple[Results, dict[str, Any] | None]:
    items = results.items[begin : begin + size]
    at = start + begin + len(items)
    more = bool(items) and at < results.total
    names = [_key(result) for result in results.items[max(0, begin + len(items) - NAMED) : begin + len(items)]]
    return replace(results, items=items), {"at": at, "keys": names[::-1]} if more else None


def _key(result: Result) -> str:
    return key_of(result.kind, result.record.pk)
