"""Counts requests by type of page and status, kept pages too."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.metrics.measures import REQUESTS

#: Rooms with addresses of their own by the hundred: one type each.
_ROOMS = {"/admin/": "admin", "/documents/": "documents", "/_util/": "util"}


class CountRequestsMiddleware:
    """Stands before the store of pages. Types are names of addresses, of which there are a few dozen: never an address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        REQUESTS.labels(_type_of(request), str(response.status_code)).inc()
        return response


def _type_of(request: HttpRequest) -> str:
    for start, name in _ROOMS.items():
        if request.path_info.startswith(start):
            return name
    return (request.resolver_match.view_name if request.resolver_match else "") or "unknown"
