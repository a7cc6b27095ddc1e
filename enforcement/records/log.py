"""A record's history: who did what, without the record's text."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from enforcement.bulk import insert_many
from enforcement.models import Record


def write_record_log(records: Iterable[Record], action: str, user: User | None, now: datetime, data: dict[str, Any] | None = None) -> None:
    """One entry a record, all of one action; the label is the number, never a name."""
    content_type = ContentType.objects.get_for_model(Record)
    together = uuid.uuid4()
    insert_many(
        [
            ModelLogEntry(
                content_type=content_type, object_id=str(record.pk), label=record.number, action=action, timestamp=now, user=user,
                data=data or {}, content_changed=True, uuid=together,
            )
            for record in records
        ]
    )  # fmt: skip
