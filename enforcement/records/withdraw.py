"""Takes a published decision off (行政处罚法 48 (2)): at once, with its cause, and out of every channel."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from enforcement.models import Record
from enforcement.records.decide import held_original
from enforcement.records.display import tell
from enforcement.records.log import write_record_log
from enforcement.redaction.patterns import find_personal_data

LOG_WITHDRAW = "enforcement.record_withdraw"


class CannotWithdrawRecord(Exception):
    """The record is not before the public, or cause or reason are missing; the message is for the officer."""


@transaction.atomic
def withdraw_record(record: Record, cause: Record.Cause, cause_on: date | None, reason: str, user: User | None, now: datetime | None = None) -> None:
    """Withdraws a record. Its address goes on to say when and why, and nothing of its content.

    ``cause_on`` is the day of the review decision, the judgment or the
    correction: the three working days count from it. Raises CannotWithdrawRecord.
    """
    now = now or timezone.now()
    record = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    if not reason.strip() or not cause:
        raise CannotWithdrawRecord("请写明撤下的事由和说明。")
    if cause_on is not None and cause_on > timezone.localdate(now):
        raise CannotWithdrawRecord("事由发生日不能晚于今天。")
    if not record.is_visible(now):
        raise CannotWithdrawRecord("该决定没有公开，不能撤下。")
    if find_personal_data(reason) or any(name in reason for name in _names(record)):
        raise CannotWithdrawRecord("撤下说明将向公众公开，不得写明当事人的姓名、名称或者其他个人信息。")
    record.state, record.withdrawn_at = Record.State.WITHDRAWN, now
    record.withdrawn_cause, record.withdrawn_reason, record.cause_on = cause, reason.strip()[:300], cause_on
    record.save(update_fields=["state", "withdrawn_at", "withdrawn_cause", "withdrawn_reason", "cause_on"])
    write_record_log([record], LOG_WITHDRAW, user, now, {"cause": str(cause)})
    tell([record])


def _names(record: Record) -> list[str]:
    """Names that the agency wrote and the page that remains must not tell."""
    original = held_original(record)
    texts = original.texts if original else {}
    said = [str(texts.get(name, "")).strip() for name in ("party_name", "legal_representative")]
    return [name for name in (*said, record.party_name) if len(name) > 1]
