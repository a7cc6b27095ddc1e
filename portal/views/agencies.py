"""The agencies: all of them, and each with what it holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from enforcement.models import Agency
from portal.asked_day import asked_day
from portal.caching import COUNTED, cache_rule
from portal.figures import count_by
from portal.listing import Choice, Listing, list_address
from search.engines.base import EngineUnavailable
from search.find import find
from search.query import SearchQuery

#: Items an agency's page shows before it refers to the list.
SHOWN = 8


@cache_rule(COUNTED)
def agencies(request: HttpRequest) -> HttpResponse:
    """The tree in the office's own order, each with how many benchmarks it holds."""
    asked = asked_day(request)
    counts = count_by("agencies", asked.on if asked.given else None)
    rows = [
        (agency, None if counts is None else counts.get(agency.slug, 0))
        for agency in Agency.objects.filter(abolished_on__isnull=True).order_by("order", "name")
    ]
    groups = [
        (label, [(agency, count) for agency, count in rows if agency.kind == kind])
        for kind, label in Agency.Kind.choices
    ]
    return render(request, "portal/agencies.html", {"groups": [group for group in groups if group[1]], "total": len(rows), "asked": asked})


@cache_rule(COUNTED)
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is, how to reach it, and its benchmarks by field."""
    asked = asked_day(request)
    found = get_object_or_404(Agency.objects.select_related("parent", "successor"), slug=slug)
    context = {
        "agency": found, "asked": asked, "other_names": found.other_names.all(),
        "children": found.children.filter(abolished_on__isnull=True), "predecessors": found.predecessors.all(),
    }  # fmt: skip
    query = SearchQuery(filters={"kind": ("benchmark",), "agencies": (slug,)}, on=asked.on if asked.given else None, sort="code", size=SHOWN)
    try:
        results = find(query)
    except EngineUnavailable:
        return render(request, "portal/agency.html", context)
    listing = Listing(results, "benchmark")
    catalogue = reverse("benchmarks")
    fields = [
        Choice(value.label, list_address(catalogue, agencies=slug, domain=value.value), value.count) for value in results.facets.get("domain", ())
    ]
    return render(request, "portal/agency.html", context | {"listing": listing, "fields": fields, "all": catalogue + listing.address()})
