"""Suggestions while one types, for the search box's script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from portal.caching import SUGGESTIONS, cache_rule
from portal.throttling import SUGGEST, throttled
from search.suggestions import KINDS, Suggestion, grouped, suggest


@cache_rule(SUGGESTIONS)
@throttled(SUGGEST)
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """``/search/suggest?q=…``: what may be meant, in groups. The text is neither kept, logged nor sent back.

    A browser keeps an answer for a minute, so that who goes back a letter
    asks nothing; the portal keeps none, since there is no end of beginnings.
    """
    groups = grouped(suggest(request.GET.get("q", "")))
    content = {"groups": [{"kind": kind, "label": KINDS[kind], "suggestions": [_plain(each) for each in found]} for kind, found in groups]}
    return JsonResponse(content, headers={"Cache-Control": f"public, max-age={SUGGESTIONS.max_age}", "X-Robots-Tag": "noindex"}, json_dumps_params={"ensure_ascii": False})


def _plain(each: Suggestion) -> dict[str, str]:
    return {name: value for name, value in (("text", each.text), ("detail", each.detail), ("address", each.address)) if value}
