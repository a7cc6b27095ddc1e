"""Whether the portal can answer: for load balancers and watchers."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from portal.caching import NEVER, cache_rule
from search import outbox
from search.engines import current_engine
from search.engines.base import EngineUnavailable


@cache_rule(NEVER)
def health(request: HttpRequest) -> JsonResponse:
    """503 without a database. Without search the site still answers, so that is said but does not count as down."""
    try:
        generation: int | None = outbox.newest()
    except DatabaseError:
        generation = None
    try:
        documents: int | None = current_engine().count()
    except EngineUnavailable:
        documents = None
    state = {
        "database": "ok" if generation is not None else "unavailable",
        "search": "ok" if documents is not None else "unavailable",
        "generation": generation, "documents": documents,
    }  # fmt: skip
    return JsonResponse(state, status=200 if generation is not None else 503)
