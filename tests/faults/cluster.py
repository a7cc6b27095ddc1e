"""A PostgreSQL that nobody else uses, to be restarted and killed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Cluster:
    """``scripts/postgres`` under a name and port of its own. ``url`` is its database, empty at first."""

    def __init__(self, name: str, port: int) -> None:
        self.name, self.port = name, port
        self.url = self._do("start").stdout.strip().splitlines()[-1]

    def restart(self, *, crash: bool = False) -> None:
        """Ends and starts it; a crash asks nobody before. Returns when it takes connections again."""
        self._do("crash" if crash else "restart")

    def stop(self) -> None:
        self._do("stop")

    def take_over(self, url: str) -> None:
        """Its database becomes a copy of another one."""
        empty = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        subprocess.run(["psql", self.url, "-qc", empty], check=True, capture_output=True, timeout=60)
        dump = subprocess.run(["pg_dump", "--no-owner", f"--dbname={url}"], check=True, capture_output=True, timeout=300)
        subprocess.run(["psql", self.url, "-q", "-v", "ON_ERROR_STOP=1"], input=dump.stdout, check=True, capture_output=True, timeout=300)

    def _do(self, verb: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"POSTGRES_NAME": self.name}
        return subprocess.run(
            ["scripts/postgres", verb, str(self.port)], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=600
        )


@contextmanager
def cluster(name: str, port: int) -> Iterator[Cluster]:
    """Started for as long as it is needed."""
    started = Cluster(name, port)
    try:
        yield started
    finally:
        started.stop()
