"""The accessibility statement (无障碍说明)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.caching import PAGE, cache_rule


@cache_rule(PAGE)
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site keeps to, what helps whom, and whom to tell about a barrier (无障碍环境建设法 32)."""
    return render(request, "portal/accessibility.html")
