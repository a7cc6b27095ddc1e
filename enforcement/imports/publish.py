"""Publishes a reviewed batch: one transaction, or nothing."""

from __future__ import annotations

import logging

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from enforcement.bulk import collector_paused
from enforcement.imports.importer import CannotPublish, Outcome, importer_of
from enforcement.imports.options import ImportOptions
from enforcement.models import ImportBatch
from enforcement.signals import records_changed
from enforcement.turns import take_publication, was_slower

logger = logging.getLogger(__name__)


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
    outcome = importer_of(batch.kind).publish(batch, options, user, now)
    batch.state, batch.decided_at, batch.decided_by = ImportBatch.State.PUBLISHED, timezone.now(), user
    batch.counts = {**batch.counts, **outcome.counts}
    batch.save(update_fields=["state", "decided_at", "decided_by", "counts"])
    tell(outcome)
    return batch


def tell(outcome: Outcome) -> None:
    """Tells the floors above what changed, inside the transaction that changed it."""
    for kind, keys in outcome.changed.items():
        records_changed.send(ImportBatch, kind=kind, keys=sorted(keys))
