"""Keeps public pages by the rules their views declare."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone

from portal.caching import BEHIND_SECONDS, STORE_SECONDS, CacheRule, rule_of
from portal.index_state import is_current
from portal.kept_page import KeptPage
from portal.reading import reading_of
from search import outbox

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PageCacheMiddleware:
    """Stands before sessions and languages: a page that is kept needs neither.

    A kept page costs one small query (the generation) and one read of the
    store. Only anonymous GET and HEAD are served or kept; who has a session
    gets a page made for them, marked private.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        rule = _rule(request)
        if rule is None:
            return self.get_response(request)
        if not rule.stored or _personal(request):
            return self._unkept(request, "no-store" if not rule.stored else "private, no-cache")
        store = caches["pages"]
        request.generation = outbox.newest()  # type: ignore[attr-defined]
        key = page_key(request, rule, request.generation)  # type: ignore[attr-defined]
        kept: KeptPage | None = store.get(key)
        if kept is None:
            settled = not rule.counted or is_current(request.generation)  # type: ignore[attr-defined]
            response = self.get_response(request)
            kept = KeptPage.of(response, rule.header if settled else "no-cache", rule.vary)
            if kept is None:
                return _marked(response, "no-store" if response.status_code >= 500 else "no-cache")
            store.set(key, kept, _seconds(rule, settled))
        return kept.answer(request)

    def _unkept(self, request: HttpRequest, cache_control: str) -> HttpResponseBase:
        return _marked(self.get_response(request), cache_control)


def _seconds(rule: CacheRule, settled: bool) -> int:
    if rule.immutable:
        return rule.max_age
    return STORE_SECONDS if settled else BEHIND_SECONDS


def page_key(request: HttpRequest, rule: CacheRule, generation: int) -> str:
    """What a page is kept under: host, address, the parameters that matter, the day, the generation, the size of its text."""
    parts = [request.get_host(), request.path_info, str(generation), timezone.localdate().isoformat()]
    if rule.set_larger:
        parts.append(reading_of(request))
    if request.META.get("QUERY_STRING"):
        names = sorted(request.GET) if rule.parameters is None else rule.parameters
        parts += [repr((name, value)) for name in names for value in request.GET.getlist(name)]
    # As Python writes a list: whatever stands in a part, two different lists are never written alike.
    return blake2b(repr(parts).encode(), digest_size=20).hexdigest()


def _rule(request: HttpRequest) -> CacheRule | None:
    """The rule of the view that would answer; previews are made for one editor and have none."""
    if request.method not in ("GET", "HEAD") or getattr(request, "is_dummy", False):
        return None
    try:
        request.resolver_match = resolve(request.path_info)  # who counts requests asks for it; a kept page reaches no view
    except Resolver404:
        return None
    return rule_of(request.resolver_match.func)


def _personal(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META


def _marked(response: HttpResponseBase, cache_control: str) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", cache_control)
    return response
