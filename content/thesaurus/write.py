"""Many entries at once, each with its revision and its line in the history, announced once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from content.thesaurus.announce import announce_thesaurus
from content.thesaurus.entry import ThesaurusEntry
from enforcement.bulk import insert_many, reserve_keys, update_many

LOADED, UPLOADED = "thesaurus.load", "thesaurus.upload"


@transaction.atomic
def write_entries(new: Sequence[ThesaurusEntry], changed: Sequence[ThesaurusEntry], action: str, user: Any = None) -> None:
    """Saves new and changed entries. They must have been checked: no ``clean()`` is called, no saving signal sent."""
    entries = [*new, *changed]
    if not entries:
        return
    now = timezone.now()
    for entry, key in zip(new, reserve_keys(ThesaurusEntry, len(new)), strict=True):
        entry.pk, entry.created_at = key, now
    for entry, key in zip(entries, reserve_keys(Revision, len(entries)), strict=True):
        entry.updated_at, entry.latest_revision_id = now, key
    insert_many(new)
    update_many(changed, ("said", "means", "domain", "active", "updated_at", "latest_revision"))
    _write_history(entries, action, user)
    announce_thesaurus(entry.pk for entry in entries)


def _write_history(entries: Sequence[ThesaurusEntry], action: str, user: Any) -> None:
    kind = ContentType.objects.get_for_model(ThesaurusEntry, for_concrete_model=False)
    now, together = entries[0].updated_at, uuid.uuid4()
    insert_many(
        [
            Revision(
                pk=entry.latest_revision_id, content_type=kind, base_content_type=kind, object_id=str(entry.pk), user=user,
                created_at=now, object_str=str(entry), content=entry.serializable_data(),
            )
            for entry in entries
        ]
    )  # fmt: skip
    insert_many(
        [
            ModelLogEntry(
                content_type=kind, object_id=str(entry.pk), label=str(entry), action=action, timestamp=now, user=user,
                revision_id=entry.latest_revision_id, data={}, content_changed=True, uuid=together,
            )
            for entry in entries
        ]
    )  # fmt: skip
