"""Every result of a question, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.find import find
from search.query import LARGEST_PAGE, SearchQuery
from search.results import Result


def walk(query: SearchQuery) -> Iterator[Result]:
    """Asks page by page, so that memory holds one page; raises EngineUnavailable when no engine can answer."""
    query = replace(query, size=LARGEST_PAGE, page=1)
    while True:
        results = find(query)
        yield from results.items
        if query.page * query.size >= results.total:
            return
        query = replace(query, page=query.page + 1)
