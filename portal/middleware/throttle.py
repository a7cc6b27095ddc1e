"""Asks readers who ask very often to wait: 429 with the time, as a page or as a problem document.

Stands behind the store of pages, so that a kept page counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from portal.buckets import Buckets
from portal.client_address import bucket_key, client_address, is_exempt
from portal.throttling import API, DOWNLOADS, SEARCH, ThrottleRule, throttle_of
from portal.views.errors import too_many_requests
from search.api.problems import too_many_requests as too_many_requests_problem


class ThrottleMiddleware:
    """Counts requests to the views that declare a rule (``portal.throttling.throttled``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        for rule in (SEARCH, DOWNLOADS, API):
            rule.rate()  # a rate that can't be read stops the start, not the first reader

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """None lets the request through."""
        rule = throttle_of(view)
        wait = _wait(request, rule) if rule is not None else 0.0
        if rule is None or not wait:
            return None
        response = too_many_requests_problem() if rule.problem else too_many_requests(request)
        response.headers["Retry-After"] = str(ceil(wait))
        response.headers["Cache-Control"] = "no-store"
        return response


def buckets() -> Buckets:
    """The buckets of this host."""
    return _buckets(Path(settings.DATA_DIR))


@lru_cache(maxsize=4)
def _buckets(folder: Path) -> Buckets:
    return Buckets(folder / "throttle.sqlite3")


def _wait(request: HttpRequest, rule: ThrottleRule) -> float:
    rate, address = rule.rate(), client_address(request)
    if rate is None or address is None or is_exempt(address):
        return 0.0
    return buckets().take(bucket_key(rule.name, address), rate)
