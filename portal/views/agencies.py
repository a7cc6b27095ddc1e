"""The agencies: all of them, and each with what it holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from enforcement.models import Agency, Edition
from portal.asked_day import asked_day
from portal.caching import COUNTED, cache_rule
from portal.figures import Figure, counts_by_agency, holdings, list_of
from portal.lines import with_flags
from portal.odd_names import refuse_odd
from portal.reference import reference_for

#: Items an agency's page shows before it refers to the list.
SHOWN_ITEMS = 8


@cache_rule(COUNTED)
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies in the office's own order, each with how many benchmarks it holds."""
    asked = asked_day(request)
    counts = counts_by_agency(asked.on)
    found = list(Agency.objects.filter(abolished_on__isnull=True).order_by("order", "name"))
    groups = [
        (label, [Figure(row.name, counts.get(row.pk, 0), list_of(asked, agencies=row.slug), row.get_absolute_url() + asked.address) for row in found if row.kind == kind])
        for kind, label in Agency.Kind.choices
    ]  # fmt: skip
    return render(request, "portal/agencies.html", {"groups": [group for group in groups if group[1]], "total": len(found), "asked": asked})


@cache_rule(COUNTED)
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is, how to reach it, its fields, the laws it applies most, and its benchmarks."""
    asked = asked_day(request)
    found = get_object_or_404(Agency.objects.select_related("parent", "successor"), slug=refuse_odd(slug))
    held = Edition.objects.visible(asked.on).filter(benchmark__agency__in=found.subtree_ids())
    figures = holdings(asked, reference_for(request), agencies=slug)
    children = [
        (child, figures.by_agency.get(child.slug) if figures else None)
        for child in found.children.filter(abolished_on__isnull=True).order_by("order", "name")
    ]
    context = {
        "agency": found, "asked": asked, "other_names": found.other_names.order_by("kind", "pk"), "children": children,
        "predecessors": found.predecessors.order_by("name"), "holdings": figures, "total": held.count(),
        "all": list_of(asked, agencies=slug),
        "editions": with_flags(held, asked.on).order_by("benchmark__code", "benchmark__address")[:SHOWN_ITEMS],
    }  # fmt: skip
    return render(request, "portal/agency.html", context)
