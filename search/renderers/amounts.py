"""Parsed amounts in words and figures: 罚款500元以上不满2000元."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from enforcement.models import TierAmount

UNITS = {"yuan": "元", "times": "倍", "percent": "%", "day": "日", "month": "个月", "year": "年", "points": "分"}


def amount_text(amount: TierAmount) -> str:
    """One amount, its ends exactly as inclusive as the record says (民法典第一千二百五十九条: 以上、以下 include)."""
    unit = UNITS.get(amount.unit, amount.unit)
    head = str(amount.get_sanction_display())
    head += f"（{amount.subject}）" if amount.subject else ""
    head += f"每{amount.per}" if amount.per else ""
    head += f"{amount.base}的" if amount.base else ""
    low, high = amount.minimum, amount.maximum
    if low is not None and low == high:
        return f"{head}{plain(low)}{unit}"
    parts = [head]
    if low is not None:
        parts.append(f"{plain(low)}{unit}以上" if amount.min_inclusive else f"超过{plain(low)}{unit}")
    if high is not None:
        parts.append(f"{plain(high)}{unit}以下" if amount.max_inclusive else f"不满{plain(high)}{unit}")
    return "".join(parts)


def fine_ends(amounts: Iterable[TierAmount]) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest fine in yuan that one tier names.

    Sums for each square metre or head are left out, since how many there are
    is not known. A range without a lower end counts from 0; without an upper
    end there is no highest.
    """
    sums = [amount for amount in amounts if amount.sanction == "fine" and amount.unit == "yuan" and not amount.per]
    if not sums:
        return None, None
    highs = [amount.maximum for amount in sums]
    highest = None if None in highs else max(high for high in highs if high is not None)
    return min(amount.minimum or Decimal(0) for amount in sums), highest


def number(value: Decimal | None) -> int | float | None:
    """A figure as JSON and spreadsheets take it; whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Decimal) -> str:
    """Digits without superfluous zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_record(amount: TierAmount) -> dict[str, Any]:
    """An amount as JSON shows it, by the names of the data dictionary."""
    return {
        "sanction": amount.sanction, "condition": amount.condition, "base": amount.base, "per": amount.per, "subject": amount.subject,
        "unit": amount.unit, "minimum": number(amount.minimum), "maximum": number(amount.maximum),
        "min_inclusive": amount.min_inclusive, "max_inclusive": amount.max_inclusive,
    }  # fmt: skip
