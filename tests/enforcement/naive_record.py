"""A second, plain account of the record: lists and loops, no database, no derived columns.

It keeps the four clocks as docs/decisions/0001-identity-and-time.md tells
them, and says what the public may see on a day by walking everything it was
told. The property test compares the portal with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

_numbers = count(1)


@dataclass(frozen=True)
class Said:
    """What one revision says: its words, from when, by which document, ended when."""

    words: tuple[int, int]
    begins: date
    document: object
    ended: date | None = None


@dataclass(eq=False)
class NaiveEdition:
    """``said`` is what is approved, ``revisions`` all that was ever written, by number."""

    item: str
    said: Said
    live: bool = True
    dirty: bool = False
    locked: bool = False
    undone: bool = False
    withdrawn: bool = False
    published: bool = False
    revisions: dict[int, Said] = field(default_factory=dict)

    def revise(self, said: Said) -> int:
        number = next(_numbers)
        self.revisions[number] = said
        return number

    @property
    def newest(self) -> int:
        return max(self.revisions)

    @property
    def approved(self) -> bool:
        return self.live and not self.undone

    @property
    def busy(self) -> bool:
        return self.locked or self.dirty or not self.live


@dataclass
class NaiveItem:
    """One entry of a batch: what was done to which edition, between which revisions."""

    edition: NaiveEdition
    action: str
    base: int | None
    written: int


@dataclass(eq=False)
class NaiveBatch:
    items: list[NaiveItem] = field(default_factory=list)
    undone: bool = False


class NaiveRecord:
    """Everything that was told, and what follows from it for a day."""

    def __init__(self) -> None:
        self.editions: list[NaiveEdition] = []
        self.batches: list[NaiveBatch] = []
        self.valid_until: dict[object, date] = {}

    # --- questions -----------------------------------------------------------------
    def of(self, item: str) -> list[NaiveEdition]:
        return [edition for edition in self.editions if edition.item == item and not edition.undone]

    def holding(self, item: str, on: date) -> NaiveEdition | None:
        """The law's word on this day: the approved edition begun last, if nothing ended it."""
        begun = [edition for edition in self.of(item) if edition.approved and edition.said.begins <= on]
        if not begun:
            return None
        last = max(begun, key=lambda edition: edition.said.begins)
        valid = self.valid_until.get(last.said.document)
        over = (last.said.ended is not None and last.said.ended <= on) or (valid is not None and valid < on)
        return None if over else last

    def visible(self, on: date) -> dict[str, tuple[int, int]]:
        """What the public sees: the edition that holds, unless it was withdrawn."""
        found = {}
        for item in {edition.item for edition in self.editions}:
            edition = self.holding(item, on)
            if edition and not edition.withdrawn:
                found[item] = edition.said.words
        return found

    def holds_some_day_from(self, edition: NaiveEdition, day: date) -> bool:
        """Whether the edition's time is not over on this day (it may not have begun)."""
        others = [e.said.begins for e in self.of(edition.item) if e.approved and e.said.begins > edition.said.begins]
        valid = self.valid_until.get(edition.said.document)
        ends = [*others, *([edition.said.ended] if edition.said.ended else []), *([valid + timedelta(days=1)] if valid else [])]
        return not ends or min(ends) > day

    # --- batches -------------------------------------------------------------------
    def bring(
        self, lines: dict[str, tuple[int, date]], document: object, provisional: object, *, correction: bool, full: tuple[list[str], date] | None
    ) -> NaiveBatch:
        batch = NaiveBatch()
        held = False
        before = list(self.editions)
        for item, (words, begins) in lines.items():
            held |= self._bring_one(batch, item, (words, words), begins, document, provisional, correction)
        if full and not held:
            self._end_missing(batch, before, set(lines), *full, document)
        self.batches.append(batch)
        return batch

    def _bring_one(self, batch: NaiveBatch, item: str, words: tuple[int, int], begins: date, document: object, provisional: object, correction: bool) -> bool:
        known, standing = self.of(item), self.holding(item, begins)
        if standing and standing.said.words == words:
            reissued = document is not None and document != standing.said.document and begins != standing.said.begins
            if not reissued:
                return False
        if any(edition.busy for edition in known):
            return True
        if standing and correction:
            said = replace(standing.said, words=words, document=document or standing.said.document)
            base = standing.newest
            standing.said = said
            batch.items.append(NaiveItem(standing, "correct", base, standing.revise(said)))
            return False
        if known and (correction or any(edition.said.begins == begins for edition in known)):
            return True
        made = NaiveEdition(item, Said(words, begins, document or provisional), published=True)
        self.editions.append(made)
        batch.items.append(NaiveItem(made, "create", None, made.revise(made.said)))
        return False

    def _end_missing(self, batch: NaiveBatch, before: list[NaiveEdition], named: set[str], family: list[str], day: date, document: object) -> None:
        assert document is not None
        ending = []
        for edition in before:
            missing = edition.item in family and edition.item not in named
            free = edition.approved and edition.said.ended is None and not any(e.busy for e in self.of(edition.item))
            if missing and free and self.holds_some_day_from(edition, day):
                ending.append(edition)
        for edition in ending:
            base = edition.newest
            edition.said = replace(edition.said, ended=max(day, edition.said.begins))
            batch.items.append(NaiveItem(edition, "end", base, edition.revise(edition.said)))

    def undo(self, batch: NaiveBatch) -> int:
        """Returns how many items were refused."""
        batch.undone = True
        refused = 0
        free = []
        for item in batch.items:
            edition = item.edition
            if edition.undone or edition.locked or edition.dirty or edition.newest != item.written:
                refused += 1
            else:
                free.append(item)
        for item in free:
            if item.action == "create":
                item.edition.undone = True
                continue
            assert item.base is not None
            item.edition.said = item.edition.revisions[item.base] if item.action == "correct" else replace(item.edition.said, ended=None)
            number = item.edition.revise(item.edition.said)
            for other in (entry for earlier in self.batches for entry in earlier.items if entry.edition is item.edition):
                if other.written == item.base:
                    other.written = number
        return refused

    # --- editors -------------------------------------------------------------------
    def collides(self, edition: NaiveEdition, begins: date) -> bool:
        return not edition.undone and any(e is not edition and e.said.begins == begins for e in self.of(edition.item))

    def draft(self, edition: NaiveEdition, said: Said) -> int:
        edition.dirty = True
        return edition.revise(said)

    def publish(self, edition: NaiveEdition, number: int) -> None:
        edition.said = edition.revisions[number]
        edition.live = edition.published = True
        edition.dirty = number != edition.newest
