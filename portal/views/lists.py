"""The search page and the catalogue: the same list, one open to all kinds, one fixed to benchmarks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.asked_day import asked_day
from portal.caching import LIST, cache_rule
from portal.listing import Listing
from portal.throttling import SEARCH, throttled
from portal.views.errors import search_unavailable
from search.engines.base import EngineUnavailable
from search.find import find
from search.query import SearchQuery


@cache_rule(LIST)
@throttled(SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that answers a question; without a question, the box alone."""
    query = SearchQuery.parse(request.GET)
    if not query.text and not query.filters and query.fine == (None, None):
        return render(request, "portal/search_start.html", {"asked": asked_day(request)})
    return _list(request, query, "portal/search.html", kind="")


@cache_rule(LIST)
@throttled(SEARCH)
def benchmarks(request: HttpRequest) -> HttpResponse:
    """The catalogue of benchmarks."""
    return _list(request, SearchQuery.parse(request.GET, kind="benchmark"), "portal/benchmarks.html", kind="benchmark")


def _list(request: HttpRequest, query: SearchQuery, template: str, kind: str) -> HttpResponse:
    asked = asked_day(request)
    try:
        results = find(query)
    except EngineUnavailable as error:
        return search_unavailable(request, query, error)
    return render(request, template, {"listing": Listing(results, kind), "query": query, "asked": asked})
