"""The site map: one for people (网站地图), one for crawlers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index as index_view
from django.contrib.sitemaps.views import sitemap as section_view
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from enforcement.models import (
    Agency,
    Benchmark,
    Edition,
    Law,
    LeniencyList,
    LeniencyMatter,
    LeniencyVersion,
    Record,
)
from portal.by_sound import by_sound
from portal.caching import FEED, PAGE, cache_rule
from portal.figures import counts_by_field, field_address


class _OwnAddress(Sitemap[Any]):
    """Addresses are those of BASE_URL, whatever host a request came by."""

    limit = 10_000

    def get_domain(self, site: Any = None) -> str:
        return settings.BASE_URL.partition("://")[2]

    def get_protocol(self, protocol: str | None = None) -> str:
        return settings.BASE_URL.partition("://")[0]


class RoomMap(_OwnAddress):
    """Rooms that lead to records: lists, open data, the interface."""

    def items(self) -> list[str]:
        return ["benchmarks", "agencies", "laws", "leniency", "penalties", "licenses", "fields", "updates", "search", "open-data", "api", "accessibility"]

    def location(self, name: str) -> str:
        return reverse(name)


class BenchmarkMap(_OwnAddress):
    """Benchmarks in force today."""

    def items(self) -> QuerySet[Benchmark]:
        visible = Q(editions__in=Edition.objects.visible())
        return Benchmark.objects.filter(visible).annotate(published=Max("editions__published_at", filter=visible)).order_by("pk")

    def lastmod(self, benchmark: Benchmark) -> datetime:
        return benchmark.published  # type: ignore[attr-defined]


class LeniencyMap(_OwnAddress):
    """Leniency lists in force today, and their matters."""

    def items(self) -> list[LeniencyList | LeniencyMatter]:
        visible = LeniencyVersion.objects.visible()
        lists = LeniencyList.objects.filter(versions__in=visible).distinct().order_by("pk")
        return [*lists, *LeniencyMatter.objects.filter(wordings__version__in=visible).distinct().order_by("pk")]


class RecordMap(_OwnAddress):
    """Decisions about organisations; those about natural persons are for nobody's index."""

    def items(self) -> QuerySet[Record]:
        return Record.objects.visible().of_organisations().only("address", "published_at").order_by("pk")

    def lastmod(self, record: Record) -> datetime | None:
        return record.published_at


class AgencyMap(_OwnAddress):
    """Agencies of today."""

    def items(self) -> QuerySet[Agency]:
        return Agency.objects.filter(abolished_on__isnull=True).order_by("pk")


class LawMap(_OwnAddress):
    """Laws on which benchmarks rest."""

    def items(self) -> QuerySet[Law]:
        return Law.objects.filter(citations__edition__in=Edition.objects.visible()).distinct().order_by("pk")

    def location(self, law: Law) -> str:
        return law_address(law)


class PageMap(_OwnAddress):
    """What editors wrote."""

    def items(self) -> QuerySet[Page]:
        return Page.objects.live().public().filter(depth__gt=1).order_by("path")

    def location(self, page: Page) -> str:
        return page.get_url() or "/"

    def lastmod(self, page: Page) -> datetime | None:
        return page.last_published_at


def law_address(law: Law) -> str:
    """The public address of a law."""
    return reverse("law", args=[law.slug])


class FieldMap(_OwnAddress):
    """Fields of enforcement with benchmarks."""

    def items(self) -> list[str]:
        return sorted(counts_by_field(timezone.localdate()))

    def location(self, name: str) -> str:
        return field_address(name)


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {"rooms": RoomMap, "pages": PageMap, "agencies": AgencyMap, "fields": FieldMap, "laws": LawMap, "benchmarks": BenchmarkMap, "leniency": LeniencyMap, "records": RecordMap}


@cache_rule(FEED)
def sitemap(request: HttpRequest) -> HttpResponse:
    """``sitemap.xml``: the index of the sections."""
    return index_view(request, sitemaps=SECTIONS, sitemap_url_name="sitemap-section").render()


@cache_rule(FEED)
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One section, in pages of ten thousand."""
    return section_view(request, sitemaps=SECTIONS, section=section).render()


@cache_rule(PAGE)
def site_map(request: HttpRequest) -> HttpResponse:
    """网站地图 for people: columns and every room of the portal."""
    pages: Iterable[Page] = Page.objects.live().public().filter(depth__gt=2).order_by("path")
    agencies = Agency.objects.filter(abolished_on__isnull=True).order_by("order", "name")
    fields = sorted(counts_by_field(timezone.localdate()), key=by_sound)
    return render(request, "portal/site_map.html", {"pages": pages, "agencies": agencies, "fields": fields})
