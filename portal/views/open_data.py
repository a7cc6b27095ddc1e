"""开放数据: what there is, in which formats, on what terms, what is missing, and what every column means."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enforcement.models import Agency, Edition, Law
from portal.caching import RECORD, ROOM, cache_rule
from portal.dictionary import columns, sections
from portal.gaps import GAPS, gap_of
from portal.throttling import API, DOWNLOADS
from portal.turning import turning

#: Items on one page of a gap.
PAGE_SIZE = 50


@cache_rule(RECORD)
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Every figure is counted and leads to what it counts."""
    visible = Edition.objects.visible()
    moments = visible.aggregate(published=Max("published_at"), corrected=Max("last_published_at"))
    context = {
        "benchmarks": visible.count(),
        "agencies": Agency.objects.filter(abolished_on__isnull=True).count(),
        "laws": Law.objects.filter(citations__edition__in=visible).distinct().count(),
        "updated": max((moment for moment in moments.values() if moment), default=None),
        "gaps": [(gap, gap.editions().count()) for gap in GAPS],
        "columns": columns(), "sections": sections(), "today": timezone.localdate(),
        "most": settings.DOWNLOAD_MAX_ITEMS, "base": settings.BASE_URL, "api_rate": API.rate(), "download_rate": DOWNLOADS.rate(),
    }  # fmt: skip
    return render(request, "portal/open_data.html", context)


@cache_rule(ROOM)
@require_safe
def gap(request: HttpRequest, slug: str) -> HttpResponse:
    """Exactly the benchmarks that a figure of the page counts."""
    found = gap_of(slug)
    if found is None:
        raise Http404("没有这一清单")
    editions = found.editions().select_related("benchmark__agency").order_by("benchmark__address")
    page = Paginator(editions, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/open_data_gap.html", {"gap": found, "page": page, "turning": turning(request, page)})
