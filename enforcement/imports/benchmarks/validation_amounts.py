"""Whether a tier's amounts can be right: ends in order, and within what the law allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from enforcement.notation.numerals import parse_number
from enforcement.notation.widths import half_width
from enforcement.penalties.amounts import Amount

#: A statutory maximum in a column of its own, without a unit, is taken for yuan from
#: here on: below, the column may as well be in 万元.
_SURELY_YUAN = 1000


def excess(amount: Amount, bands: Sequence[Amount]) -> Decimal | None:
    """The statutory maximum that the amount exceeds; None when it does not, or when the law is silent.

    Like is compared with like: the same sanction, unit, base and thing counted,
    and the bands for the same people where there are such. Of several bands
    (情节严重 has one of its own) the highest counts: which of them a tier
    belongs to, its text does not tell for sure.
    """
    reached = amount.maximum if amount.maximum is not None else amount.minimum
    if reached is None:
        return None
    alike = [band for band in bands if _is_alike(amount, band)]
    limits = [band.maximum for band in _for_same_people(amount.subject, alike) or alike]
    known = [limit for limit in limits if limit is not None]
    if not known or len(known) < len(limits):
        return None
    highest = max(known)
    return highest if reached > highest else None


def _is_alike(amount: Amount, band: Amount) -> bool:
    return (
        (band.sanction, band.unit, band.per) == (amount.sanction, amount.unit, amount.per)
        and (not band.base or not amount.base or band.base in amount.base or amount.base in band.base)
    )


def _for_same_people(subject: str, bands: Sequence[Amount]) -> list[Amount]:
    """The bands for these people, and those behind that name nobody: a clause goes on about the same."""
    found: list[Amount] = []
    for band in bands:
        if subject and (_same_people(subject, band.subject) or (found and not band.subject)):
            found.append(band)
    return found


def _same_people(one: str, other: str) -> bool:
    return bool(other) and (one in other or other in one)


def stated_maximum(value: object) -> Amount | None:
    """The fine that a column 最高罚款 allows; None when it is empty, unreadable, or its unit is in doubt."""
    text = half_width(str(value if value is not None else "")).strip()
    figure = text.removesuffix("元")
    try:
        number = parse_number(figure.removesuffix(".0"))
    except ValueError:
        return None
    if figure == text and number < _SURELY_YUAN and not text.endswith(("万", "千")):
        return None
    return Amount(minimum=None, maximum=number)


def gap_before(
    amounts: Iterable[Amount], previous: Iterable[Amount], bands: Sequence[Amount] = ()
) -> tuple[Decimal, Decimal] | None:
    """What lies open between two neighbouring tiers, when each has one range of fines and both are of a kind.

    No gap is what the law itself leaves open between two of its bands.
    """
    here, before = list(amounts), list(previous)
    if len(here) != 1 or len(before) != 1:
        return None
    upper, lower = here[0], before[0]
    same = (upper.sanction, upper.unit, upper.base, upper.per, upper.subject) == (
        lower.sanction, lower.unit, lower.base, lower.per, lower.subject
    )  # fmt: skip
    if not same or upper.is_fixed or lower.is_fixed or upper.is_reversed or lower.is_reversed:
        return None
    if upper.minimum is None or lower.maximum is None or upper.minimum <= lower.maximum:
        return None
    if any(band.maximum == lower.maximum for band in bands) and any(band.minimum == upper.minimum for band in bands):
        return None
    return lower.maximum, upper.minimum
