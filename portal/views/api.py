"""The interface for programs under ``/api/``: its operations, its description, its page for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from portal.api_page import operations, problem_kinds
from portal.caching import API_LIST, API_RECORD, NEVER, PAGE, CacheRule, cache_rule
from portal.throttling import API, throttled
from search.api import problems
from search.api.addresses import NAMESPACE
from search.api.api import api, description

PREFIX = "api/v1/"
#: By operation; all others are lists made from the index.
RULES = {"benchmark": API_RECORD, "agency": API_RECORD, "agencies": API_RECORD, "laws": API_RECORD, "law": API_RECORD}
#: Readable from any page, without cookies: it is open data.
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
PREFLIGHT = {"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since", "Access-Control-Max-Age": "86400"}


def _opened(view: Callable[..., HttpResponseBase], rule: CacheRule) -> Callable[..., HttpResponseBase]:
    """An operation as the public may call it: GET and HEAD, from any origin, kept by the rule."""

    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN | PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            return problems.read_only()
        asked, request.method = request.method, "GET"  # the server sends no body to HEAD
        try:
            response = view(request, **parts)
        finally:
            request.method = asked
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    # Nothing is written here, and a program that tries is told so in its own terms.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return throttled(API)(cache_rule(rule)(answer))


def _openapi(request: HttpRequest) -> HttpResponse:
    """``openapi.json``."""
    text = json.dumps(description(PREFIX), ensure_ascii=False)
    return HttpResponse(text, content_type="application/json")


def _unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problems.not_found()


def _operations() -> list[URLPattern]:
    """Ninja's own addresses, each with our rules; its root, which has no use, left out."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    return [path(str(pattern.pattern), _opened(pattern.callback, RULES.get(pattern.name or "", API_LIST)), name=pattern.name) for pattern in patterns]


@cache_rule(PAGE)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """``/api/``: every operation with its parameters and an example, from the same description."""
    context = {
        "operations": operations(description(PREFIX)), "problems": problem_kinds(), "prefix": PREFIX, "base": settings.BASE_URL,
        "limit": API.rate(),
    }  # fmt: skip
    return render(request, "portal/api.html", context)


urlpatterns = [
    *_operations(),
    path("openapi.json", _opened(_openapi, API_RECORD), name="openapi"),
    path("<path:rest>", _opened(_unknown, NEVER), name="unknown"),
    path("", _opened(_unknown, NEVER), name="root"),
]
urls = (urlpatterns, NAMESPACE)
