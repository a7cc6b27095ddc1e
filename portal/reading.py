"""How large the pages are set: the reader's own choice (关怀版), kept in a cookie of theirs.

The choice is part of what a page is kept under (``portal.middleware.page_cache``)
and pages that depend on it say so (``Vary: Cookie``), so that neither the
portal nor a proxy shows one reader's setting to another.
"""

from __future__ import annotations

from django.http import HttpRequest

COOKIE = "reading"
LARGE = "large"
STANDARD = "standard"
#: A year, as people expect of a setting; it holds no more than the word ``large``.
COOKIE_SECONDS = 31_536_000


def reading_of(request: HttpRequest | None) -> str:
    """``large`` where the reader asked for it, else ``standard``: whatever the cookie says, there are two pages."""
    return LARGE if request is not None and request.COOKIES.get(COOKIE) == LARGE else STANDARD
