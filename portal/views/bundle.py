"""Style and script, each joined, under the fingerprint of what they say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.bundles import script, style
from portal.caching import ASSET, cache_rule


@cache_rule(ASSET)
def style_bundle(request: HttpRequest, digest: str) -> HttpResponse:
    """The style under its fingerprint; a page kept from before an update is sent to the new one."""
    current = style()
    if digest != current.digest:
        return redirect("stylesheet", digest=current.digest)
    return HttpResponse(current.text, content_type="text/css; charset=utf-8")


@cache_rule(ASSET)
def script_bundle(request: HttpRequest, digest: str) -> HttpResponse:
    """The script likewise."""
    current = script()
    if digest != current.digest:
        return redirect("script", digest=current.digest)
    return HttpResponse(current.text, content_type="text/javascript; charset=utf-8")
