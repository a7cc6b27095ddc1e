"""Provisions that a question cites, in every form that people write (食安法第124条第1款, 第一二四条, bare 124条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enforcement.notation.numerals import CHINESE_FIGURES, parse_integer
from search.understanding.law_names import LawNames

_FIGURE = rf"\d{{1,4}}|[{CHINESE_FIGURES}](?:\s?[{CHINESE_FIGURES}]){{0,8}}"
_ARTICLE = re.compile(
    rf"第?\s*(?P<article>{_FIGURE})\s*[条條](?:\s*之\s*(?P<sub>{_FIGURE}))?"
    rf"(?:\s*第?\s*(?P<paragraph>{_FIGURE})\s*款)?"
    rf"(?:\s*第?\s*[（(]?\s*(?P<item>{_FIGURE})\s*[)）]?\s*项)?"
)
#: Between a law's name and its article.
_BETWEEN = re.compile(r"[》〉>\s的之中里]*(?:[（(][^（）()]{1,20}[)）])?[》〉>\s的之中里]*")

#: An act that speaks of its own law (违反本条例第十四条规定) names no law to look for.
_OF_ITSELF = re.compile(r"[本该](?:法|条例|规定|办法|细则|决定)(?:[^，,。；;]{0,20}[、和及])?$")


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision; ``laws`` are full names, empty where the question names none."""

    said: str
    laws: tuple[str, ...]
    article: int
    sub: int | None
    paragraph: int | None
    item: int | None
    start: int
    end: int


def find_citations(text: str, names: LawNames) -> Iterator[Cited]:
    """The provisions in a folded text, each with the law named right before it, or else anywhere in the text."""
    laws = list(names.find(text, cited=bool(_ARTICLE.search(text))))
    for found in _ARTICLE.finditer(text):
        if not _counts(found) or _OF_ITSELF.search(text, 0, found.start()):
            continue
        before = [law for law in laws if law.end <= found.start()]
        near = before[-1] if before and _BETWEEN.fullmatch(text, before[-1].end, found.start()) else None
        chosen = near or (before[-1] if before else laws[0] if laws else None)
        start = near.start if near else found.start()
        yield Cited(
            text[start : found.end()], chosen.keys if chosen else (), parse_integer(found["article"].replace(" ", "")),
            _number(found["sub"]), _number(found["paragraph"]), _number(found["item"]), start, found.end(),
        )  # fmt: skip


def _counts(found: re.Match[str]) -> bool:
    """Whether the figure is an article: 一条鱼 and 三条烟 are none, 第三条 and 3条 with a law are."""
    try:
        number = parse_integer(found["article"].replace(" ", ""))
    except ValueError:
        return False
    return 0 < number < 2000 and (found[0].lstrip().startswith("第") or number >= 10 or bool(found["paragraph"]) or found["article"].isdigit())


def _number(text: str | None) -> int | None:
    try:
        return parse_integer(text.replace(" ", "")) if text else None
    except ValueError:
        return None
