"""Publishes a reviewed batch: one transaction, or nothing."""

from __future__ import annotations

import logging
from datetime import date

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from enforcement.bulk import collector_paused, update_many
from enforcement.history import write_log, write_revisions
from enforcement.imports.drafts import Draft
from enforcement.imports.judge import OUTDATED
from enforcement.imports.options import ImportOptions
from enforcement.imports.register import name_instruments, register_agencies, register_laws
from enforcement.imports.resources import EditionResource
from enforcement.imports.write import EditionWriter
from enforcement.models import BatchItem, Edition, ImportBatch
from enforcement.signals import records_changed
from enforcement.timeline import settle
from enforcement.turns import hold_lines, take_publication, was_slower

logger = logging.getLogger(__name__)
Action = BatchItem.Action
WRITING = (Action.CREATE, Action.CHANGE, Action.CORRECT)
LOG_END = "enforcement.end"
BATCH = 500


class CannotPublish(Exception):
    """The batch is not in a state to be published; the message is for the officer."""


def publish(batch: ImportBatch, user: User | None) -> ImportBatch:
    """Writes what was reviewed, in bulk, with revisions and history, and tells the floors above.

    What changed on record since the review is held and reported, item by
    item; a database error undoes everything. Raises CannotPublish.
    """
    try:
        return _publish_whole(batch, user)
    except DatabaseError as error:
        if was_slower(error):
            raise CannotPublish(f"批次{batch.pk}等待他人的发布或者修改超时，没有发布任何内容。请稍后再试。") from error
        logger.exception("batch %s could not be published", batch.pk)
        raise CannotPublish(f"批次{batch.pk}写入数据库时出错，没有发布任何内容。请稍后重试；仍不成功的，请联系技术人员。") from error


def _publish_whole(batch: ImportBatch, user: User | None) -> ImportBatch:
    try:
        with transaction.atomic(), collector_paused():
            return _publish(batch, user)
    except IntegrityError:
        # An editor has just registered the same law, agency or item: now it is known.
        with transaction.atomic(), collector_paused():
            return _publish(batch, user)


def _publish(batch: ImportBatch, user: User | None) -> ImportBatch:
    take_publication()
    batch = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if batch.state != ImportBatch.State.PENDING:
        raise CannotPublish(f"批次{batch.pk}{batch.get_state_display()}，不能发布。")
    options, now = ImportOptions.from_json(batch.options), timezone.now()
    if options.full_list and options.instrument is None:
        raise CannotPublish("选择了“完整清单”，但没有选择废止所依据的文件，不能发布。")
    day = timezone.localdate(now)
    hold_lines(batch.items.filter(benchmark__isnull=False, action__in=(*WRITING, Action.END)).values_list("benchmark_id", flat=True))
    items = list(batch.items.filter(action__in=WRITING).order_by("pk"))
    _hold_outdated(items)
    items = [item for item in items if item.action != Action.HELD]
    rows = [item.payload for item in items]
    register_agencies(rows)
    laws = register_laws(rows)
    for item, row in zip(items, rows, strict=True):
        row["reviewed"] = [item.action, item.edition_id, item.base_revision_id]
    name_instruments(rows, batch, day)
    for row in rows:
        row["in_force_from"] = row["in_force_from"] or day.isoformat()
    writer = EditionWriter(batch, user, now, laws)
    results = EditionResource(day=day, correction=options.correction, writer=writer).run(rows, dry_run=False)
    for item, result in zip(items, results, strict=True):
        _note_outcome(item, result.instance)
    _point_items(items, writer)
    ended = _end_items(batch, options, user, day)
    _finish(batch, user, writer, ended)
    return batch


def _note_outcome(item: BatchItem, draft: Draft) -> None:
    """What became of a reviewed item: written, or left alone because the record had moved on."""
    if draft.held_because:
        item.action, item.held_because = Action.HELD, draft.held_because
    elif draft.compared.same:
        item.action = Action.SAME
    else:
        item.edition_id = draft.pk


def _hold_outdated(items: list[BatchItem]) -> None:
    """Items whose edition has another latest revision than the one compared with: someone was faster."""
    newest = dict(Edition.objects.filter(pk__in=[i.edition_id for i in items if i.edition_id]).values_list("pk", "latest_revision_id"))
    outdated = [item for item in items if item.edition_id and newest.get(item.edition_id) != item.base_revision_id]
    for item in outdated:
        item.action, item.held_because = Action.HELD, OUTDATED
    update_many(outdated, ("action", "held_because"))


def _point_items(items: list[BatchItem], writer: EditionWriter) -> None:
    """Each batch item to the edition written for it, and to the revision that undo will look for."""
    written = {edition.pk: edition for edition in writer.written}
    for item in items:
        if item.edition_id in written:
            item.benchmark_id = written[item.edition_id].benchmark_id
            item.revision_id = written[item.edition_id].latest_revision_id
    update_many(items, ("action", "held_because", "edition", "benchmark", "revision"))


def _end_items(batch: ImportBatch, options: ImportOptions, user: User | None, day: date) -> list[Edition]:
    """Ends what a full list no longer names, by the instrument chosen; the end stands in a revision like any change."""
    items = {item.edition_id: item for item in batch.items.filter(action=Action.END)}
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


def _finish(batch: ImportBatch, user: User | None, writer: EditionWriter, ended: list[Edition]) -> None:
    touched = writer.touched | {edition.benchmark_id for edition in ended}
    moved = settle(touched)
    keys = {edition.pk for edition in writer.written} | {edition.pk for edition in ended} | moved
    batch.state, batch.decided_at, batch.decided_by = ImportBatch.State.PUBLISHED, timezone.now(), user
    batch.counts = {**batch.counts, "published": len(writer.written), "ended": len(ended)}
    batch.save(update_fields=["state", "decided_at", "decided_by", "counts"])
    records_changed.send(ImportBatch, kind="benchmark", keys=sorted(keys))
