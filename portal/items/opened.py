"""The way into every page of one item: what was in force that day, or the page that says why there is nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from enforcement.models import Edition
from portal.asked_day import AskedDay, asked_day
from portal.items.item import Item, make_item
from portal.items.lookup import Answer, Found, Parts, look_up, read_parts
from portal.reference import Reference, reference_for


@dataclass(frozen=True, slots=True)
class Opened:
    """An item on the day asked about."""

    asked: AskedDay
    found: Found
    edition: Edition
    parts: Parts
    item: Item
    reference: Reference

    @property
    def context(self) -> dict[str, object]:
        """What every template of an item uses."""
        return {"found": self.found, "asked": self.asked, "object": self.edition, "item": self.item}


def open_item(request: HttpRequest, address: str) -> Opened | HttpResponse:
    """The item, or the answer that refuses it: 404 when nothing was in force that day, 410 when it was withdrawn.

    Raises Http404 for an address that was never public.
    """
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
    parts = read_parts(found.edition, reference)
    return Opened(asked, found, found.edition, parts, make_item(found.edition, parts, asked.on, found.history), reference)
