"""Two doors to the portal: the whole WSGI stack in this process, and a server over the network."""

from __future__ import annotations

import http.client
import io
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes, urlsplit

from django.core.cache import caches
from django.core.signals import got_request_exception, request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from tests.fuzz.asking import Answer, Request

#: Servers refuse longer addresses, each in its own way and mostly without an answer.
LONGEST_TARGET = 8_000


class Door(Protocol):
    """Sends a request, returns the answer; never raises for what the portal does."""

    def send(self, request: Request) -> Answer: ...

    def forget(self) -> None:
        """Drops kept pages where it can, so that the next answer is made anew."""


class InProcess:
    """Every middleware, no network."""

    def __init__(self) -> None:
        self._application: Callable[..., Any] = get_wsgi_application()
        self._error = ""
        got_request_exception.connect(self._note)
        # As Django's own test client: the connection stays, for a test keeps its records in an open transaction.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)

    def send(self, request: Request) -> Answer:
        said: list[tuple[str, list[tuple[str, str]]]] = []
        self._error = ""
        started = time.perf_counter()
        try:
            response = self._application(environ(request), lambda status, headers, *_: said.append((status, headers)))
            try:
                pieces = iter(response)
                first = next(pieces, b"")
                seconds = time.perf_counter() - started
                body = first + b"".join(pieces)
            finally:
                response.close()
        except Exception as error:  # what a server would turn into a 500 without a page
            return Answer(500, seconds=time.perf_counter() - started, error=f"{type(error).__name__} out of the application")
        status, headers = said[0]
        return Answer(int(status[:3]), _lower(headers), body, seconds, self._error)

    def forget(self) -> None:
        caches["pages"].clear()

    def close(self) -> None:
        """Puts the signals back."""
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        got_request_exception.disconnect(self._note)

    def _note(self, **_: object) -> None:
        import traceback

        self._error = "".join(traceback.format_exc(limit=-2)).strip()


class Live:
    """A running portal, asked one connection a request."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._secure, self._host, self._port = parts.scheme == "https", parts.hostname or "127.0.0.1", parts.port

    def send(self, request: Request) -> Answer:
        make = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        connection = make(self._host, self._port, timeout=30)
        started = time.perf_counter()
        try:
            connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in _with_host(request, f"{self._host}:{self._port}" if self._port else self._host):
                connection.putheader(name, value)
            connection.endheaders(request.body)
            response = connection.getresponse()
            first = response.read(1)
            seconds = time.perf_counter() - started
            return Answer(response.status, _lower(response.getheaders()), first + response.read(), seconds)
        except (OSError, http.client.HTTPException) as error:
            refused = len(request.target) > LONGEST_TARGET
            return Answer(414 if refused else 599, seconds=time.perf_counter() - started, error=type(error).__name__)
        finally:
            connection.close()

    def forget(self) -> None:
        """A server's pages are its own."""


def environ(request: Request) -> dict[str, Any]:
    """The request as PEP 3333 has it: a path in bytes read as Latin-1."""
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in _with_host(request, "localhost") if name.lower() not in ("content-type", "content-length")}
    made: dict[str, Any] = {
        "REQUEST_METHOD": request.method, "PATH_INFO": unquote_to_bytes(request.path).decode("latin-1"), "SCRIPT_NAME": "",
        "QUERY_STRING": request.query_string, "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(request.body), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    given = {name.lower(): value for name, value in request.headers}
    if request.body or "content-type" in given:
        made |= {"CONTENT_TYPE": given.get("content-type", "application/x-www-form-urlencoded"), "CONTENT_LENGTH": given.get("content-length", str(len(request.body)))}
    return made | headers


def _with_host(request: Request, host: str) -> Iterable[tuple[str, str]]:
    if not any(name.lower() == "host" for name, _ in request.headers):
        yield "Host", host
    if request.body and not any(name.lower() == "content-length" for name, _ in request.headers):
        yield "Content-Length", str(len(request.body))
    yield from request.headers


def _lower(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}
