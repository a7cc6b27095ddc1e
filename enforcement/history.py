"""Revisions and log entries for many records at once, as if each had been saved by hand."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ModelLogEntry, Revision

from enforcement.bulk import insert_many, reserve_keys, update_many
from enforcement.models import Edition, EditionCitation, Tier

#: An edition's tiers and citations, saved.
Children = tuple[Sequence[Tier], Sequence[EditionCitation]]


def write_revisions(
    editions: Sequence[Edition], children: Sequence[Children], user: User | None, now: datetime, *, named: bool = False
) -> list[Revision]:
    """One revision for each edition with its tiers and citations; makes it the latest and the live one.

    The content is what ``edition.serializable_data()`` gives. ``named``: the
    editions bear the revisions' keys already (``name_revisions``).
    """
    if not named:
        name_revisions(editions)
        update_many(editions, ("latest_revision", "live_revision"))
    content_type = ContentType.objects.get_for_model(Edition, for_concrete_model=False)
    revisions = [
        Revision(
            pk=edition.latest_revision_id, content_type=content_type, base_content_type=content_type, object_id=str(edition.pk),
            user=user, created_at=now, object_str=str(edition), content=content_of(edition, *rows),
        )
        for edition, rows in zip(editions, children, strict=True)
    ]  # fmt: skip
    insert_many(revisions)
    return revisions


def name_revisions(editions: Sequence[Edition]) -> None:
    """Reserves a revision for each edition, so that an edition and its first revision are written once each."""
    for edition, key in zip(editions, reserve_keys(Revision, len(editions)), strict=True):
        edition.latest_revision_id = edition.live_revision_id = key


def write_log(editions: Iterable[Edition], action: str, user: User | None, now: datetime, data: dict[str, Any] | None = None) -> None:
    """One entry in each edition's history, all of one action (one uuid)."""
    content_type = ContentType.objects.get_for_model(Edition, for_concrete_model=False)
    together = uuid.uuid4()
    insert_many(
        [
            ModelLogEntry(
                content_type=content_type, object_id=str(edition.pk), label=str(edition), action=action, timestamp=now,
                user=user, revision_id=edition.latest_revision_id, data=data or {}, content_changed=True, uuid=together,
            )
            for edition in editions
        ]
    )  # fmt: skip


def content_of(edition: Edition, tiers: Sequence[Tier], citations: Sequence[EditionCitation]) -> dict[str, Any]:
    """``edition.serializable_data()`` without its introspection of each object: thousands are written at once."""
    return {**_row_of(edition), "tiers": [_row_of(tier) for tier in tiers], "citations": [_row_of(row) for row in citations]}


def _row_of(instance: models.Model) -> dict[str, Any]:
    row: dict[str, Any] = {"pk": instance.pk}
    row.update((name, getattr(instance, attribute)) for name, attribute in _columns(type(instance)))
    return row


@lru_cache
def _columns(model: type[models.Model]) -> list[tuple[str, str]]:
    return [(column.name, column.attname) for column in model._meta.concrete_fields if getattr(column, "serialize", True)]
