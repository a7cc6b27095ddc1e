"""Every public address, read from the portal's own list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

#: Behind a door of its own, with tests of its own.
NOT_PUBLIC = ("admin/",)
_PARAMETER = re.compile(r"<(?:[^>:]+:)?([^>]+)>")


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the list: its name (with namespace), and its path with ``%(parameter)s``."""

    name: str
    form: str
    parameters: tuple[str, ...]


def kinds() -> list[Kind]:
    """All of them, one for each way an address can be written."""
    return [kind for kind in _walk(get_resolver().url_patterns, "", "") if not kind.form.startswith(tuple(f"/{prefix}" for prefix in NOT_PUBLIC))]


def _walk(patterns: Iterable[Any], before: str, namespace: str) -> Iterator[Kind]:
    for pattern in patterns:
        for form in _forms(pattern.pattern):
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from _walk(pattern.url_patterns, before + form, inner)
            elif isinstance(pattern, URLPattern):
                whole = f"/{before}{form}"
                yield Kind(f"{namespace}{pattern.name or whole}", whole, tuple(re.findall(r"%\((\w+)\)s", whole)))


def _forms(pattern: Any) -> list[str]:
    if isinstance(pattern, RegexPattern):
        return [form for form, _ in normalize(pattern.regex.pattern)]
    literal = str(pattern).replace("%", "%%")
    return [_PARAMETER.sub(r"%(\1)s", literal)]
