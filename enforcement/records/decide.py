"""The decision to publish a record or to withhold it, and the second person's word on what was held."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from enforcement.models import PUBLISHING, Disclosure, Ground, Record, RecordOriginal
from enforcement.records.display import Terms, tell
from enforcement.records.log import write_record_log

LOG_PUBLISH, LOG_WITHHOLD = "enforcement.record_publish", "enforcement.record_withhold"
State = Record.State


class CannotDecide(Exception):
    """The record is not in a state to be decided on, or this person may not; the message is for the officer."""


@transaction.atomic
def decide(record: Record, ground: Ground, note: str, user: User, now: datetime | None = None, texts: dict[str, str] | None = None) -> Disclosure:
    """Publishes or withholds, as the ground says. Raises CannotDecide.

    What was held for a second person is decided by somebody else than the one
    who uploaded it; ``texts`` are the public words of the columns that were
    held, as that person has settled them. Withdrawn and ended records are not
    brought back: the law has a new decision for that.
    """
    now = now or timezone.now()
    record = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    if record.state not in (State.DRAFT, State.HELD, State.WITHHELD, State.PUBLISHED):
        raise CannotDecide(f"该决定{record.get_state_display()}，不能再作公开决定。")
    publishing = ground in PUBLISHING
    if record.state == State.HELD and publishing:
        _settle_held(record, texts or {}, user)
    disclosure = Disclosure.objects.create(
        record=record, decision=Disclosure.Decision.PUBLISH if publishing else Disclosure.Decision.WITHHOLD,
        ground=ground, note=note.strip()[:300], decided_by=user, decided_at=now,
    )  # fmt: skip
    if publishing:
        _publish(record, now)
    else:
        record.state = State.WITHHELD
    record.save()
    write_record_log([record], LOG_PUBLISH if publishing else LOG_WITHHOLD, user, now, {"ground": str(ground)})
    tell([record])
    return disclosure


def _settle_held(record: Record, texts: dict[str, str], user: User) -> None:
    if record.batch is not None and record.batch.created_by_id == user.pk:
        raise CannotDecide("待复核的内容须由上传人以外的人复核。")
    original = held_original(record)
    minor = original is not None and any(finding.get("kind") == "minor" for finding in original.findings)
    if minor and not original.proposed:  # type: ignore[union-attr]
        raise CannotDecide("当事人是未成年人，不得公开。")
    for name, text in texts.items():
        if name not in Record.TEXTS:
            raise CannotDecide(f"没有栏目{name}。")
        setattr(record, name, text.strip())
    if not record.act:
        raise CannotDecide("没有填写违法行为或者事项，不能公开。")
    record.held_because = ""


def _publish(record: Record, now: datetime) -> None:
    if not record.act:
        raise CannotDecide("没有填写违法行为或者事项，不能公开。")
    day = timezone.localdate(now)
    last_day = Terms.read().last_day(record.kind, record.agency_id, record.party_kind, record.severity, record.decided_on, day)
    if last_day is not None and last_day < day:
        raise CannotDecide(f"按期限规定，公示期已于{last_day.year}年{last_day.month}月{last_day.day}日届满，不能公开。")
    record.state, record.displayed_until = State.PUBLISHED, last_day
    record.published_at = record.published_at or now


def held_original(record: Record) -> RecordOriginal | None:
    """The row that the record's present text came from."""
    return record.originals.order_by("-pk").first()
