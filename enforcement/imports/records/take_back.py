"""Takes back the decisions that a batch wrote or corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.dateparse import parse_datetime

from enforcement.bulk import update_many
from enforcement.imports.importer import Outcome, Refusal
from enforcement.imports.records.columns import columns_of
from enforcement.imports.records.publish import DERIVED
from enforcement.models import BatchItem, Disclosure, ImportBatch, Record
from enforcement.models.batch import attach_records
from enforcement.records.log import write_record_log

Action, State = BatchItem.Action, Record.State
LOG_UNDO = "enforcement.record_undo"


def take_back(kind: str, batch: ImportBatch, user: User | None, now: datetime) -> tuple[Outcome, list[Refusal]]:
    """What a person decided on since stays; see ``Importer.take_back``."""
    items = list(batch.items.filter(action__in=(Action.CREATE, Action.CORRECT)).exclude(record_key=None).order_by("pk"))
    attach_records(items, Record.objects.select_for_update(no_key=True))
    # The last decision about each record; the batch's own is no later than the batch.
    decided = dict(Disclosure.objects.filter(record__batch=batch).values_list("record").annotate(Max("decided_at")))
    refusals, free = [], []
    for item in items:
        record = item.record
        assert isinstance(record, Record)
        if reason := _touched(record, batch, decided):
            refusals.append(Refusal(item, record.number, reason))
        else:
            _restore(record, item)
            free.append(record)
    update_many(free, (*Record.TEXTS, *DERIVED))
    write_record_log(free, LOG_UNDO, user, now, {"batch": batch.pk})
    return Outcome({kind: {record.pk for record in free}}, {"undone": len(free), "undo_refused": len(refusals)}), refusals


def _touched(record: Record, batch: ImportBatch, decided: dict[int, datetime]) -> str:
    """Why a record must stay as it is; empty when it stands as the batch left it."""
    if record.batch_id != batch.pk:
        return "发布后已被更正"
    if record.state in (State.WITHDRAWN, State.ENDED, State.UNDONE):
        return f"该决定{record.get_state_display()}"
    last = decided.get(record.pk)
    return "发布后已另作公开决定" if last and batch.decided_at and last > batch.decided_at else ""


def _restore(record: Record, item: BatchItem) -> None:
    before: dict[str, Any] | None = item.payload.get("before")
    if before is None:
        record.state = State.UNDONE
        return
    for name, value in columns_of(before).items():
        setattr(record, name, value)
    for name in DERIVED:
        value = before[name]
        if name == "published_at":
            value = parse_datetime(value) if value else None
        elif name == "displayed_until":
            value = date.fromisoformat(value) if value else None
        setattr(record, f"{name}_id" if name in ("edition", "batch") else name, value)
