"""The portal as it runs: web, indexer and worker as processes of their own."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
ALL = ("web", "worker", "index")


class Answer(NamedTuple):
    """Status 0 for no answer at all; names of headers in small letters."""

    status: int
    text: str
    headers: dict[str, str]


@dataclass
class Site:
    """Its address, the folder of its state, the environment of its processes and how each is begun."""

    address: str
    folder: Path
    environment: dict[str, str]
    commands: dict[str, list[str]] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> subprocess.Popen[bytes]:
        """Begins one of the processes, or begins it again."""
        self.processes[name] = self.spawn(name, self.commands[name])
        return self.processes[name]

    def spawn(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        """Another process of this site, whose end is not looked after; what it says goes into a file of that name."""
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def manage(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """``manage.py`` as a process of its own."""
        return self.spawn(name, [sys.executable, "manage.py", *command])

    def said(self, name: str) -> str:
        """All that processes of that name have said."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def kill(self, name: str) -> None:
        """Ends one of the processes without any warning."""
        self.processes[name].kill()
        self.processes[name].wait()

    def get(self, path: str) -> Answer:
        """One request, followed by nothing."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as response:
                return Answer(response.status, response.read().decode(), _headers(response))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), _headers(error))
        except OSError:
            return Answer(0, "", {})

    def run(self, code: str) -> None:
        """Python text with this site's settings."""
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=self.environment, check=True, timeout=300)

    def dead(self) -> list[str]:
        """Processes that have ended, with the end of what they said."""
        gone = [name for name, process in self.processes.items() if process.poll() is not None]
        return [f"{name}: {self.said(name)[-2000:]}" for name in gone]

    def wait_for(self, path: str, *, seconds: float = 90, text: str = "") -> bool:
        """Whether the page is there, with this text in it, before that many seconds have passed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = self.get(path)
            if answer.status == 200 and text in answer.text:
                return True
            time.sleep(0.2)
        return False


def _headers(answer: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


@contextmanager
def site(folder: Path, database: str, *, prepare: str = "", more: dict[str, str] | None = None, names: tuple[str, ...] = ALL) -> Iterator[Site]:
    """A running portal on a migrated database: those of its processes.

    ``prepare`` is Python text that runs before anything is served, ``more`` joins its environment.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "ELASTICSEARCH_URL", "SEARCH_ENGINE")}
    environment = kept | {
        "DATA_DIR": str(folder), "DATABASE_URL": database, "SECRET_KEY": secrets.token_urlsafe(60), "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "1", "LOG_LEVEL": "WARNING", "DATABASE_LOCK_TIMEOUT": "5", **(more or {}),
    }  # fmt: skip
    made = Site(f"http://127.0.0.1:{port}", folder, environment)
    made.run("import django; django.setup()\n" + prepare)
    made.commands |= {
        "web": [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "3", "--no-ws", "portal.wsgi:application"],
        "worker": [sys.executable, "manage.py", "run_worker"],
        "index": [sys.executable, "manage.py", "search_drain", "--watch"],
    }
    environment["DEBUG"] = "0"
    try:
        for name in names:
            made.start(name)
        assert made.wait_for("/healthz"), made.dead()
        yield made
    finally:
        for process in made.processes.values():
            process.terminate()
        for process in made.processes.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
