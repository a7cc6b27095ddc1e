"""Whether the portal lives, and whether it can answer: for load balancers and watchers. No version, host or address is told."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from portal.caching import NEVER, cache_rule
from search import outbox
from search.engines import current_engine, kept_engines
from search.engines.base import EngineUnavailable
from search.engines.standby import Standby
from search.progress import progress_of


@cache_rule(NEVER)
def health(request: HttpRequest) -> JsonResponse:
    """503 without a database. Without search the site still answers, so that is said but does not count as down."""
    try:
        generation: int | None = outbox.newest()
    except (DatabaseError, InterfaceError):
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


@cache_rule(NEVER)
def live(request: HttpRequest) -> JsonResponse:
    """``/healthz/live``: this process answers. Nothing outside of it is asked, so that no outage of another makes anybody restart it."""
    return JsonResponse({"status": "ok"})


@cache_rule(NEVER)
def ready(request: HttpRequest) -> JsonResponse:
    """``/healthz/ready``: whether readers should be sent here.

    503 without a database, with migrations missing, or where no engine
    answers, not even the index on this host. An index that stands in for the
    cluster, or is behind, is told and serves: other hosts are no better off.
    """
    state = {"database": "ok", "migrations": "unknown", "search": _search(), "index": "unknown"}
    try:
        state["migrations"] = "ok" if _migrated() else "missing"
        state["index"] = _index()
    except (DatabaseError, InterfaceError):
        state["database"] = "unavailable"
    fine = state["database"] == "ok" and state["migrations"] == "ok" and state["search"] != "unavailable"
    return JsonResponse({"status": "ok" if fine else "unavailable", **state}, status=200 if fine else 503)


def _search() -> str:
    """Whether the engine answers, another in its place, or none."""
    engine = current_engine()
    try:
        if not engine.ready():
            return "unavailable"
    except EngineUnavailable:
        return "unavailable"
    return "standing in" if isinstance(engine, Standby) and engine.answering is not engine.first else "ok"


def _index() -> str:
    """Whether what was published long ago is found, in every index kept here."""
    return "behind" if any(progress_of(engine).seconds > settings.SEARCH_LAG_SECONDS for engine in kept_engines()) else "ok"


def _migrated() -> bool:
    """Whether the database has every migration of this release; a yes holds for as long as the process runs."""
    if connection.settings_dict["NAME"] in _seen_migrated():
        return True
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        _seen_migrated().add(connection.settings_dict["NAME"])
    return not missing


@cache
def _seen_migrated() -> set[object]:
    return set()
