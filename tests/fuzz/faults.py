"""What is wrong with an answer, whatever was asked."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from portal.middleware.public_headers import EXEMPT
from tests.fuzz.asking import Answer, Request
from tests.fuzz.hostile import ELEMENT, HANDLER

#: Words that only an exception's own page or a log has.
INSIDE = (b"Traceback (most recent", b"site-packages", b"django.core", b'File "/', b"OperationalError", b"sqlite3.", b"DoesNotExist", b"ValueError:")
HEADERS = {"x-content-type-options": "nosniff", "referrer-policy": "strict-origin-when-cross-origin", "cross-origin-opener-policy": "same-origin"}


def faults(request: Request, answer: Answer) -> list[str]:
    """In words, none when all is well. How long it took is for the caller to judge."""
    return [*_status(answer), *_headers(request, answer), *_body(request, answer)]


def _status(answer: Answer) -> Iterator[str]:
    if answer.status >= 500:
        yield f"status {answer.status} {answer.error}".strip()
    if not 200 <= answer.status < 600:
        yield f"status {answer.status}"


def _headers(request: Request, answer: Answer) -> Iterator[str]:
    if answer.status in (414, 599) and not answer.headers:
        return  # the server's own refusal
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"header {name}: {answer.headers.get(name)}"
    policy = answer.headers.get("content-security-policy", "")
    if not _exempt(request) and ("default-src 'none'" not in policy or "unsafe" in policy or "frame-ancestors 'self'" not in policy):
        yield f"header content-security-policy: {policy}"
    if [name for name in answer.headers if "evil" in name]:
        yield "a header that the request brought"
    where = urlsplit(answer.headers.get("location", ""))
    if where.netloc and where.hostname not in ("localhost", "127.0.0.1") or answer.headers.get("location", "").startswith(("//", "/\\")):
        yield f"leads elsewhere: {answer.headers['location']}"


def _body(request: Request, answer: Answer) -> Iterator[str]:
    if request.method.upper() == "HEAD" or answer.status in (204, 304):
        if answer.body and answer.status in (204, 304):
            yield f"{answer.status} with a body"
        return
    body = answer.body
    if answer.headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    yield from (f"says {word.decode()!r}" for word in INSIDE if word in body)
    if answer.content_type == "text/html" and body:
        yield from _html(request, body)
    elif answer.content_type.endswith(("xml", "+xml")):
        yield from _xml(body)
    elif answer.content_type.endswith("json"):
        try:
            json.loads(body)
        except ValueError as error:
            yield f"no JSON: {error}"
    elif answer.content_type.endswith("sheet") and answer.status == 200 and zipfile.ZipFile(io.BytesIO(body)).testzip() is not None:
        yield "no workbook"


def _html(request: Request, body: bytes) -> Iterator[str]:
    try:
        body.decode("utf-8")
        page = lxml.html.document_fromstring(body)
    except (UnicodeDecodeError, lxml.etree.LxmlError) as error:
        yield f"no HTML: {error}"
        return
    if not (page.findtext(".//title") or "").strip():
        yield "no title"
    if not _exempt(request) and not (page.get("lang") or "").startswith("zh"):
        yield f"lang is {page.get('lang')}"
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == ELEMENT:
            yield "markup of the request is live"
            return
        for name, value in element.attrib.items():
            if name.startswith("on") or (name in ("href", "src", "action", "formaction") and value.strip().lower().startswith("javascript:")):
                yield f"attribute {name} of the request is live" if HANDLER in name or ELEMENT in value else f"attribute {name} is live"
                return


def _xml(body: bytes) -> Iterator[str]:
    try:
        root = lxml.etree.fromstring(body, lxml.etree.XMLParser(resolve_entities=False, no_network=True))
    except lxml.etree.XMLSyntaxError as error:
        yield f"no XML: {error}"
        return
    if any(isinstance(element.tag, str) and element.tag.endswith(ELEMENT) for element in root.iter()):
        yield "markup of the request is live"


def _exempt(request: Request) -> bool:
    return request.path.startswith(EXEMPT)
