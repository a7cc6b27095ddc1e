"""What a new process makes ready beside its first requests, so that none of them waits for it."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connection

from search.understanding import knowledge

logger = logging.getLogger(__name__)


def begin() -> None:
    """In a thread of its own: the process answers meanwhile."""
    threading.Thread(target=_warm, name="warming", daemon=True).start()


def _warm() -> None:
    try:
        knowledge.warm()
    except DatabaseError as error:
        # The database is away, or has no tables yet: whoever asks first will wait, or be told.
        logger.warning("not made ready: %s", type(error).__name__)
    finally:
        connection.close()
