"""What a visitor of the portal gets to know: addresses, parameters and words, read from its own pages and its API's description."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

import lxml.etree
import lxml.html
from django.conf import settings
from django.urls import Resolver404, resolve

from tests.fuzz.asking import Request
from tests.fuzz.doors import Door

#: Where a visitor or a program begins.
STARTS = ("/", "/sitemap.xml", "/robots.txt", "/search/?q=%E7%BD%9A", "/api/", "/api/v1/openapi.json", "/healthz")
#: Pages of one kind that are read; after a few they say nothing new.
READ = 3
KEPT = 40
_LINKS = ("href", "src", "action")


@dataclass
class Known:
    """``paths``: kind → its parameters' values, as they stood together. ``values``: query parameter → values seen.

    ``accepted``: kind → the only query parameters that it takes, where it refuses others.
    """

    paths: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    accepted: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)


def explore(door: Door) -> Known:
    """Reads a few pages of each kind, breadth first."""
    known, waiting, seen, read = Known(), deque(STARTS), set(STARTS), defaultdict[str, int](int)
    while waiting:
        address = waiting.popleft()
        name = _learn_address(known, address)
        if not name or read[name] >= READ:
            continue
        read[name] += 1
        parts = urlsplit(address)
        answer = door.send(Request(name, parts.path, ((parts.query, None),) if parts.query else ()))
        if answer.status != 200:
            continue
        for found in _addresses(known, answer.content_type, answer.body):
            whole = urlsplit(urljoin(address, found))
            target = quote(unquote(whole.path), safe="/") + (f"?{whole.query}" if whole.query else "")
            if target not in seen and len(seen) < 5_000:
                seen.add(target)
                waiting.append(target)
    return known


def _learn_address(known: Known, address: str) -> str:
    parts = urlsplit(address)
    try:
        match = resolve(unquote(parts.path))
    except Resolver404:
        return ""
    name = match.view_name or match.route
    given = {key: str(value) for key, value in match.kwargs.items()} or {f"_{place}": str(value) for place, value in enumerate(match.args)}
    _keep(known.paths[name], given)
    for key, value in parse_qsl(parts.query):
        _keep(known.values[key], value)
    return name


def _addresses(known: Known, content_type: str, body: bytes) -> Iterator[str]:
    if content_type == "text/html":
        page = lxml.html.document_fromstring(body)
        for element in page.iter("input", "select", "option", "button"):
            name = element.get("name") or (element.getparent().get("name") if element.getparent() is not None else None)
            if name:
                _keep(known.values[name], element.get("value") or "")
        known.words += [text for text in page.xpath("//h1//text() | //h2//text() | //dt//text()") if text.strip()][:KEPT]
        elements = (element for element in page.iter() if isinstance(element.tag, str))
        yield from (value for element in elements for name, value in element.attrib.items() if name in _LINKS or value.startswith("/"))
    elif content_type.endswith("xml"):
        yield from (place.text or "" for place in lxml.etree.fromstring(body).iter("{*}loc"))
    elif content_type == "application/json":
        document = json.loads(body)
        yield from _operations(known, document)
        yield from _own_links(document)


def _own_links(value: Any) -> Iterator[str]:
    """Addresses of the portal anywhere in a document, by their path."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _own_links(inner)
    elif isinstance(value, str) and value.startswith((settings.BASE_URL + "/", "/")):
        yield value.removeprefix(settings.BASE_URL)


def _operations(known: Known, document: Any) -> Iterator[str]:
    for path, methods in document.get("paths", {}).items() if isinstance(document, dict) else ():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    schema = parameter.get("schema", {})
                    _keep(known.accepted[resolve(path).view_name], parameter["name"])
                    for value in (*schema.get("enum", ()), schema.get("default", ""), "1"):
                        _keep(known.values[parameter["name"]], str(value))
        if "{" not in path:
            yield path


def _keep(values: list[Any], value: Any) -> None:
    if value not in values and len(values) < KEPT:
        values.append(value)
