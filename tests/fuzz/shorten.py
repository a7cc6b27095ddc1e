"""The shortest request that still shows a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from tests.fuzz.asking import Request, encoded

#: Tries a fault is worth.
TRIES = 120
#: The end of a path that needs no cutting.
SHORT_PATH = 12


def shorten(request: Request, fails: Callable[[Request], bool], tries: int = TRIES) -> Request:
    """Takes away what the fault does not need: body, headers, parameters, halves of values."""
    tried = 0
    shorter = True
    while shorter:
        shorter = False
        for candidate in _smaller(request):
            tried += 1
            if tried > tries:
                return request
            if fails(candidate):
                request, shorter = candidate, True
                break
    return request


def _smaller(request: Request) -> Iterator[Request]:
    if request.body:
        yield replace(request, body=b"")
    if request.method != "GET":
        yield replace(request, method="GET", body=b"")
    if len(request.query) > 1:
        half = len(request.query) // 2
        yield replace(request, query=request.query[:half])
        yield replace(request, query=request.query[half:])
    for place in range(len(request.headers)):
        yield replace(request, headers=request.headers[:place] + request.headers[place + 1 :])
    for place in range(len(request.query)):
        yield replace(request, query=request.query[:place] + request.query[place + 1 :])
    for place, (name, value) in enumerate(request.query):
        for said in _halves(value or ""):
            yield replace(request, query=(*request.query[:place], (name, said), *request.query[place + 1 :]))
    last = request.path.rstrip("/").rpartition("/")
    for said in _halves(last[2]) if len(last[2]) > SHORT_PATH else ():
        yield replace(request, path=f"{last[0]}/{said}" + ("/" if request.path.endswith("/") else ""))


def _halves(value: str) -> Iterator[str]:
    try:
        text = unquote_to_bytes(value).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    half = len(text) // 2
    if half:
        yield encoded(text[:half])
        yield encoded(text[half:])
        if len(text) <= 12:
            yield encoded(text[1:])
            yield encoded(text[:-1])
