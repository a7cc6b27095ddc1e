"""Penalty and licence decisions on the import street."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from enforcement.bulk import insert_many
from enforcement.imports.importer import Importer, Outcome, Refusal
from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Entry, Plan
from enforcement.imports.records import compare, publish, take_back
from enforcement.models import BatchItem, ImportBatch, RecordOriginal
from enforcement.spreadsheets.rows import Reading


class RecordImporter(Importer):
    """A batch item is one decision; see the files beside this one."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def plan(self, reading: Reading, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
        return compare.plan(self.kind, reading, options, today, agencies)

    def keep_aside(self, kept: Iterable[tuple[BatchItem, dict[str, Any]]]) -> None:
        """Originals go to their own table before anybody reviews the batch."""
        insert_many([RecordOriginal(item=item, **original) for item, original in kept])

    def publish(self, batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> Outcome:
        return publish.publish(self.kind, batch, options, user, now)

    def take_back(self, batch: ImportBatch, user: User | None, now: datetime) -> tuple[Outcome, list[Refusal]]:
        return take_back.take_back(self.kind, batch, user, now)

    def as_items(self, entry: Entry) -> Iterable[dict[str, Any]]:
        row = entry.row
        yield {
            "sheet": row["sheet"], "row": row["row"], "agency": row["agency"], "document_no": row["number"], "decided_on": row["decided_on"],
            "party": row["party_name"], "violation": row["act"], "verdict": row["verdict"], "action": entry.action,
        }  # fmt: skip
