"""Counts what the floors below tell."""

from __future__ import annotations

from typing import Any

from portal.metrics.measures import BREAKER_OPEN, SEARCH_SECONDS
from search.engines import current_engine
from search.engines.standby import Standby
from search.signals import asked


def _count(sender: Any, *, engine: str, outcome: str, seconds: float, **_: Any) -> None:
    """Receives ``search.signals.asked``."""
    SEARCH_SECONDS.labels(engine, outcome).observe(seconds)
    current = current_engine()
    if isinstance(current, Standby):
        BREAKER_OPEN.set(current.answering is not current.first)


def connect() -> None:
    """Connects the receiver, once."""
    asked.connect(_count, dispatch_uid="portal.metrics.asked")
