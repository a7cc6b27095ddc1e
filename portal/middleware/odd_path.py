"""An address with a NUL in it is nobody's: PostgreSQL refuses to be asked for one, whoever asks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from search.api.problems import problem

#: Programs are answered in their own way.
API = "/api/v1/"


class OddPathMiddleware:
    """404 before any view, redirect or page is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            if request.path_info.startswith(API):
                return problem(404, "没有这一地址。")
            raise Http404("没有这一页")
        return self.get_response(request)
