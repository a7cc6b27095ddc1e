"""Token buckets in a file: who asked how often, for as long as it matters and no longer."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from portal.throttling import Rate

logger = logging.getLogger(__name__)
#: Full buckets are removed this often; a bucket that is full again says nothing.
SWEEP_SECONDS = 60
#: Longest wait for another process that is counting, in seconds.
PATIENCE = 0.25

_SCHEMA = "CREATE TABLE IF NOT EXISTS bucket (key BLOB PRIMARY KEY, full_at REAL NOT NULL) WITHOUT ROWID"
# One statement, so that two processes can't both take the last token. A bucket
# is the moment at which it will be full again (the generic cell rate
# algorithm): every request moves it on by one interval, as long as it stays
# within the time that a whole burst takes.
_TAKE = """
INSERT INTO bucket (key, full_at) VALUES (:key, :now + :interval)
ON CONFLICT (key) DO UPDATE SET full_at = MAX(full_at, :now) + :interval
WHERE MAX(full_at, :now) + :interval <= :now + :seconds + 0.000001
RETURNING full_at
"""


class Buckets:
    """The buckets of one file. Made when first used; a file that can't be used lets everybody through and says so."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._swept = 0.0

    def take(self, key: bytes, rate: Rate, now: float | None = None) -> float:
        """Takes one token. Returns 0, or how many seconds to wait until there is one."""
        now = time.time() if now is None else now
        try:
            connection = self._connection()
            with closing(connection.execute(_TAKE, {"key": key, "now": now, "interval": rate.interval, "seconds": rate.seconds})) as cursor:
                taken = cursor.fetchone()
            if taken is None:
                [full_at] = connection.execute("SELECT full_at FROM bucket WHERE key = ?", (key,)).fetchone() or [now]
                return max(full_at + rate.interval - now - rate.seconds, 0.001)
            self._sweep(connection, now)
        except (sqlite3.Error, OSError) as error:
            # Readers come first: a full disk must not close the site.
            logger.warning("requests are not counted: %s", error)
            self._local.__dict__.clear()
        return 0.0

    def count(self) -> int:
        """How many buckets are kept."""
        [number] = self._connection().execute("SELECT COUNT(*) FROM bucket").fetchone()
        return int(number)

    def _sweep(self, connection: sqlite3.Connection, now: float) -> None:
        if not self._swept <= now < self._swept + SWEEP_SECONDS:
            self._swept = now
            connection.execute("DELETE FROM bucket WHERE full_at <= ?", (now,))

    def _connection(self) -> sqlite3.Connection:
        """One a thread, opened anew after a fork."""
        kept: tuple[int, sqlite3.Connection] | None = getattr(self._local, "kept", None)
        if kept is None or kept[0] != os.getpid():
            connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            # Not worth a wait for the disk: after a power cut everybody starts with a full bucket.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(_SCHEMA)
            kept = self._local.kept = (os.getpid(), connection)
        return kept[1]
