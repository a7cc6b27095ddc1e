"""Where the next page begins: opaque, signed, bound to the question it was given for."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django.core import signing
from django.http import HttpRequest

from search.api.problems import BadParameter

SALT = "search.api.cursor"


def make_cursor(question: str, position: Mapping[str, Any]) -> str:
    """A cursor for this place in the answer to this question."""
    return signing.dumps({**position, "question": _digest(question)}, salt=SALT, compress=True)


def read_cursor(cursor: str | None, question: str) -> dict[str, Any] | None:
    """The place; None on the first page. Raises BadParameter for a cursor that was made up, or made for another question."""
    if not cursor:
        return None
    try:
        position: dict[str, Any] = signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        raise BadParameter("cursor", "游标不完整或者不是本接口给出的。请从第一页重新读取。") from None
    if position.pop("question", None) != _digest(question):
        raise BadParameter("cursor", "游标属于另一个问题：翻页时其他参数要与上一页相同。")
    return position


def question_of(request: HttpRequest) -> str:
    """All of an address but the cursor, in an order of its own."""
    pairs = sorted((name, value) for name, values in request.GET.lists() for value in values if name != "cursor")
    return repr((request.path, pairs))


def next_address(request: HttpRequest, base: str, cursor: str) -> str:
    """The whole address of the next page."""
    pairs = request.GET.copy()
    pairs["cursor"] = cursor
    return f"{base}{request.path}?{pairs.urlencode()}"


def _digest(question: str) -> str:
    return blake2b(question.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
