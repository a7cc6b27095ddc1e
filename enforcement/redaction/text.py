"""One text, redacted: every finder asked, what overlaps joined."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from enforcement.redaction.addresses import home_addresses
from enforcement.redaction.folding import fold
from enforcement.redaction.known import Known, known_people
from enforcement.redaction.marks import personal_marks
from enforcement.redaction.minors import births, minors_told
from enforcement.redaction.numbers import personal_numbers
from enforcement.redaction.people import other_people
from enforcement.redaction.sensitive import sensitive_facts
from enforcement.redaction.spans import Span, settle, without

#: Days and sums tell nothing of anybody; provisions and offices come again in every row.
_PLAIN: Final = re.compile(r"(?:[12]\d{3}([-/.])\d{1,2}\1\d{1,2}|[12]\d{3}年\d{1,2}月\d{1,2}日|\d{1,6}(?:\.\d{1,6})?)", re.ASCII)
_SHORT: Final = 64


@dataclass(frozen=True, slots=True)
class Context:
    """What the record knows while its texts are read.

    ``people`` are those it names; ``organisations`` are names that may hold what
    looks like a person's; ``shown`` those of them that stay whole. ``private``
    is true where the party is no organisation.
    """

    people: Sequence[Known] = ()
    organisations: Collection[str] = ()
    shown: Collection[str] = ()
    private: bool = True


@dataclass(frozen=True, slots=True)
class RedactedText:
    """The text as it may be proposed to the public, what was found, and days of birth that it told."""

    text: str
    spans: tuple[Span, ...]
    births: tuple[date, ...] = field(default=())

    @property
    def held(self) -> bool:
        """Whether a second person must read the original first."""
        return any(span.outcome == "held" for span in self.spans)


def redact_text(text: str, context: Context) -> RedactedText:
    """Running text without what the public may not read; ``held`` says whether that is all of it."""
    if _PLAIN.fullmatch(text):
        return RedactedText(text, ())
    told, born = (_told_short if len(text) <= _SHORT else _told)(text, context.private)
    found = list(told)
    shown = occurrences(text, context.shown)
    known = [span for span in known_people(text, context.people) if not _inside(span, shown)]
    found += known
    hidden = [(span.start, span.end) for span in found if span.outcome != "held"]
    hidden += occurrences(text, context.organisations)
    hidden += occurrences(text, [person.name for person in context.people if person.form == "shown"])
    families = {person.family for person in context.people}
    found += other_people(text, hidden, families)
    spans = tuple(settle(found))
    return RedactedText(without(text, spans), spans, born)


def _told(text: str, private: bool) -> tuple[tuple[Span, ...], tuple[date, ...]]:
    """What a text tells by itself, whoever the record is about, and the days of birth in it."""
    born = list(births(text))
    found = [span for span, _ in born]
    found += personal_numbers(text)
    found += personal_marks(text)
    found += home_addresses(text, private=private)
    found += sensitive_facts(text)
    found += minors_told(text, private=private)
    return tuple(found), tuple(day for _, day in born if day)


_told_short: Final = lru_cache(maxsize=4096)(_told)


def redact_value(text: str, context: Context) -> RedactedText:
    """A short value (a number, a kind, a name of an office): numbers, marks and known people only."""
    found = [*personal_numbers(text), *personal_marks(text)]
    shown = occurrences(text, context.shown)
    found += [span for span in known_people(text, context.people) if not _inside(span, shown)]
    spans = tuple(settle(found))
    return RedactedText(without(text, spans), spans)


def occurrences(text: str, names: Collection[str]) -> list[tuple[int, int]]:
    """Where names stand in a text, whatever their width and spacing."""
    folded = fold(text, han_digits=False)
    places = []
    for name in names:
        plain = fold(name, han_digits=False).text
        at = folded.text.find(plain) if len(plain) > 1 else -1
        while at >= 0:
            places.append(folded.original(at, at + len(plain)))
            at = folded.text.find(plain, at + 1)
    return places


def _inside(span: Span, places: Collection[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in places)
