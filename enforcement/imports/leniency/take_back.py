"""Takes back the versions that a batch wrote."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from enforcement.imports.importer import Outcome, Refusal
from enforcement.imports.leniency.compare import KIND
from enforcement.models import BatchItem, ImportBatch, LeniencyVersion, LeniencyWording
from enforcement.models.batch import attach_records
from enforcement.models.leniency import settle_versions

Action = BatchItem.Action


def take_back(batch: ImportBatch, user: User | None, now: datetime) -> tuple[Outcome, list[Refusal]]:
    """A version that was mended or withdrawn since stays; see ``Importer.take_back``."""
    items = list(batch.items.exclude(record_key=None).exclude(action__in=(Action.SAME, Action.HELD)).order_by("pk"))
    attach_records(items, LeniencyVersion.objects.select_for_update(no_key=True))
    refusals, free = [], []
    for item in items:
        version = item.record
        assert isinstance(version, LeniencyVersion)
        reason = "该版本已被撤销" if version.undone_at else "发布后已被更正" if version.mended_by_id else "发布后已被撤回" if version.withdrawn_at else ""
        if reason:
            refusals.append(Refusal(item, str(version), reason))
        else:
            free.append(version)
    lists = {version.list_id for version in free}
    for version in free:
        LeniencyVersion.objects.filter(pk=version.pk).update(undone_at=now, in_force_until=None)
    mended = LeniencyVersion.objects.filter(mended_by__in=[version.pk for version in free])
    restored = set(mended.values_list("pk", flat=True))
    LeniencyVersion.objects.filter(pk__in=restored).update(mended_by=None)
    moved = settle_versions(lists) | restored | {version.pk for version in free}
    keys = set(LeniencyWording.objects.filter(version__in=moved).values_list("pk", flat=True))
    return Outcome({KIND: keys}, {"undone": len(free), "undo_refused": len(refusals)}), refusals
