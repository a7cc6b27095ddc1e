"""Takes a published batch back, item by item, leaving alone what was edited since."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils import timezone

from enforcement.imports.importer import CannotPublish, Refusal, importer_of
from enforcement.imports.publish import tell
from enforcement.models import ImportBatch
from enforcement.turns import take_publication, was_slower


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
    outcome, refusals = importer_of(batch.kind).take_back(batch, user, now)
    batch.state, batch.undone_at, batch.undone_by = ImportBatch.State.UNDONE, now, user
    batch.counts = {**batch.counts, **outcome.counts}
    batch.save(update_fields=["state", "undone_at", "undone_by", "counts"])
    tell(outcome)
    return refusals
