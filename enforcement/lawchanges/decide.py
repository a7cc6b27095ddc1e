"""An officer's decision that a change of law leaves an item as it is, and taking it back."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from enforcement.lawchanges.worklist import OPEN, State, Task, work_list
from enforcement.models import LawReview


class CannotDecide(Exception):
    """There is no such open task, or no reason was given; the message is for the officer."""


@transaction.atomic
def leave_as_it_is(task: Task, ground: str, user: User | None) -> LawReview:
    """Records that the item needs no adjustment. Raises CannotDecide."""
    if not ground.strip():
        raise CannotDecide("请写明无需调整的理由。")
    if task.state not in OPEN:
        raise CannotDecide("该项已处理。")
    change, resting = task.resting.change, task.resting
    try:
        with transaction.atomic():
            return LawReview.objects.create(
                law=change.law, changed_on=change.on, kind=resting.kind, key=resting.key, ground=ground.strip()[:300], decided_by=user
            )
    except IntegrityError:
        raise CannotDecide("他人刚刚已认定该项无需调整。") from None


def take_up_again(task: Task, user: User | None) -> None:
    """Takes the decision back: the task is open again. Raises CannotDecide."""
    standing = LawReview.objects.filter(pk=task.review.pk if task.review else 0, withdrawn_at__isnull=True)
    if task.state != State.UNAFFECTED or not standing.update(withdrawn_at=timezone.now(), withdrawn_by=user):
        raise CannotDecide("该项没有“无需调整”的认定。")


def find_task(law: int, on: date, kind: str, key: int, agencies: frozenset[int] | None) -> Task | None:
    """The task of this change and item, None when it is out of reach or not there."""
    found = work_list(timezone.localdate(), agencies)
    return next((t for t in found if (t.resting.change.law.pk, t.resting.change.on, t.resting.kind, t.resting.key) == (law, on, kind, key)), None)
