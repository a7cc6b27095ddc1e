"""Takes back the editions that a batch wrote, corrected or ended."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects

from enforcement.bulk import update_many
from enforcement.history import write_log, write_revisions
from enforcement.imports.importer import Outcome, Refusal
from enforcement.models import BatchItem, Edition, ImportBatch
from enforcement.models.batch import attach_records
from enforcement.timeline import settle
from enforcement.turns import hold_lines

Action = BatchItem.Action
LOG_UNDO = "enforcement.undo"


def take_back(batch: ImportBatch, user: User | None, now: datetime) -> tuple[Outcome, list[Refusal]]:
    """Takes back what was not edited since; see ``Importer.take_back``."""
    written = batch.items.exclude(record_key=None).exclude(action__in=(Action.SAME, Action.HELD))
    hold_lines(key for key in written.values_list("identity_key", flat=True) if key)
    items = list(written.select_related("base_revision").order_by("pk"))
    attach_records(items, Edition)
    refusals, free = [], []
    for item in items:
        reason = _edited_since(item)
        if reason:
            refusals.append(Refusal(item, str(_edition(item)), reason))
        else:
            free.append(item)
    created = [_edition(item) for item in free if item.action in (Action.CREATE, Action.CHANGE)]
    for edition in created:
        edition.undone_at, edition.in_force_until = now, None
    update_many(created, ("undone_at", "in_force_until"))
    ended = [_edition(item) for item in free if item.action == Action.END]
    for edition in ended:
        edition.ended_on, edition.ended_by = None, None
    update_many(ended, ("ended_on", "ended_by"))
    prefetch_related_objects(ended, "tiers", "citations")
    write_revisions(ended, [(list(edition.tiers.all()), list(edition.citations.all())) for edition in ended], user, now)
    for item in free:
        if item.action == Action.CORRECT:
            _restore(item, user)
        if item.action in (Action.CORRECT, Action.END) and item.base_revision_id:
            # It says again what an earlier batch wrote: that batch may still be taken back.
            BatchItem.objects.filter(revision=item.base_revision_id).update(revision=_edition(item).latest_revision_id)
    write_log([_edition(item) for item in free], LOG_UNDO, user, now, {"batch": batch.pk})
    touched = {_edition(item).benchmark_id for item in free}
    keys = {_edition(item).pk for item in free} | settle(touched)
    return Outcome({"benchmark": keys}, {"undone": len(free), "undo_refused": len(refusals)}), refusals


def _edition(item: BatchItem) -> Edition:
    assert isinstance(item.record, Edition), "only items that wrote an edition are taken back"
    return item.record


def _edited_since(item: BatchItem) -> str:
    """Why the item must stay as it is; empty when it stands as the batch left it."""
    edition = _edition(item)
    if edition.undone_at:
        return "该版本已被撤销"
    if edition.locked:
        return "已被锁定"
    if edition.latest_revision_id != item.revision_id or edition.has_unpublished_changes:
        return "发布后已被编辑"
    if item.action == Action.CORRECT and item.base_revision is None:
        return "没有保存更正前的版本"
    return ""


def _restore(item: BatchItem, user: User | None) -> None:
    """Publishes the text of before as a new revision: history only grows."""
    assert item.base_revision is not None
    before = item.base_revision.as_object()
    revision = before.save_revision(user=user, previous_revision=item.base_revision, clean=False)
    revision.publish(user=user, log_action=False)
    item.record = Edition.objects.get(pk=item.record_key)
