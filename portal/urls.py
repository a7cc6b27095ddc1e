"""Addresses. Public ones are made from codes and names and never change their meaning."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from portal.caching import PAGE, cache_rule
from portal.views import (
    accessibility,
    agencies,
    api,
    benchmark,
    benchmark_changes,
    benchmark_qr,
    bundle,
    calculator,
    downloads,
    feeds,
    fields,
    health,
    images,
    laws,
    leniency,
    lists,
    metrics,
    open_data,
    reading,
    records,
    robots,
    site_map,
    suggest,
    updates,
)

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"

urlpatterns = [
    path("benchmarks/", lists.benchmarks, name="benchmarks"),
    path("benchmarks/<str:address>/", benchmark.benchmark, name="benchmark"),
    path("benchmarks/<str:address>/changes/", benchmark_changes.benchmark_changes, name="benchmark-changes"),
    path("benchmarks/<str:address>/calculator/", calculator.calculator, name="calculator"),
    path("benchmarks/<str:address>/qr.svg", benchmark_qr.benchmark_qr, name="benchmark-qr"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/<str:slug>/", agencies.agency, name="agency"),
    path("laws/", laws.laws, name="laws"),
    path("laws/<str:slug>/", laws.law, name="law"),
    path("leniency/", leniency.leniency, name="leniency"),
    path("leniency/<str:address>/", leniency.leniency_list, name="leniency_list"),
    path("leniency/matters/<str:address>/", leniency.leniency_matter, name="leniency_matter"),
    path("penalties/", lists.penalties, name="penalties"),
    path("licenses/", lists.licenses, name="licenses"),
    path("records/<str:address>/", records.record, name="record"),
    path("fields/", fields.fields, name="fields"),
    path("fields/<path:name>/", fields.field, name="field"),
    path("updates/", updates.updates, name="updates"),
    path("updates/<str:day>/", updates.updates_day, name="updates-day"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("reading/<str:mode>/", reading.reading, name="reading"),
    path("search/", lists.search, name="search"),
    path("search/suggest", suggest.suggestions, name="suggestions"),
    re_path(r"^(?P<name>search|benchmarks|penalties|licenses)\.(?P<ending>csv|xlsx|json)$", downloads.download, name="download"),
    re_path(r"^(?P<name>search|benchmarks)\.atom$", feeds.feed, name="feed"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/gaps/<slug:slug>/", open_data.gap, name="open-data-gap"),
    path("api/", api.page, name="api"),
    path(api.PREFIX, include(api.urls)),
    path("sitemap/", site_map.site_map, name="site-map"),
    path("sitemap.xml", site_map.sitemap, name="sitemap"),
    path("sitemap-<str:section>.xml", site_map.sitemap_section, name="sitemap-section"),
    path("robots.txt", robots.robots, name="robots"),
    path("healthz", health.health, name="health"),
    path("healthz/live", health.live, name="health-live"),
    path("healthz/ready", health.ready, name="health-ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("media/images/<str:name>", images.image, name="image"),
    path("style/<str:digest>.css", bundle.style_bundle, name="stylesheet"),
    path("script/<str:digest>.js", bundle.script_bundle, name="script"),
    path("admin/", include("enforcement.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Wagtail's own addresses, its page view declared with a cache rule like every public view.
    path("", include([pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"])),
    re_path(wagtail_urls.serve_pattern, cache_rule(PAGE)(serve), name="wagtail_serve"),
]
