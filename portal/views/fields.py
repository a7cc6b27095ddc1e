"""Fields of enforcement (执法领域): all of them, and each with what it holds."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from enforcement.models import Edition
from portal.asked_day import asked_day
from portal.by_sound import by_sound
from portal.caching import COUNTED, ROOM, cache_rule
from portal.figures import Figure, counts_by_field, field_address, holdings, list_of
from portal.lines import with_flags
from portal.odd_names import refuse_odd
from portal.reference import reference_for
from portal.turning import turning

#: Items on one page of a field.
PAGE_SIZE = 60


@cache_rule(COUNTED)
def fields(request: HttpRequest) -> HttpResponse:
    """Every field with items in force on the day, under the agency that holds most of it; the largest first."""
    asked = asked_day(request)
    agencies = reference_for(request).agencies
    rows: dict[int, list[Figure]] = {}
    for name, shares in counts_by_field(asked.on).items():
        leading = max(shares, key=lambda pk: (shares[pk], -pk))
        rows.setdefault(leading, []).append(Figure(name, sum(shares.values()), list_of(asked, domain=name), field_address(name) + asked.address))
    groups = [
        (agency, sorted(rows[agency.pk], key=lambda row: (-row.count, by_sound(row.label))))
        for agency in sorted((agencies[pk] for pk in rows if pk in agencies), key=lambda agency: (agency.order, agency.name))
    ]
    return render(request, "portal/fields.html", {"groups": groups, "total": sum(len(figures) for _, figures in groups), "asked": asked})


@cache_rule(ROOM)
def field(request: HttpRequest, name: str) -> HttpResponse:
    """One field: who enforces it, by which laws, how high fines go, and its items by act.

    404 for a name that no public edition has ever borne; a field that is merely
    empty on the day says so.
    """
    asked = asked_day(request)
    acts = list(Edition.objects.visible(asked.on).filter(domain=refuse_odd(name)).order_by().values_list("pk", "act", "benchmark__address"))
    if not acts and not Edition.objects.public(timezone.now()).filter(domain=name).exists():
        raise Http404("没有这一执法领域")
    acts.sort(key=lambda row: (by_sound(row[1]), row[2]))
    page = Paginator([pk for pk, _, _ in acts], PAGE_SIZE).get_page(request.GET.get("page"))
    editions = with_flags(Edition.objects.all(), asked.on).in_bulk(list(page.object_list))
    context = {
        "name": name, "asked": asked, "total": len(acts), "all": list_of(asked, domain=name),
        "holdings": holdings(asked, reference_for(request), domain=name) if acts else None,
        "editions": [editions[pk] for pk in page.object_list], "first": page.start_index(), "turning": turning(request, page),
    }  # fmt: skip
    return render(request, "portal/field.html", context)
