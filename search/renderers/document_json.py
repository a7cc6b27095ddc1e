"""Results as one JSON document, streamed: valid also when empty, invalid when cut off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from search.renderers.record import absolute, json_default, record_of
from search.results import Result


def render(results: Iterable[Result], on: date, total: int, address: str) -> Iterator[bytes]:
    """An object that says what was asked and when, then ``items``. The closing brace comes last: a part does not parse."""
    head = {"url": absolute(address), "as_of": on, "made_at": timezone.now(), "total": total}
    yield _dump(head)[:-1].encode() + b', "items": ['
    separator = b"\n"
    for result in results:
        yield separator + _dump(record_of(result, on)).encode()
        separator = b",\n"
    yield b"\n]}\n"


def _dump(value: Any) -> str:
    """Lone surrogates, which no encoding takes, are left out; nothing is changed otherwise."""
    text = json.dumps(value, ensure_ascii=False, default=json_default)
    return text.encode("utf-8", "ignore").decode("utf-8")
