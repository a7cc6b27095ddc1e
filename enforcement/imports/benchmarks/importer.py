"""Benchmarks on the import street."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from enforcement.imports.benchmarks import compare, publish, take_back
from enforcement.imports.importer import Importer, Outcome, Refusal
from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Entry, Plan
from enforcement.models import ImportBatch
from enforcement.spreadsheets.rows import Reading


class BenchmarkImporter(Importer):
    """Rows of benchmarks become editions; see the files beside this one."""

    kind = compare.KIND

    def plan(self, reading: Reading, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
        return compare.plan(reading, options, today, agencies)

    def publish(self, batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> Outcome:
        return publish.publish(batch, options, user, now)

    def take_back(self, batch: ImportBatch, user: User | None, now: datetime) -> tuple[Outcome, list[Refusal]]:
        return take_back.take_back(batch, user, now)

    def as_items(self, entry: Entry) -> Iterable[dict[str, Any]]:
        row = entry.row
        yield {
            "sheet": row["sheet"], "row": row["row"], "code": row["code"] or None, "agency": row["agency"],
            "violation": row["act"], "citation": row["citation"], "action": entry.action,
            "tiers": [{"tier": label, "condition": condition, "penalty": standard} for label, condition, standard in row["tiers"]],
        }  # fmt: skip
