"""Turning the pages of a long room: addresses that keep the day asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest

from portal.asked_day import asked_day


@dataclass(frozen=True, slots=True)
class Turning:
    """Where the reader stands among the pages; an empty address where there is nothing further."""

    page: int
    pages: int
    previous: str
    next: str


def turning(request: HttpRequest, page: Page[Any]) -> Turning:
    """The pages around this one."""
    return Turning(
        page.number, page.paginator.num_pages,
        page_address(request, page.previous_page_number()) if page.has_previous() else "",
        page_address(request, page.next_page_number()) if page.has_next() else "",
    )  # fmt: skip


def page_address(request: HttpRequest, number: int) -> str:
    """The address of one page of the room, on the same day; the first has no number."""
    asked = asked_day(request)
    pairs = [("on", asked.on.isoformat())] if asked.given else []
    if number > 1:
        pairs.append(("page", str(number)))
    return "?" + urlencode(pairs) if pairs else request.path
