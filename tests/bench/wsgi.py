"""One server for both sides of every ratio: the portal, and beside it stock stacks under addresses of their own.

``X-Bench-Fresh`` makes it forget every kept page first, whoever is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

#: As ``startproject`` has it.
DJANGO = (
    "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)  # fmt: skip
BARE, HELLO = "/bare/", "/hello/"


def _stack(middleware: Iterable[str]) -> WSGIHandler:
    with override_settings(MIDDLEWARE=list(middleware)):
        return WSGIHandler()


_portal = get_wsgi_application()
#: As Wagtail's starter has it: everything but the portal's own.
_others = {BARE: _stack(name for name in settings.MIDDLEWARE if not name.startswith("portal.")), HELLO: _stack(DJANGO)}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """WSGI."""
    if environ.get("HTTP_X_BENCH_FRESH"):
        caches["pages"].clear()
    answer: Iterable[bytes] = _others.get(environ.get("PATH_INFO", ""), _portal)(environ, start_response)
    return answer
