"""An Elasticsearch that nobody else uses, to be killed, frozen and filled up."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: Of every site that the faults meet.
PREFIX = "faults"


class Nodes:
    """``scripts/elasticsearch`` under a port of its own: so many nodes, data on disk."""

    def __init__(self, port: int, count: int = 1) -> None:
        self.port, self.count = port, count
        self.start()
        self.ask("DELETE", "/_all?expand_wildcards=open,closed&ignore_unavailable=true")

    @property
    def addresses(self) -> list[str]:
        return [f"http://127.0.0.1:{self.port + place}" for place in range(self.count)]

    def start(self) -> None:
        """Whatever does not run; returns when all of them answer and every shard has its first copy."""
        self._do("start", "--nodes", str(self.count))

    def kill(self, node: int | None = None) -> None:
        """One of them (from 1), or all, without any warning."""
        self._do("kill", *(("--node", str(node)) if node else ()))

    def freeze(self) -> None:
        """All of them take connections and answer nothing, until ``thaw``."""
        self._do("freeze")

    def thaw(self) -> None:
        self._do("thaw")

    def stop(self) -> None:
        self._do("stop")

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The first node that answers; a refusal is an answer, too."""
        data = None if body is None else json.dumps(body).encode()
        for address in self.addresses:
            request = urllib.request.Request(address + path, data=data, method=method, headers={"content-type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return dict(json.loads(answer.read() or b"{}"))
            except urllib.error.HTTPError as error:
                return dict(json.loads(error.read()))
            except OSError:
                continue
        raise ConnectionError(f"no node of {self.port} answers")

    def in_use(self, kind: str = "benchmark") -> str:
        """The index behind the alias, empty where there is none."""
        told = self.ask("GET", f"/_alias/{PREFIX}-{kind}")
        return next((name for name, about in told.items() if isinstance(about, dict) and "aliases" in about), "")

    def taken(self, index: str = f"{PREFIX}-benchmark") -> int:
        """How many documents were ever written to an index: grows while it is being written."""
        told = self.ask("GET", f"/{index}/_stats/indexing?ignore_unavailable=true")
        return int(told.get("_all", {}).get("primaries", {}).get("indexing", {}).get("index_total", 0))

    def await_building(self, seconds: float = 60) -> str:
        """The index that a rebuild is filling, as soon as it holds something; empty when none was seen by then."""
        known = set(self.indices())
        return next((name for _ in _until(seconds) for name in set(self.indices()) - known if self.taken(name)), "")

    def await_writing(self, beyond: int, seconds: float = 60) -> bool:
        """Whether more was written by then than so many documents."""
        return any(self.taken() > beyond for _ in _until(seconds))

    def indices(self, kind: str = "benchmark") -> list[str]:
        """Every index of a kind."""
        return sorted(self.ask("GET", f"/{PREFIX}-{kind}-*/_alias?expand_wildcards=all"))

    def _do(self, verb: str, *more: str) -> None:
        command = [sys.executable, "scripts/elasticsearch", verb, "--port", str(self.port), *more]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, timeout=600)


def _until(seconds: float) -> Iterator[None]:
    """Again and again, with little between."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.02)


@contextmanager
def nodes(port: int, count: int = 1) -> Iterator[Nodes]:
    """Started for as long as they are needed."""
    started = Nodes(port, count)
    try:
        yield started
    finally:
        started.stop()
