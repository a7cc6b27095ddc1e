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
from search.understanding import Understanding

#: Items named in a cursor: so many may be withdrawn at once before it is lost.
NAMED = 4
#: How far items may have moved by what came or went before them.
SLACK = 40


Position = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Stretch(SearchQuery):
    """A question about a stretch of its answer instead of a page."""

    start: int = 0
    count: int = 20

    @classmethod
    def of(cls, query: SearchQuery, start: int, count: int) -> _Stretch:
        asked = {field.name: getattr(query, field.name) for field in fields(query)}
        return cls(**{**asked, "amounts": True}, start=start, count=count)

    def request(self, meant: Understanding | None = None) -> EngineRequest:
        return replace(SearchQuery.request(self, meant), offset=self.start, size=self.count, facets=False)


def first_page(query: SearchQuery) -> tuple[Results, Position | None]:
    """The first page and where the next begins, None when there is no more."""
    return _page(query, 0, query.size, None)


def page_behind(query: SearchQuery, position: Position) -> tuple[Results, Position | None]:
    """The page behind a cursor's position; raises BadParameter when none of the items it names is near any more."""
    start = max(0, int(position["at"]) - SLACK)
    return _page(query, start, int(position["at"]) - start + SLACK + query.size, list(position["keys"]))


def _page(query: SearchQuery, start: int, count: int, named: list[str] | None) -> tuple[Results, Position | None]:
    results = find(_Stretch.of(query, start, count))
    keys = [_key(result) for result in results.items]
    begin = 0
    if named is not None:
        begin = next((keys.index(key) + 1 for key in named if key in keys), -1)
        if begin < 0:
            raise BadParameter("cursor", "目录已有较大变动，无法接着上一页。请从第一页重新读取。")
    items = results.items[begin : begin + query.size]
    end, whole = begin + len(items), start + count >= results.total
    if not items and not whole:  # the index still has what the database no longer shows
        return _page(query, start + count, query.size, None)
    # What the database did not show has no place in ``items``, so the number may be too low, never too high.
    position = {"at": start + end, "keys": keys[max(0, end - NAMED) : end][::-1]} if not whole or end < len(keys) else None
    return replace(results, items=items), position


def _key(result: Result) -> str:
    return key_of(result.kind, result.record.pk)
