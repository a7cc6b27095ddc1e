"""A desk at which somebody works inside a site (``tests.faults.clerk``), from a process without Django."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Desk:
    """One task after the other; ``do`` raises RuntimeError where the task failed."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.clerk"], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
            )

    def do(self, task: str, **asked: Any) -> Any:
        """The answer to a task of ``clerk.TASKS``."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps([task, asked]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"failed": "the clerk is gone"}')
        if "failed" in answer:
            raise RuntimeError(f"{task}: {answer['failed']}")
        return answer["done"]

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=60)


@contextmanager
def desk(environment: dict[str, str], log: Path) -> Iterator[Desk]:
    """Somebody sits there for as long as needed."""
    opened = Desk(environment, log)
    try:
        yield opened
    finally:
        opened.close()


class Writer:
    """Saves without pause at a desk of their own. ``seconds`` of each save with the moment it began; ``faults``: saves that failed."""

    def __init__(self, environment: dict[str, str], log: Path, first: int) -> None:
        self.seconds: list[tuple[float, float]] = []
        self.faults: list[str] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._write, args=(environment, log, first), daemon=True)
        self._thread.start()

    def go_home(self) -> None:
        self._over.set()
        self._thread.join(120)

    def _write(self, environment: dict[str, str], log: Path, number: int) -> None:
        with desk(environment, log) as own:
            while not self._over.wait(0.1):
                begun = time.monotonic()
                try:
                    self.seconds.append((begun, own.do("save", number=number)))
                except RuntimeError as error:
                    self.faults.append(f"a save failed: {error}")
                number += 1
