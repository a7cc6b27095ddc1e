"""Pages for what went wrong: each says what happened and what to do next."""

from __future__ import annotations

import logging
import sys

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from portal.bundles import style
from portal.database_away import Because, cannot_answer
from portal.reading import reading_of
from search.query import SearchQuery

logger = logging.getLogger(__name__)
#: Seconds after which a robot may try again while search is down.
RETRY_AFTER = 60
#: The same while the database restarts.
RETRY_SOON = 10


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the search box, since what people look for is mostly there under another address."""
    return render(request, "portal/404.html", {"own_search": True}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "portal/403.html", status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token, the admin's too: ``reason`` is for developers and not shown."""
    return HttpResponse(render_to_string("portal/403_form.html", {"style_digest": style().digest, "setting": reading_of(request)}), status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without asking the database: the request itself may be an attack."""
    return HttpResponse(render_to_string("portal/400.html", {"style_digest": style().digest, "setting": reading_of(request)}), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without asking the database, which may be what failed: then it is a 503."""
    failed = sys.exc_info()[1]
    if isinstance(failed, DatabaseError | InterfaceError) and (away := cannot_answer(failed)):
        return database_unavailable(request, away)
    return HttpResponse(render_to_string("portal/500.html", {"style_digest": style().digest, "setting": reading_of(request)}), status=500)


def database_unavailable(request: HttpRequest, because: Because) -> HttpResponse:
    """503: the database restarts, or others are writing what this request wanted to write; nothing was saved."""
    values = {"style_digest": style().digest, "setting": reading_of(request), "because": because, "sent": request.method == "POST"}
    response = HttpResponse(render_to_string("portal/503_database.html", values), status=503)
    response.headers["Retry-After"], response.headers["Cache-Control"] = str(RETRY_SOON), "no-store"
    return response


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429, without asking the database: the one who asks is asking too much already."""
    return HttpResponse(render_to_string("portal/429.html", {"style_digest": style().digest, "setting": reading_of(request)}), status=429)


def search_unavailable(request: HttpRequest, query: SearchQuery, error: Exception) -> HttpResponse:
    """503: an outage is never shown as an empty result."""
    logger.error("search unavailable: %s", error)
    response = render(request, "portal/503.html", {"query": query}, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
