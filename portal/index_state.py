"""Whether what the index says is what the records say: asked before a page made from it is kept."""

from __future__ import annotations

import socket

from search.engines import current_engine
from search.engines.base import EngineUnavailable
from search.engines.standby import Standby
from search.models import Cursor


def is_current(generation: int) -> bool:
    """Whether the engine answers and has taken in every change up to this generation.

    Asked before the page is made: what the index takes in meanwhile only makes
    the page newer than its generation. One small query, and none where the
    engine is away. A host without a cursor of its own (the indexer runs on
    another one) goes by the furthest.
    """
    engine = current_engine()
    try:
        if not engine.ready():
            return False
    except EngineUnavailable:
        return False
    if isinstance(engine, Standby) and engine.answering is not engine.first:
        return False  # the page says that another engine stands in, and must not outlive that
    positions = dict(Cursor.objects.filter(engine=engine.name).values_list("host", "position"))
    return positions.get(socket.gethostname(), max(positions.values(), default=-1)) >= generation
