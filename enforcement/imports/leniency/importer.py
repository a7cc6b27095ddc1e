"""Leniency lists on the import street."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from enforcement.imports.importer import Importer, Outcome, Refusal
from enforcement.imports.leniency import compare, publish, take_back
from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Entry, Plan
from enforcement.models import ImportBatch
from enforcement.notation.citations import Citation, format_citation
from enforcement.spreadsheets.rows import Reading


class LeniencyImporter(Importer):
    """A batch item is one whole list; see the files beside this one."""

    kind = compare.KIND

    def plan(self, reading: Reading, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
        return compare.plan(reading, options, today, agencies)

    def publish(self, batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> Outcome:
        return publish.publish(batch, options, user, now)

    def take_back(self, batch: ImportBatch, user: User | None, now: datetime) -> tuple[Outcome, list[Refusal]]:
        return take_back.take_back(batch, user, now)

    def as_items(self, entry: Entry) -> Iterable[dict[str, Any]]:
        of = entry.row
        for row in of["matters"]:
            cited = [Citation(law, article, sub or None, paragraph or None, item or None) for _, law, article, sub, paragraph, item in row["citations"]]
            yield {
                "list": of["name"], "list_kind": of["kind"], "sheet": row["sheet"], "row": row["row"], "code": row["code"] or None,
                "agency": row["agency"], "violation": row["act"], "citation": "、".join(map(format_citation, cited)),
                "conditions": row["conditions"], "exemption_kind": row["exemption_kind"] or None, "action": entry.action,
            }  # fmt: skip
