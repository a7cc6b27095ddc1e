"""The search page and the catalogue: the same list, one open to all kinds, one fixed to benchmarks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.answer import ItemAnswer, PlaceAnswer, make_answer
from portal.asked_day import AskedDay, asked_day
from portal.caching import LIST, cache_rule
from portal.listing import Listing
from portal.offers import make_offers
from portal.reference import reference_for
from portal.throttling import SEARCH, throttled
from portal.understood import understood
from portal.views.errors import search_unavailable
from search.analysis import fold
from search.engines.base import EngineUnavailable
from search.explain import explain
from search.find import find
from search.instant import instant_answer
from search.query import SearchQuery
from search.remarks import Remark, remarks_of, unknown_values
from search.results import Results
from search.suggestions import Suggestion, suggest

#: Names offered below the box of the answered question.
MOST_NAMES = 4


@cache_rule(LIST)
@throttled(SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that answers a question; without a question, the box alone."""
    query = SearchQuery.parse(request.GET)
    if not query.text and not query.filters and query.fine == (None, None) and query.status == "current":
        remarks = [each for each in remarks_of(request.GET, query) if each.parameter != "on"]
        return render(request, "portal/search_start.html", {"asked": asked_day(request), "remarks": remarks})
    return _list(request, query, "portal/search.html", kind="")


@cache_rule(LIST)
@throttled(SEARCH)
def benchmarks(request: HttpRequest) -> HttpResponse:
    """The catalogue of benchmarks."""
    return _list(request, SearchQuery.parse(request.GET, kind="benchmark"), "portal/benchmarks.html", kind="benchmark")


@cache_rule(LIST)
@throttled(SEARCH)
def penalties(request: HttpRequest) -> HttpResponse:
    """Penalty decisions, the newest first unless asked otherwise."""
    return _records(request, "penalty")


@cache_rule(LIST)
@throttled(SEARCH)
def licenses(request: HttpRequest) -> HttpResponse:
    """Licence decisions likewise."""
    return _records(request, "license")


def _records(request: HttpRequest, kind: str) -> HttpResponse:
    query = SearchQuery.parse(request.GET, kind=kind)
    if not query.text and "sort" not in request.GET:
        query = replace(query, sort="newest")
    return _list(request, query, "portal/records.html", kind=kind)


def _list(request: HttpRequest, query: SearchQuery, template: str, kind: str) -> HttpResponse:
    asked = asked_day(request)
    explained = _wants_reasons(request)
    try:
        results = find(query)
        context = _context(request, results, kind, asked)
        context["remarks"] = _remarks(request, results, kind)
        if explained:
            context["explanations"] = explain(results)
    except EngineUnavailable as error:
        return search_unavailable(request, query, error)
    response = render(request, template, context)
    if explained:
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _context(request: HttpRequest, results: Results, kind: str, asked: AskedDay) -> dict[str, Any]:
    """What both lists show; the search page also answers at once."""
    reference = reference_for(request)
    listing = Listing(results, kind, asked.on, reference)
    answer = None if kind else make_answer(instant_answer(results), asked, reference)
    context = {
        "listing": listing, "query": results.query, "asked": asked, "understood": understood(results),
        "answer": answer, "related": _related(results, answer),
    }  # fmt: skip
    if not results.total:
        context["offers"] = make_offers(listing)
    return context


def _remarks(request: HttpRequest, results: Results, kind: str) -> list[Remark]:
    """What could not be taken as it was asked; the day has its own place, and a list that is not so long no last page to explain."""
    found = [*remarks_of(request.GET, results.query, kind), *unknown_values(results.query)]
    return [each for each in found if each.parameter != "on" and (each.kind != "too-deep" or results.capped)]


def _related(results: Results, answer: ItemAnswer | PlaceAnswer | None) -> list[Suggestion]:
    """What else may have been meant, from the code that suggests while one types: for readers without script.

    What the page shows already is left out.
    """
    query, correction = results.query, results.meant.correction
    if not query.text or query.page > 1:
        return []
    known = {fold(query.text), fold(correction.meant) if correction else ""}
    if isinstance(answer, PlaceAnswer):
        known.add(fold(answer.name))
    return [each for each in suggest(query.text, MOST_NAMES, acts=False) if fold(each.text) not in known]


def _wants_reasons(request: HttpRequest) -> bool:
    """Whether a member of staff asks why results stand where they stand; everybody else gets the plain page."""
    return request.GET.get("explain") == "1" and request.user.has_perm("wagtailadmin.access_admin")
