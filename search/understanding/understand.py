"""Reads a question once, from what is surest to what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search.analysis import fold, plain
from search.money import read_money
from search.understanding.citations import find_citations
from search.understanding.concepts import read_concepts
from search.understanding.intents import read_intents
from search.understanding.knowledge import Knowledge, knowledge
from search.understanding.named import Named
from search.understanding.syntax import read_syntax
from search.understanding.understanding import Understanding

#: A code, or its beginning: letters and digits, four or more, with a digit among them.
_CODE = re.compile(r"(?<![0-9a-z.,])(?=[0-9a-z\-]*\d)[0-9a-z][0-9a-z\-]{3,24}(?![0-9a-z.,%元万千百条款项年月日号\-])")


def understand(text: str, known: Knowledge | None = None, *, verbatim: bool = False) -> Understanding:
    """The parts of a question. Never fails; a text that says nothing has no parts."""
    known = known or knowledge()
    marked = read_syntax(text)
    told = fold(marked.text)
    cited = tuple(find_citations(told, known.laws))
    rest = _without(told, ((each.start, each.end) for each in cited))
    laws = tuple(known.laws.find(rest))
    rest = _without(rest, ((law.start, law.end) for law in laws))
    money = tuple(read_money(rest))
    rest = _without(rest, ((each.start, each.end) for each in money))
    codes = tuple(found[0] for found in _CODE.finditer(rest))
    rest = _CODE.sub(" ", rest)
    agencies = tuple(_agencies(rest, known))
    rest = _without(rest, ((agency.start, agency.end) for agency in agencies))
    matter, intents = read_intents(" ".join(rest.split()))
    said = plain(matter)
    return Understanding(
        text=text, matter=said, concepts=read_concepts(said, known.sayings), cited=cited, laws=laws, agencies=agencies, money=money,
        codes=codes, phrases=marked.phrases, excluded=marked.excluded, fields=marked.fields, intents=intents,
    )  # fmt: skip


def _agencies(text: str, known: Knowledge) -> Iterator[Named]:
    """Agencies named as such: a name within a longer word of the matter (消防通道) is none."""
    for found in known.agencies.find(text):
        behind = text[found.end : found.end + 1]
        if len(found.said) > 2 or not behind.strip() or behind in "的管罚查局,，。？?":
            yield found


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these parts blanked, every other character in its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
