"""The server as the Procfile starts it, one process and one thread, and a client that keeps its connection."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: Seconds until a server must answer.
PATIENCE = 60


class Client:
    """One connection, one request after the other."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str, *, fresh: bool = False) -> bytes:
        """The body; RuntimeError for any answer but 200."""
        headers = {"Accept-Encoding": "gzip", **({"X-Bench-Fresh": "1"} if fresh else {})}
        self._connection.request("GET", address, headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}")
        return body


@contextmanager
def running() -> Iterator[Client]:
    """Serves this process's own portal (the same settings and state) on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "1",
        "--no-ws", "--no-access-log", "--log-level", "critical", "tests.bench.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command)
    try:
        client = Client(port)
        _wait(client, process)
        yield client
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(client: Client, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, http.client.HTTPException, RuntimeError):
            client.get("/hello/")
            return
        client._connection.close()
        time.sleep(0.2)
    raise RuntimeError("the server did not start")
