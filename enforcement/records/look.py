"""Looking at what stands before redaction: asked for, allowed, written down, and only then shown."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from enforcement.models import OriginalLook, Record, RecordOriginal
from enforcement.permissions import policy_of
from enforcement.records.decide import held_original


def may_look(user: User, record: Record) -> bool:
    """Whether this person may see the original: the permission, and the record within reach."""
    return user.has_perm("enforcement.view_original") and policy_of(Record).within(user).filter(pk=record.pk).exists()


@transaction.atomic
def look(record: Record, user: User, purpose: str) -> RecordOriginal | None:
    """The original, after the look was written down; None when there is none.

    Raises PermissionDenied, and ValueError without a purpose.
    """
    if not may_look(user, record):
        raise PermissionDenied
    if not purpose.strip():
        raise ValueError("请写明查看原文的用途。")
    original = held_original(record)
    if original is not None:
        OriginalLook.objects.create(original=original, user=user, purpose=purpose.strip()[:200])
    return original
