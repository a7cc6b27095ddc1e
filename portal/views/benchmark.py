"""A benchmark: what was in force on a day, or why there is nothing to show."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.caching import RECORD, cache_rule
from portal.items.cases import cases_of
from portal.items.citing import citing
from portal.items.opened import open_item
from portal.items.related import related
from portal.items.structured import data_block, structured


@cache_rule(RECORD)
def benchmark(request: HttpRequest, address: str) -> HttpResponse:
    """200 with the edition in force; 404 when there is none that day; 410 when it was withdrawn."""
    opened = open_item(request, address)
    if isinstance(opened, HttpResponse):
        return opened
    asked, site_name = opened.asked, opened.reference.identity.site_name
    context = opened.context | {
        "citing": citing(opened.edition, asked.on, asked.today, site_name),
        "related": related(opened.edition, opened.parts.citations, asked.on, asked.on if asked.given else None, opened.reference),
        "cases": cases_of(opened.edition),
        "structured_data": data_block(structured(opened.item, site_name)),
    }
    return render(request, "portal/benchmark.html", context)
