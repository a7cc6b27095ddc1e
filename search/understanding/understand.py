"""Reads a question once, from what is surest to what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from search.analysis import fold, plain
from search.money import read_money
from search.understanding.citations import find_citations
from search.understanding.concepts import read_concepts, shell_concepts
from search.understanding.fields import read_fields
from search.understanding.intents import read_intents
from search.understanding.knowledge import Knowledge, knowledge
from search.understanding.named import Named
from search.understanding.pinyin import read_pinyin
from search.understanding.slips import mend
from search.understanding.syntax import SIGNS, read_syntax
from search.understanding.understanding import Correction, Understanding

#: A code, or its beginning: letters and digits, four or more, with a digit among them.
_CODE = re.compile(r"(?<![0-9a-z.,])(?=[0-9a-z\-]*\d)[0-9a-z][0-9a-z\-]{3,24}(?![0-9a-z.,%元万千百条款项年月日号\-])")

#: A day is no code; a code read aloud in pieces is one.
_DAY = re.compile(r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}")
_PIECES = re.compile(r"\d[\d ]{7,24}\d")


def understand(text: str, known: Knowledge | None = None, *, verbatim: bool = False) -> Understanding:
    """The parts of a question. Never fails; a text that says nothing has no parts.

    Pinyin is read and slips are mended first, unless the question is to be
    taken ``verbatim``.
    """
    if not text.strip():
        return Understanding()
    known = known or knowledge()
    if verbatim or SIGNS.search(text):  # who knows the signs means what they typed
        return _read(text, known)
    told = fold(text)
    typed = read_pinyin(told, known.lexicon)
    meant = _read(typed if typed != told else text, known)
    mended = mend(meant.matter, known.lexicon, known.sayings)
    if mended != meant.matter and meant.matter in (whole := plain(typed)):
        typed = whole.replace(meant.matter, mended, 1)
        meant = _read(typed, known)
    return meant if typed == told else replace(meant, text=text, correction=Correction(text, " ".join(typed.split())))


def _read(text: str, known: Knowledge) -> Understanding:
    marked = read_syntax(text)
    told = fold(marked.text)
    cited = tuple(find_citations(told, known.laws))
    rest = _without(told, ((each.start, each.end) for each in cited))
    laws = tuple(known.laws.find(rest))
    rest = _without(rest, ((law.start, law.end) for law in laws))
    money = tuple(read_money(rest))
    rest = _without(rest, ((each.start, each.end) for each in money))
    if _PIECES.fullmatch(rest.strip()):
        rest = rest.replace(" ", "")
    rest = _DAY.sub(" ", rest)
    codes = tuple(found[0] for found in _CODE.finditer(rest))
    rest = _CODE.sub(" ", rest)
    agencies = tuple(_agencies(rest, known))
    rest = _without(rest, ((agency.start, agency.end) for agency in agencies))
    matter, intents = read_intents(" ".join(rest.split()))
    said = plain(matter)
    concepts = read_concepts(said, known.sayings, known.lexicon)
    asked = read_fields(marked.fields, known)
    if not (concepts or cited or laws or money or codes or agencies or marked.phrases or marked.fields):
        concepts = shell_concepts(said)
    return Understanding(
        text=text, matter=said, concepts=concepts, cited=cited, laws=laws, agencies=agencies, money=money,
        codes=(*codes, *asked.codes), phrases=(*marked.phrases, *asked.phrases), excluded=marked.excluded, narrowed=asked.narrowed, intents=intents,
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
