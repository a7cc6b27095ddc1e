"""People whom the record itself names, found in every field and every written form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enforcement.redaction.folding import fold
from enforcement.redaction.name_forms import (
    COMPOUND_SURNAMES,
    given_name,
    is_masked,
    masked_name,
    name_pattern,
    surname_of,
)
from enforcement.redaction.policy import NameForm
from enforcement.redaction.spans import Kind, Span
from enforcement.redaction.words import words_of

_ROLE_BEFORE = re.compile(r"(?:法定代表人|法人代表|法人|负责人|经营者|店主|业主|投资人|老板|当事人)[:：、，,（(“\"]?$")
_AFTER_PLACE = re.compile(r"[省市县区旗镇乡村屯街路县]")


@dataclass(frozen=True, slots=True)
class Known:
    """A person by name: what the finding calls it, how it appears, and the word that stands for an omitted name."""

    name: str
    kind: Kind
    form: NameForm
    role: str = ""

    @property
    def family(self) -> str:
        return surname_of(fold(self.name).text)

    @property
    def shown_as(self) -> str:
        """What the public reads in place of the name."""
        return {"shown": self.name, "masked": masked_name(self.name), "omitted": self.role}[self.form]


def known_people(text: str, people: Sequence[Known]) -> Iterator[Span]:
    """Slices that name a known person who is not shown."""
    hidden = [person for person in people if person.form != "shown"]
    if not hidden or not text:
        return
    spaced = fold(text, spaces=True, han_digits=False)
    for person in hidden:
        pattern = name_pattern(person.name)
        whole = [_span(person, *spaced.original(*match.span()), spaced.text[: match.start()]) for match in (pattern.finditer(spaced.text) if pattern else ())]
        yield from whole
        for span in _given_alone(text, person):
            if not any(full.start <= span.start and span.end <= full.end for full in whole):
                yield span
        yield from _family_and_some(text, person, hidden)


def _span(person: Known, start: int, end: int, before: str) -> Span:
    shown = person.shown_as
    if person.form == "omitted" and _ROLE_BEFORE.search(before):
        shown = ""
    return Span(start, end, person.kind, shown, "masked" if person.form == "masked" else "omitted")


def _given_alone(text: str, person: Known) -> Iterator[Span]:
    """建国 for 张建国: masked where it is no word; held where it is one that may be meant."""
    given = given_name(person.name)
    if not given:
        return
    folded = fold(text, han_digits=False)
    words = words_of(folded.text)
    for match in re.finditer(re.escape(given), folded.text):
        if _AFTER_PLACE.match(folded.text, match.end()):
            continue
        place = folded.original(*match.span())
        if not words.is_ordinary(*match.span()):
            yield Span(*place, person.kind, person.shown_as or "某某", "masked")
        elif words.begins[match.start()] == match.start() and words.ends[match.start()] == match.end():
            yield Span(*place, "possible_name", person.shown_as, "held", "可能是被处罚人或者经营者的名字，需人工核实")


def _family_and_some(text: str, person: Known, people: Sequence[Known]) -> Iterator[Span]:
    """张某 for 张三, where nobody else of the record is called 张."""
    families = {other.family for other in people if fold(other.name).text != fold(person.name).text}
    if not person.family or person.family in families or is_masked(person.name):
        return
    folded = fold(text, han_digits=False)
    for match in re.finditer(rf"{re.escape(person.family)}某{{1,2}}(?![甲乙丙丁])", folded.text):
        if any(folded.text.startswith(compound, match.start() - 1) for compound in COMPOUND_SURNAMES if match.start()):
            continue
        yield _span(person, *folded.original(*match.span()), folded.text[: match.start()])
