"""The feed of any list: what changed last among what it holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.caching import SEARCH_FEED, cache_rule
from portal.reference import reference_for
from portal.throttling import SEARCH, throttled
from portal.views.downloads import LISTS, list_address, query_of
from portal.views.errors import search_unavailable
from search.engines.base import EngineUnavailable
from search.newest import newest
from search.renderers import feed_atom

#: Entries of a feed: a busy week of a city.
MOST = 50


@cache_rule(SEARCH_FEED)
@throttled(SEARCH)
@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """``/search.atom?q=…``: benchmarks that answer the question, latest change first; 503 while search is away."""
    label = LISTS[name][1]
    query = query_of(request, name)
    address = list_address(query, name)
    try:
        changed = newest(query, MOST)
    except EngineUnavailable as error:
        return search_unavailable(request, query, error)
    identity = reference_for(request).identity
    content = feed_atom.render(
        changed,
        title=f"{label}：{query.text}" if query.text else f"{identity.site_name}：{label}",
        author=identity.organiser or identity.site_name,
        address=address,
        feed_address=reverse("feed", args=[name]) + address.removeprefix(reverse(name)),
    )
    return HttpResponse(content, content_type=feed_atom.TYPE)
