"""What crawlers are asked to leave alone, and where they find everything."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.caching import FEED, cache_rule


@cache_rule(FEED)
def robots(request: HttpRequest) -> HttpResponse:
    """``robots.txt``: lists narrowed by facets are endless, the items themselves are in the site map."""
    closed = (
        "/admin/", "/reading/", f"{reverse('search')}?", f"{reverse('benchmarks')}?*",
        "/search.", "/benchmarks.", f"{reverse('api')}v1/", f"{reverse('open-data')}gaps/",  # the same again as files
    )  # fmt: skip
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
