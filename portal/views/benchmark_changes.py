"""What changed in a benchmark from one edition to the next."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from enforcement.models import Edition
from portal.caching import RECORD, cache_rule
from portal.items.changes import Wording, compare
from portal.items.citations import place_of
from portal.items.item import tier_lines
from portal.items.lookup import Parts, read_parts
from portal.items.opened import open_item


@cache_rule(RECORD)
def benchmark_changes(request: HttpRequest, address: str) -> HttpResponse:
    """The edition in force on the day (today unless ``on`` says) beside the one before it; 404 when it is the first."""
    opened = open_item(request, address)
    if isinstance(opened, HttpResponse):
        return opened
    history = opened.found.history
    place = next(place for place, edition in enumerate(history) if edition.pk == opened.edition.pk)
    if place + 1 == len(history):
        raise Http404("这是第一个版本")
    before = history[place + 1]
    changes = compare(
        _wording(before, read_parts(before, opened.reference)),
        _wording(opened.edition, opened.parts),
    )
    context = opened.context | {
        "before": before, "changes": changes, "newer": history[place - 1] if place else None,
        "older": before if place + 2 < len(history) else None, "gap": before.in_force_until != opened.edition.in_force_from,
    }  # fmt: skip
    return render(request, "portal/benchmark_changes.html", context)


def _wording(edition: Edition, parts: Parts) -> Wording:
    places = (f"《{citation.law.display_name}》{place_of(citation)}（{citation.get_role_display()}）" for citation in parts.citations)
    return Wording(edition, tier_lines(parts), tuple(dict.fromkeys(places)))
