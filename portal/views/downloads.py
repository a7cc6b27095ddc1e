"""Downloads: exactly what a list shows, as a file."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.caching import NEVER, cache_rule
from portal.download_places import Held, Place
from portal.throttling import DOWNLOADS, throttled
from portal.views.errors import search_unavailable
from search.engines.base import EngineUnavailable
from search.find import count, walk
from search.query import SearchQuery
from search.renderers import document_json, table_csv, table_xlsx
from search.renderers.file_name import content_disposition
from search.renderers.stream import in_blocks, packed

#: List → the kind it is fixed to, and what its files are called.
LISTS = {"search": ("", "检索结果"), "benchmarks": ("benchmark", "行政裁量权基准"), "penalties": ("penalty", "行政处罚决定"), "licenses": ("license", "行政许可决定")}
#: What a download mostly takes.
WAIT_SECONDS = 30
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@cache_rule(NEVER)
@throttled(DOWNLOADS)
@require_safe
def download(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """``/benchmarks.csv?…``, ``/search.xlsx?…``: what the list of the same question holds, all pages of it.

    503 while search is away, 400 with a page where there is more than
    DOWNLOAD_MAX_ITEMS, 503 where others are downloading. The first result is
    read before the answer begins, so that an outage is no empty file.
    """
    label = LISTS[name][1]
    query = query_of(request, name)
    on = query.on or timezone.localdate()
    try:
        total = count(query)
        if total > settings.DOWNLOAD_MAX_ITEMS:
            return _too_many(request, query, name, total)
        place = Place()
        if not place:
            return _full(request)
        found = iter(walk(query)) if request.method == "GET" else iter(())
        results = chain(list(islice(found, 1)), found)
        if ending == "xlsx":
            blocks = in_blocks(table_xlsx.render(results, on, label))
        elif ending == "csv":
            blocks = in_blocks(table_csv.render(results, on))
        else:
            blocks = in_blocks(document_json.render(results, on, total, list_address(query, name)))
    except EngineUnavailable as error:
        return search_unavailable(request, query, error)
    packing = ending != "xlsx" and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    response = StreamingHttpResponse(Held(packed(blocks) if packing else blocks, place), content_type=TYPES[ending])
    response.headers["Content-Disposition"] = content_disposition(name, label, query.text, on, ending)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Vary"] = "Accept-Encoding"
    if packing:
        response.headers["Content-Encoding"] = "gzip"
    return response


def query_of(request: HttpRequest, name: str) -> SearchQuery:
    """The question of a list, from the same address parameters; records of natural persons are no part of a file or feed."""
    return replace(SearchQuery.parse(request.GET, kind=LISTS[name][0] or None), bulk=True)


def list_address(query: SearchQuery, name: str) -> str:
    """The path of the list that a question belongs to; the kind that the list is fixed to is no part of it."""
    fixed = LISTS[name][0]
    filters = {key: values for key, values in query.filters.items() if key != "kind"} if fixed else query.filters
    return reverse(name) + replace(query, filters=filters).address().rstrip("?")


def _full(request: HttpRequest) -> HttpResponse:
    response = render(request, "portal/download_full.html", status=503)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def _too_many(request: HttpRequest, query: SearchQuery, name: str, total: int) -> HttpResponse:
    context = {"total": total, "most": settings.DOWNLOAD_MAX_ITEMS, "list": list_address(query, name)}
    return render(request, "portal/download_too_large.html", context, status=400)
