"""Takes a published edition out of the public's sight: the public's clock, not the law's."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from enforcement.history import write_log
from enforcement.models import Edition
from enforcement.signals import records_changed
from enforcement.turns import hold_lines

LOG_WITHDRAW = "enforcement.withdraw"


class CannotWithdraw(Exception):
    """The edition is not before the public, or no reason was given; the message is for the officer."""


@transaction.atomic
def withdraw(edition: Edition, reason: str, user: User | None, now: datetime | None = None) -> None:
    """Withdraws an edition at once, for a reason that its address will tell.

    What was in force is not changed by it, nor does an earlier edition come
    back: the law's clock goes on. Raises CannotWithdraw.
    """
    now = now or timezone.now()
    hold_lines([edition.benchmark_id])
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if not reason.strip():
        raise CannotWithdraw("请写明撤回理由。")
    if not Edition.objects.public(now).filter(pk=edition.pk).exists():
        raise CannotWithdraw("该版本没有公开，不能撤回。")
    edition.withdrawn_at, edition.withdrawn_reason = now, reason.strip()[:300]
    edition.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    write_log([edition], LOG_WITHDRAW, user, now, {"reason": edition.withdrawn_reason})
    records_changed.send(Edition, kind="benchmark", keys=[edition.pk])
