"""House rules of the public rooms, as system checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from portal.caching import rule_of

#: Rooms that are not public, or that Wagtail keeps itself.
EXEMPT = ("admin/", "documents/", "_util/")


@register("portal")
def every_public_view_has_a_cache_rule(app_configs: Any, **_: Any) -> list[Error]:
    """A view without a rule would be made anew for each reader, or kept by a proxy for who knows how long."""
    return [
        Error(
            f"public view {route!r} ({pattern.lookup_str}) has no cache rule",
            hint="decorate the view with @cache_rule(…) from portal/caching.py; NEVER is a rule too",
            obj=pattern.callback,
            id="portal.E001",
        )
        for route, pattern in views_below(get_resolver().url_patterns)
        if not route.startswith(EXEMPT) and rule_of(pattern.callback) is None
    ]


def views_below(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every view under these patterns with its whole route."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from views_below(pattern.url_patterns, route)
        else:
            yield route, pattern
