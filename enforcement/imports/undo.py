"""Takes a published batch back, item by item, leaving alone what was edited since."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from enforcement.bulk import update_many
from enforcement.history import write_log, write_revisions
from enforcement.imports.publish import CannotPublish
from enforcement.models import BatchItem, Edition, ImportBatch
from enforcement.signals import records_changed
from enforcement.timeline import settle
from enforcement.turns import hold_lines, take_publication, was_slower

Action = BatchItem.Action
LOG_UNDO = "enforcement.undo"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item that stays as it is, and why."""

    item: BatchItem
    reason: str


def undo(batch: ImportBatch, user: User | None) -> list[Refusal]:
    """Takes back what the batch wrote; returns the items refused because they were edited since.

    What the batch created vanishes from the public's view and keeps its
    history; what it corrected returns to the text before; what it ended goes
    on. Identities stay: codes and addresses are never given again. Raises
    CannotPublish when the batch is in another state, or others are writing.
    """
    try:
        with transaction.atomic():
            return _undo(batch, user)
    except DatabaseError as error:
        if not was_slower(error):
            raise
        raise CannotPublish(f"批次{batch.pk}等待他人的发布或者修改超时，没有撤销任何内容。请稍后再试。") from error


def _undo(batch: ImportBatch, user: User | None) -> list[Refusal]:
    take_publication()
    batch = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if batch.state != ImportBatch.State.PUBLISHED:
        raise CannotPublish(f"批次{batch.pk}{batch.get_state_display()}，不能撤销。")
    now = timezone.now()
    written = batch.items.exclude(edition=None).exclude(action__in=(Action.SAME, Action.HELD))
    hold_lines(written.exclude(benchmark=None).values_list("benchmark_id", flat=True))
    items = list(written.select_related("edition", "base_revision").order_by("pk"))
    refusals, free = [], []
    for item in items:
        reason = _edited_since(item)
        if reason:
            refusals.append(Refusal(item, reason))
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
    keys = {item.edition_id for item in free} | settle(touched)
    batch.state, batch.undone_at, batch.undone_by = ImportBatch.State.UNDONE, now, user
    batch.counts = {**batch.counts, "undone": len(free), "undo_refused": len(refusals)}
    batch.save(update_fields=["state", "undone_at", "undone_by", "counts"])
    records_changed.send(ImportBatch, kind="benchmark", keys=sorted(keys))
    return refusals


def _edition(item: BatchItem) -> Edition:
    assert item.edition is not None, "only items that wrote an edition are taken back"
    return item.edition


def _edited_since(item: BatchItem) -> str:
    """Why the item must stay as it is; empty when it stands as the batch left it."""
    edition = item.edition
    assert edition is not None
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
    item.edition = Edition.objects.get(pk=item.edition_id)
