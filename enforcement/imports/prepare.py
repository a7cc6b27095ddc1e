"""From a file to a batch that waits for review: nothing is public yet."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from enforcement.bulk import collector_paused, insert_many, reserve_keys
from enforcement.imports.importer import importer_of
from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Plan
from enforcement.imports.recognise import read
from enforcement.models import BatchItem, ImportBatch
from enforcement.redaction.masks import mask_personal_data


def plan(path: Path, options: ImportOptions, today: date | None = None, agencies: Collection[int] | None = None) -> Plan:
    """Reads, judges and compares; writes nothing. Rows beyond ``agencies`` (all when None) are errors. Raises FileRefused."""
    with collector_paused():
        kind, reading = read(path, options.kind)
        return importer_of(kind).plan(reading, replace(options, kind=kind), today or timezone.localdate(), agencies)


def prepare(
    path: Path, name: str, user: User | None, options: ImportOptions, agencies: Collection[int] | None = None
) -> tuple[ImportBatch, Plan]:
    """Plans the file and keeps file, plan and report as a pending batch. Raises FileRefused, keeping nothing."""
    planned = plan(path, options, agencies=agencies)
    options = replace(options, kind=planned.kind)
    with path.open("rb") as stream, transaction.atomic():
        batch = ImportBatch(
            kind=options.kind, file_name=mask_personal_data(Path(name).name)[:200], file_hash=_hash(path), file_format=planned.file_format,
            options=options.as_json(), counts=planned.counts, report=[problem.as_dict() for problem in planned.problems], created_by=user,
        )  # fmt: skip
        batch.file.save(f"{batch.file_hash[:16]}{_suffix(name)}", File(stream), save=False)
        batch.save()
        items = [
            BatchItem(
                batch=batch, sheet=entry.row.get("sheet", "")[:120], row=entry.row.get("row"), action=entry.action, payload=entry.row,
                agency_id=entry.agency_id, identity_key=entry.identity_key, record_key=entry.record_key,
                base_revision_id=entry.base_revision_id, held_because=entry.held_because[:200],
            )
            for entry in planned.entries
        ]  # fmt: skip
        if kept := [(item, entry.aside) for item, entry in zip(items, planned.entries, strict=True) if entry.aside is not None]:
            for item, key in zip(items, reserve_keys(BatchItem, len(items)), strict=True):
                item.pk = key
        insert_many(items)
        importer_of(options.kind).keep_aside(kept)
    return batch, planned


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if suffix in {".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt", ".docx", ".html", ".htm"} else ".bin"
