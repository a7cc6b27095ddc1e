"""Writes the reviewed benchmarks of a batch: new editions, corrections, ends."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils import timezone

from enforcement.bulk import update_many
from enforcement.history import write_log, write_revisions
from enforcement.imports.benchmarks.drafts import Draft
from enforcement.imports.benchmarks.judge import OUTDATED
from enforcement.imports.benchmarks.resources import EditionResource
from enforcement.imports.benchmarks.write import EditionWriter
from enforcement.imports.importer import Outcome
from enforcement.imports.options import ImportOptions
from enforcement.imports.register import name_instruments, register_agencies, register_laws
from enforcement.models import BatchItem, Edition, ImportBatch
from enforcement.timeline import settle
from enforcement.turns import hold_lines

Action = BatchItem.Action
WRITING = (Action.CREATE, Action.CHANGE, Action.CORRECT)
LOG_END = "enforcement.end"


def publish(batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> Outcome:
    """Writes what was reviewed; see ``Importer.publish``."""
    day = timezone.localdate(now)
    reviewed = batch.items.filter(action__in=(*WRITING, Action.END))
    hold_lines(key for key in reviewed.values_list("identity_key", flat=True) if key)
    items = list(batch.items.filter(action__in=WRITING).order_by("pk"))
    _hold_outdated(items)
    items = [item for item in items if item.action != Action.HELD]
    rows = [item.payload for item in items]
    register_agencies(rows)
    laws = register_laws(rows)
    for item, row in zip(items, rows, strict=True):
        row["reviewed"] = [item.action, item.record_key, item.base_revision_id]
    name_instruments(rows, batch, day)
    for row in rows:
        row["in_force_from"] = row["in_force_from"] or day.isoformat()
    writer = EditionWriter(batch, user, now, laws)
    results = EditionResource(day=day, correction=options.correction, writer=writer).run(rows, dry_run=False)
    for item, result in zip(items, results, strict=True):
        _note_outcome(item, result.instance)
    _point_items(items, writer)
    ended = _end_items(batch, options, user, day)
    touched = writer.touched | {edition.benchmark_id for edition in ended}
    moved = settle(touched)
    keys = {edition.pk for edition in writer.written} | {edition.pk for edition in ended} | moved
    return Outcome({"benchmark": keys}, {"published": len(writer.written), "ended": len(ended)})


def _note_outcome(item: BatchItem, draft: Draft) -> None:
    """What became of a reviewed item: written, or left alone because the record had moved on."""
    if draft.held_because:
        item.action, item.held_because = Action.HELD, draft.held_because
    elif draft.compared.same:
        item.action = Action.SAME
    else:
        item.record_key = draft.pk


def _hold_outdated(items: list[BatchItem]) -> None:
    """Items whose edition has another latest revision than the one compared with: someone was faster."""
    newest = dict(Edition.objects.filter(pk__in=[i.record_key for i in items if i.record_key]).values_list("pk", "latest_revision_id"))
    outdated = [item for item in items if item.record_key and newest.get(item.record_key) != item.base_revision_id]
    for item in outdated:
        item.action, item.held_because = Action.HELD, OUTDATED
    update_many(outdated, ("action", "held_because"))


def _point_items(items: list[BatchItem], writer: EditionWriter) -> None:
    """Each batch item to the edition written for it, and to the revision that undo will look for."""
    written = {edition.pk: edition for edition in writer.written}
    for item in items:
        if item.record_key in written:
            item.identity_key = written[item.record_key].benchmark_id
            item.agency_id = written[item.record_key].benchmark.agency_id
            item.revision_id = written[item.record_key].latest_revision_id
    update_many(items, ("action", "held_because", "agency", "record_key", "identity_key", "revision"))


def _end_items(batch: ImportBatch, options: ImportOptions, user: User | None, day: date) -> list[Edition]:
    """Ends what a full list no longer names, by the instrument chosen; the end stands in a revision like any change."""
    items = {item.record_key: item for item in batch.items.filter(action=Action.END)}
    end = options.effective_from or day
    ended, outdated = [], []
    for edition in Edition.objects.filter(pk__in=items).prefetch_related("tiers", "citations"):
        if edition.locked or edition.undone_at or edition.ended_on or edition.latest_revision_id != items[edition.pk].base_revision_id:
            outdated.append(items[edition.pk])
            continue
        # An edition still to come is ended on the day it would have begun: it never holds.
        edition.ended_on = max(end, edition.in_force_from) if edition.in_force_from else end
        edition.ended_by_id = options.instrument
        ended.append(edition)
    for item in outdated:
        item.action, item.held_because = Action.HELD, OUTDATED
    update_many(outdated, ("action", "held_because"))
    update_many(ended, ("ended_on", "ended_by"))
    now = timezone.now()
    revisions = write_revisions(ended, [(list(e.tiers.all()), list(e.citations.all())) for e in ended], user, now)
    for edition, revision in zip(ended, revisions, strict=True):
        items[edition.pk].revision = revision
    update_many([items[edition.pk] for edition in ended], ("revision",))
    write_log(ended, LOG_END, user, now, {"batch": batch.pk, "file": batch.file_name})
    return ended
