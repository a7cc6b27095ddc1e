"""The style, joined."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.caching import ASSET, cache_rule
from portal.styles import style


@cache_rule(ASSET)
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The style under its fingerprint; a page kept from before an update is sent to the new one."""
    current = style()
    if digest != current.digest:
        return redirect("stylesheet", digest=current.digest)
    return HttpResponse(current.text, content_type="text/css; charset=utf-8")
