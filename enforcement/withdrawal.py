"""Takes a published edition out of the public's sight: the public's clock, not the law's."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from enforcement.history import write_log
from enforcement.models import Edition, LeniencyVersion
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


@transaction.atomic
def withdraw_version(version: LeniencyVersion, reason: str, user: User | None, now: datetime | None = None) -> None:
    """Withdraws a version of a leniency list at once, under the same rules. Raises CannotWithdraw."""
    now = now or timezone.now()
    version = LeniencyVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
    if not reason.strip():
        raise CannotWithdraw("请写明撤回理由。")
    if not LeniencyVersion.objects.public(now).filter(pk=version.pk).exists():
        raise CannotWithdraw("该版本没有公开，不能撤回。")
    version.withdrawn_at, version.withdrawn_reason = now, reason.strip()[:300]
    version.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    log(version, LOG_WITHDRAW, user=user, data={"reason": version.withdrawn_reason})
    records_changed.send(LeniencyVersion, kind="leniency", keys=sorted(version.wordings.values_list("pk", flat=True)))
