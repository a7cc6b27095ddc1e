"""Writes the reviewed decisions of a batch, so many at a time that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from enforcement.bulk import insert_many, reserve_keys, update_many
from enforcement.imports.importer import Outcome
from enforcement.imports.options import ImportOptions
from enforcement.imports.records.columns import columns_of, row_of
from enforcement.imports.records.standing import OUTDATED, Standing, judge
from enforcement.imports.register import register_agencies
from enforcement.models import BatchItem, Disclosure, Ground, ImportBatch, Record, RecordOriginal, severity_of
from enforcement.records.benchmark import Standards
from enforcement.records.display import Terms
from enforcement.records.log import write_record_log

Action, State, Decision = BatchItem.Action, Record.State, Disclosure.Decision
LOG_IMPORT, LOG_CORRECT = "enforcement.record_import", "enforcement.record_correct"
CHUNK = 2_000
#: On what ground a batch publishes what nothing speaks against; a person may decide otherwise for each.
GROUNDS = {"penalty": Ground.PUBLICITY, "license": Ground.LICENSE_IS_OPEN}
#: What a correction changes beside the texts.
DERIVED = ("number", "edition", "applied", "tier_rank", "consistency", "state", "held_because", "published_at", "displayed_until", "batch", "content_hash")


def publish(kind: str, batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> Outcome:
    """Writes what was reviewed; see ``Importer.publish``."""
    writer = _Writer(kind, batch, options, user, now)
    for items in _chunks(batch):
        writer.write(items)
    return Outcome({kind: writer.changed}, {"published": writer.published, "ended": 0, "to_review": writer.held})


def _chunks(batch: ImportBatch) -> Iterator[list[BatchItem]]:
    last = 0
    while items := list(batch.items.filter(action__in=(Action.CREATE, Action.CORRECT), pk__gt=last).order_by("pk")[:CHUNK]):
        last = items[-1].pk
        yield items


class _Writer:
    """One batch on its way; everything that is asked for each row is read once."""

    def __init__(self, kind: str, batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> None:
        self.kind, self.batch, self.options, self.user, self.now = kind, batch, options, user, now
        self.today = timezone.localdate(now)
        self.standards = Standards() if kind == "penalty" else None
        self.changed: set[int] = set()
        self.decided: set[int] = set()
        self.published = self.held = 0

    def write(self, items: Sequence[BatchItem]) -> None:
        rows = [item.payload for item in items]
        register_agencies(rows)
        self.terms = Terms.read()
        standing = Standing(rows)
        for item in items:
            action, because, record = judge(item.payload, standing, correction=self.options.correction)
            if (action, record.pk if record else None) != (item.action, item.record_key):
                item.action, item.held_because = (Action.SAME, "") if action == Action.SAME else (Action.HELD, because or OUTDATED)
        going_on = [item for item in items if item.action in (Action.CREATE, Action.CORRECT)]
        new, known = [item for item in going_on if item.record_key is None], [item for item in going_on if item.record_key is not None]
        self._create(new)
        self._rewrite(known)
        update_many(items, ("action", "held_because", "agency", "record_key", "identity_key", "payload"))

    def _create(self, items: list[BatchItem]) -> None:
        addresses = _addresses([item.payload["number_key"] for item in items])
        records = [
            Record(pk=key, address=address, kind=self.kind, number_key=item.payload["number_key"], agency_id=item.payload["agency_id"])
            for item, key, address in zip(items, reserve_keys(Record, len(items)), addresses, strict=True)
        ]  # fmt: skip
        for item, record in zip(items, records, strict=True):
            self._fill(record, item.payload)
            item.identity_key = item.record_key = record.pk
            item.agency_id = record.agency_id
        insert_many(records)
        self._follow(items, records, LOG_IMPORT)

    def _rewrite(self, items: list[BatchItem]) -> None:
        """Corrections, and decisions whose batch had been taken back: the same row, at the same address."""
        found = Record.objects.select_for_update(no_key=True).in_bulk([item.record_key for item in items if item.record_key])
        records = []
        for item in items:
            assert item.record_key is not None
            record = found[item.record_key]
            item.payload["before"] = row_of(record) | {name: _kept(record, name) for name in DERIVED}
            item.identity_key, item.agency_id = record.pk, record.agency_id
            withheld = record.state == State.WITHHELD
            self._fill(record, item.payload)
            if withheld:
                # Somebody has decided that it stays from the public: a better text is no new decision.
                record.state = State.WITHHELD
                self.decided.add(record.pk)
            records.append(record)
        update_many(records, (*Record.TEXTS, *DERIVED))
        self._follow(items, records, LOG_CORRECT)

    def _fill(self, record: Record, row: dict[str, Any]) -> None:
        for name, value in columns_of(row).items():
            setattr(record, name, value)
        record.number, record.batch, record.content_hash = row["number"], self.batch, row["content_hash"]
        record.held_because = row["held_because"][:300] if row["verdict"] == "held" else ""
        if self.standards is not None:
            found = self.standards.find(record.act, record.agency_id, record.tier_label, record.fine, record.party_kind, record.acted_on, record.decided_on)
            record.edition_id, record.applied = found.edition_id, found.applied
            record.tier_rank, record.consistency = found.tier_rank, found.consistency
        severity = severity_of(record.penalty_kinds, record.procedure)
        by_rule = self.terms.last_day(self.kind, record.agency_id, record.party_kind, severity, record.decided_on, self.today)
        said = date.fromisoformat(row["display_until"]) if row["display_until"] else None
        # The agency may show it for a shorter time than the rule allows, never for a longer.
        record.displayed_until = min((day for day in (by_rule, said) if day is not None), default=None)
        record.state = self._state(record, row["verdict"])
        if record.state == State.PUBLISHED:
            record.published_at = record.published_at or self.now

    def _state(self, record: Record, verdict: str) -> str:
        if verdict == "never" or (record.displayed_until is not None and record.displayed_until < self.today):
            return State.WITHHELD
        return State.HELD if verdict == "held" else State.PUBLISHED

    def _follow(self, items: list[BatchItem], records: list[Record], action: str) -> None:
        """The decision to publish or withhold, where the originals belong, history."""
        asked = [(item, record) for item, record in zip(items, records, strict=True) if record.state != State.HELD and record.pk not in self.decided]
        insert_many([self._disclosure(record, item.payload["verdict"]) for item, record in asked])
        of_item = {item.pk: record.pk for item, record in zip(items, records, strict=True)}
        originals = list(RecordOriginal.objects.filter(item__in=items).only("pk", "item_id"))
        for original in originals:
            original.record_id = of_item[original.item_id]
        update_many(originals, ("record",))
        write_record_log(records, action, self.user, self.now, {"batch": self.batch.pk})
        self.changed |= {record.pk for record in records}
        self.published += sum(record.state == State.PUBLISHED for record in records)
        self.held += sum(record.state == State.HELD for record in records)

    def _disclosure(self, record: Record, verdict: str) -> Disclosure:
        said: dict[str, Any] = {"record_id": record.pk, "decided_by": self.user, "decided_at": self.now}
        if record.state == State.PUBLISHED:
            return Disclosure(decision=Decision.PUBLISH, ground=GROUNDS[self.kind], **said)
        return Disclosure(decision=Decision.WITHHOLD, ground=Ground.MINOR if verdict == "never" else Ground.PERIOD_OVER, **said)


def _kept(record: Record, name: str) -> Any:
    value = getattr(record, f"{name}_id") if name in ("edition", "batch") else getattr(record, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _addresses(numbers: list[str]) -> list[str]:
    """A public address for each number: what an address can hold of it, with a number behind it where another body has it."""
    bases = [_slug(number) for number in numbers]
    taken: set[str] = set()
    for start in range(0, len(bases), 500):
        taken.update(Record.objects.filter(address__in=bases[start : start + 500]).values_list("address", flat=True))
    given = []
    for base in bases:
        address = base
        if base in taken:
            used = set(Record.objects.filter(address__startswith=f"{base}-").values_list("address", flat=True)) | taken
            address = next(name for name in (f"{base}-{place}" for place in count(2)) if name not in used)
        taken.add(address)
        given.append(address)
    return given


def _slug(number: str) -> str:
    joined = "".join(sign if sign.isalnum() else "-" for sign in number)
    return "-".join(filter(None, joined.split("-")))[:140] or "n"
