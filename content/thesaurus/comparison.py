"""A whole thesaurus as a file, against the one in use: what would be added, changed, switched off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from content.thesaurus.entry import ThesaurusEntry
from content.thesaurus.meaning import saying_key
from content.thesaurus.notation import Line, NotationError, Reading, write_text
from content.thesaurus.write import UPLOADED, write_entries


@dataclass(frozen=True, slots=True)
class Change:
    """An entry, and the line that it is to become."""

    entry: ThesaurusEntry
    line: Line

    @property
    def domain(self) -> str:
        """The line's heading; a file without one leaves the field as it is."""
        return self.line.domain or self.entry.domain

    @property
    def is_none(self) -> bool:
        entry = self.entry
        return entry.active and (str(entry.meaning), entry.domain) == (str(self.line.meaning), self.domain)


@dataclass(slots=True)
class Comparison:
    """Nothing may be written while there is an error. ``switched_off``: entries in use that the file does not have."""

    errors: list[NotationError] = field(default_factory=list)
    added: list[Line] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    switched_off: list[ThesaurusEntry] = field(default_factory=list)
    same: int = 0

    @property
    def differs(self) -> bool:
        return bool(self.added or self.changed or self.switched_off)


def as_file() -> str:
    """Every entry in use, in the notation."""
    return write_text((entry.domain, entry.meaning) for entry in ThesaurusEntry.objects.filter(active=True).order_by("domain", "pk"))


def compare(reading: Reading) -> Comparison:
    """What the file would do. An entry is recognised by its sayings; an unused one by the whole line."""
    result = Comparison(errors=sorted([*reading.errors, *_twice(reading.lines)], key=lambda wrong: wrong.line or 0))
    entries = list(ThesaurusEntry.objects.order_by("pk"))
    matches = _matched(reading.lines, entries)
    for line in reading.lines:
        entry = matches.get(line.number)
        if entry is None:
            result.added.append(line)
        elif (change := Change(entry, line)).is_none:
            result.same += 1
        else:
            result.changed.append(change)
    kept = {entry.pk for entry in matches.values()}
    result.switched_off = [entry for entry in entries if entry.active and entry.pk not in kept]
    return result


def apply(comparison: Comparison, user: Any) -> None:
    """Writes it, all or nothing. Must follow a comparison made in the same transaction. Raises ValueError on errors."""
    if comparison.errors:
        raise ValueError("a file with errors is not written")
    new = [ThesaurusEntry(domain=line.domain) for line in comparison.added]
    for entry, line in zip(new, comparison.added, strict=True):
        entry.meaning = line.meaning
    for change in comparison.changed:
        change.entry.domain, change.entry.meaning, change.entry.active = change.domain, change.line.meaning, True
    for entry in comparison.switched_off:
        entry.active = False
    write_entries(new, [*(change.entry for change in comparison.changed), *comparison.switched_off], UPLOADED, user)


def _twice(lines: Iterable[Line]) -> list[NotationError]:
    """Sayings that two lines of the file have."""
    first: dict[str, int] = {}
    found = []
    for line in lines:
        for saying in line.meaning.said:
            number = first.setdefault(saying_key(saying), line.number)
            if number != line.number:
                found.append(
                    NotationError(f"说法“{saying}”在第{number}行已经有了。", "请并入那一行，或者删去一个。", side="said", line=line.number)
                )
    return found


def _matched(lines: Sequence[Line], entries: Sequence[ThesaurusEntry]) -> dict[int, ThesaurusEntry]:
    """Which entry each line (by number) is: the same line first, then the entry in use with most sayings in common."""
    found: dict[int, ThesaurusEntry] = {}
    whole = {str(entry.meaning): entry for entry in sorted(entries, key=lambda entry: entry.active)}
    for line in lines:
        entry = whole.pop(str(line.meaning), None)
        if entry:
            found[line.number] = entry
    taken = {entry.pk for entry in found.values()}
    by_key = {entry.pk: entry for entry in entries}
    by_saying = {saying_key(saying): entry for entry in entries if entry.active for saying in entry.meaning.said}
    for line in lines:
        if line.number in found:
            continue
        near = Counter(entry.pk for key in map(saying_key, line.meaning.said) if (entry := by_saying.get(key)) and entry.pk not in taken)
        if near:
            key, _ = near.most_common(1)[0]
            taken.add(key)
            found[line.number] = by_key[key]
    return found
