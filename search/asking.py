"""Puts a question to the engine, tells how long it took, and writes down what took long: its shape, never its words."""

from __future__ import annotations

import logging
import time

from django.conf import settings

from search.clauses import size_of
from search.engines import current_engine
from search.engines.base import Engine, EngineAnswer, EngineRequest
from search.engines.standby import Standby
from search.signals import asked

logger = logging.getLogger("search.slow")
ANSWERED, STOOD_IN, AWAY = "answered", "stood_in", "away"


def ask(request: EngineRequest) -> EngineAnswer:
    """The engine's answer; raises EngineUnavailable when none can give one."""
    engine, began = current_engine(), time.perf_counter()
    outcome, total = AWAY, None
    try:
        answer = engine.search(request)
        outcome, total = STOOD_IN if answer.stood_in else ANSWERED, answer.total
    finally:
        seconds = time.perf_counter() - began
        name = _answering(engine, outcome)
        asked.send(sender=None, engine=name, outcome=outcome, seconds=seconds)
        if 0 < settings.SEARCH_SLOW_SECONDS <= seconds:
            logger.warning("slow search: %.0f ms, %s %s, total=%s, %s", seconds * 1000, name, outcome, "-" if total is None else total, shape(request))
    return answer


def shape(request: EngineRequest) -> str:
    """How large a question is, without a word of it: nothing here tells who asked what."""
    filters = ",".join(f"{name}:{len(values)}" for name, values in sorted(request.filters.items()) if values) or "-"
    return (
        f"terms={size_of(request.query) if request.query else 0} excluded={sum(map(size_of, request.excluded))} filters={filters}"
        f" fine={'yes' if request.fine != (None, None) else 'no'} status={request.status} sort={request.sort}"
        f" offset={request.offset} size={request.size} facets={'yes' if request.facets else 'no'}"
    )


def _answering(engine: Engine, outcome: str) -> str:
    return engine.second.name if outcome == STOOD_IN and isinstance(engine, Standby) else engine.name
