"""Names in an address that no record can bear."""

from __future__ import annotations

from django.http import Http404


def refuse_odd(name: str) -> str:
    """The name as it is; 404 where it holds control characters, which some databases refuse to be asked for."""
    if not name.isprintable():
        raise Http404("没有这一页")
    return name
