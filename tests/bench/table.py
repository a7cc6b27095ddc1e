"""A table for the terminal, Chinese and Latin aligned."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence


def show(rows: Sequence[Sequence[str]]) -> None:
    """The first row is the head; the first column stands left, the others right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *others = (_padded(cell, widths[column], left=column == 0) for column, cell in enumerate(row))
        print("  ".join(("", first, *others)).rstrip())


def width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def number(value: float, places: int = 3) -> str:
    """A number, a dash where there is none."""
    return "—" if math.isnan(value) or math.isinf(value) else f"{value:.{places}f}"


def ratio(ours: float, reference: float) -> str:
    """How many times the reference, a dash where that is nothing."""
    return f"{ours / reference:.2f}×" if reference and not math.isnan(ours / reference) else "—"


def _padded(text: str, to: int, *, left: bool) -> str:
    space = " " * (to - width(text))
    return text + space if left else space + text
