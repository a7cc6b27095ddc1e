"""The switch between standard and large text (关怀版): an address, so that it needs no script."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from portal.caching import NEVER, cache_rule
from portal.reading import COOKIE, COOKIE_SECONDS, LARGE, STANDARD

#: Longer than any address of the portal; a longer one leads to the first page.
LONGEST_BACK = 2_000


@cache_rule(NEVER)
def reading(request: HttpRequest, mode: str) -> HttpResponseRedirect:
    """Remembers the choice and goes back to ``back``; 404 for a mode that does not exist.

    A GET, since kept pages can hold no form token, and nothing but the look of
    the reader's own pages depends on it.
    """
    if mode not in (LARGE, STANDARD):
        raise Http404("没有这种显示方式")
    response = HttpResponseRedirect(safe_back(request.GET.get("back", "")))
    if mode == LARGE:
        response.set_cookie(COOKIE, LARGE, max_age=COOKIE_SECONDS, httponly=True, secure=settings.HTTPS, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def safe_back(address: str) -> str:
    """The address when it is a path of this site, else the first page: the switch must lead nobody elsewhere."""
    own = address.startswith("/") and len(address) <= LONGEST_BACK and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if own else "/"
