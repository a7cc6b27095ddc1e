"""A benchmark: what was in force on a day, or why there is nothing to show."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.asked_day import asked_day
from portal.caching import RECORD, cache_rule
from portal.items.item import make_item
from portal.items.lookup import Answer, look_up, read_parts
from portal.reference import reference_for


@cache_rule(RECORD)
def benchmark(request: HttpRequest, address: str) -> HttpResponse:
    """200 with the edition in force; 404 when there is none that day; 410 when it was withdrawn."""
    asked = asked_day(request)
    reference = reference_for(request)
    found = look_up(address, asked.on, timezone.now(), reference)
    context = {"found": found, "asked": asked}
    if found.answer is Answer.UNKNOWN:
        raise Http404("没有这一事项")
    if found.answer is Answer.NOT_THEN:
        return render(request, "portal/benchmark_not_then.html", context, status=404)
    if found.answer is Answer.WITHDRAWN:
        return render(request, "portal/benchmark_withdrawn.html", context, status=410)
    assert found.edition is not None
    item = make_item(found.edition, read_parts(found.edition, reference), asked.on, found.history)
    return render(request, "portal/benchmark.html", context | {"object": found.edition, "item": item})
