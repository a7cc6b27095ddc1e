"""Lately published (最近更新): the days, and what came out on each."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.caching import PAGE, cache_rule
from portal.publications import latest, published_on
from portal.turning import turning

DAYS = 30
#: Nothing on the portal is older; days near the calendar's ends have no midnight everywhere.
FIRST_DAY = date(1949, 10, 1)
#: Items on one page of a day.
PAGE_SIZE = 100


@cache_rule(PAGE)
def updates(request: HttpRequest) -> HttpResponse:
    """The last days with publications."""
    return render(request, "portal/updates.html", {"days": latest(timezone.now(), DAYS)})


@cache_rule(PAGE)
def updates_day(request: HttpRequest, day: str) -> HttpResponse:
    """Everything that came before the public on this day; 404 when nothing did."""
    try:
        published = date.fromisoformat(day)
    except ValueError as error:
        raise Http404("没有这一天") from error
    if not FIRST_DAY <= published <= timezone.localdate():
        raise Http404("这一天没有公布")
    page = Paginator(published_on(published, timezone.now()), PAGE_SIZE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404("这一天没有公布")
    context = {"published": published, "editions": page.object_list, "first": page.start_index(), "total": page.paginator.count, "turning": turning(request, page)}
    return render(request, "portal/updates_day.html", context)
