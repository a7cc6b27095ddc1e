"""What follows from the text and stands beside it: amounts, fine range, fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from enforcement.bulk import insert_rows
from enforcement.fingerprints import TEXTS, content_hash, match_key
from enforcement.models import Edition, EditionCitation, Tier, TierAmount
from enforcement.penalties.amount import Amount
from enforcement.penalties.amounts import parse_amounts
from enforcement.penalties.tier_words import classify_label

#: Longest base, condition or subject kept beside an amount; the text itself is never cut.
_SHORT = 60
_CENT = Decimal("0.01")


def describe(edition: Edition, tiers: Sequence[Tier], citations: Sequence[EditionCitation], law_names: dict[int, str]) -> None:
    """Sets everything derived on the edition and its tiers, in memory."""
    amounts: list[Amount] = []
    for rank, tier in enumerate(tiers, 1):
        tier.code = classify_label(tier.label)[0]
        tier.rank = rank
        amounts += parse_amounts(tier.standard)
    edition.tier_count = len(tiers)
    edition.fine_min, edition.fine_max = fine_range(amounts)
    places = [(row.role, law_names[row.law_id], row.article, row.sub_article, row.paragraph, row.item) for row in citations]
    edition.match_key = match_key(edition.act, places)
    edition.content_hash = content_hash(
        [getattr(edition, name) for name in TEXTS], places, [(tier.label, tier.circumstance, tier.standard) for tier in tiers]
    )


#: The columns of a TierAmount, in the order in which ``amount_rows`` gives them.
AMOUNT_COLUMNS = (
    "tier", "sanction", "base", "per", "subject", "condition", "unit", "minimum", "maximum", "min_inclusive", "max_inclusive",
)  # fmt: skip


def write_amounts(tiers: Iterable[Tier]) -> None:
    """Puts what saved tiers' standards come to beside them."""
    insert_rows(TierAmount, AMOUNT_COLUMNS, (row for tier in tiers for row in _amount_rows(tier)))


def _amount_rows(tier: Tier) -> Iterable[tuple[object, ...]]:
    for amount in parse_amounts(tier.standard):
        if not amount.is_reversed:  # said at import; an impossible range drives no filter
            yield (
                tier.pk, amount.sanction, amount.base[:_SHORT], amount.per[:20], amount.subject[:_SHORT], amount.condition[:120],
                amount.unit, amount.minimum, amount.maximum, amount.min_inclusive, amount.max_inclusive,
            )  # fmt: skip


def fine_range(amounts: Iterable[Amount]) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest fine in yuan that any tier allows; None where fines are only told in times or per cent.

    A range without a lower end counts from 0. Sums per square metre, head or
    person are left out: how many there are is not known.
    """
    sums = [amount for amount in amounts if amount.is_fine and amount.unit == "yuan" and not amount.per and not amount.is_reversed]
    lows = [amount.minimum or Decimal(0) for amount in sums]
    highs = [amount.maximum for amount in sums if amount.maximum is not None]
    return (min(lows).quantize(_CENT), max(highs).quantize(_CENT)) if lows and highs else (None, None)
