"""Was this fine inside the tier that the decision names?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Protocol

from enforcement.models import Consistency, PartyKind


class FineRange(Protocol):
    """A range as ``TierAmount`` keeps it."""

    sanction: str
    unit: str
    base: str
    per: str
    subject: str
    condition: str
    minimum: Decimal | None
    maximum: Decimal | None
    min_inclusive: bool
    max_inclusive: bool


_PERSONAL: Final = ("个人", "自然人", "公民", "直接负责", "责任人", "经营者")
_CORPORATE: Final = ("单位", "企业", "法人", "组织", "公司")


def judge_fine(fine: Decimal | None, amounts: Iterable[FineRange], party_kind: str) -> Consistency:
    """Inside, below or above the tier's range in yuan; ``NOT_JUDGED`` where the tier has none, several, or one that hangs on other facts.

    A range by the piece, by a share of the proceeds, or under a condition of
    its own cannot be held against a bare sum.
    """
    if fine is None:
        return Consistency.NOT_JUDGED
    plain = [amount for amount in amounts if amount.sanction == "fine"]
    if any(amount.unit != "yuan" or amount.base or amount.per or amount.condition for amount in plain):
        return Consistency.NOT_JUDGED
    fitting = [amount for amount in plain if _meets(amount.subject, party_kind)]
    if len(fitting) != 1:
        return Consistency.NOT_JUDGED
    amount = fitting[0]
    if amount.minimum is not None and (fine < amount.minimum or (fine == amount.minimum and not amount.min_inclusive)):
        return Consistency.BELOW
    if amount.maximum is not None and (fine > amount.maximum or (fine == amount.maximum and not amount.max_inclusive)):
        return Consistency.ABOVE
    return Consistency.INSIDE


def _meets(subject: str, party_kind: str) -> bool:
    if any(word in subject for word in _PERSONAL):
        return party_kind != PartyKind.ORGANISATION
    if any(word in subject for word in _CORPORATE):
        return party_kind == PartyKind.ORGANISATION
    return True
