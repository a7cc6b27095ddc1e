"""What was really decided under a benchmark: cases to look at, and how they spread, beside the range that the benchmark gives.

Small numbers are told of nobody (统计法 28): a class with fewer than ``FEWEST``
cases is put together with the next, and below that number nothing is counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from enforcement.models import Edition, Record
from search.documents.base import BANDS, fine_band

#: Fewer cases than this make no figure.
FEWEST = 5
#: Cases named at once; the list has the others.
SHOWN = 5
#: Cases counted: the newest say what is done now.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Share:
    """One class of outcomes; ``percent`` is rounded, for the bar."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Cases:
    """``total`` is None where there are too few to count; ``shares`` is empty where they would tell of single cases."""

    shown: tuple[Record, ...]
    total: int | None
    by_fine: tuple[Share, ...]
    by_tier: tuple[Share, ...]


def cases_of(edition: Edition) -> Cases | None:
    """The public penalty decisions held against any edition of the item; None where there are none."""
    editions = Edition.objects.filter(benchmark_id=edition.benchmark_id).values("pk")
    records = Record.objects.visible(timezone.now()).filter(kind="penalty", edition__in=editions).order_by("-decided_on", "-pk")
    rows = list(records.values_list("fine", "tier_label", "tier_rank")[:MOST])
    if not rows:
        return None
    shown = tuple(records.select_related("agency")[:SHOWN])
    if len(rows) < FEWEST:
        return Cases(shown, None, (), ())
    fines = Counter(fine_band(-1 if fine is None else int(fine)) for fine, _, _ in rows)
    tiers = Counter((rank or 0, label or "没有写明阶次") for _, label, rank in rows)
    by_fine = [(_band(name), fines[name]) for name, _, _ in BANDS if fines[name]]
    by_tier = [(label, count) for (_, label), count in sorted(tiers.items())]
    return Cases(shown, len(rows), _shares(by_fine), _shares(by_tier))


def _band(name: str) -> str:
    return "没有罚款" if name == BANDS[0][0] else next(label for known, label, _ in BANDS if known == name)


def _shares(classes: list[tuple[str, int]]) -> tuple[Share, ...]:
    """The classes in their order, neighbours joined until each has enough cases that none can be told from the others."""
    joined: list[tuple[list[str], int]] = []
    for label, count in classes:
        if joined and joined[-1][1] < FEWEST:
            labels, before = joined.pop()
            joined.append(([*labels, label], before + count))
        else:
            joined.append(([label], count))
    if len(joined) > 1 and joined[-1][1] < FEWEST:
        labels, count = joined.pop()
        before_labels, before = joined.pop()
        joined.append(([*before_labels, *labels], before + count))
    total = sum(count for _, count in joined)
    return tuple(Share("、".join(labels), count, round(100 * count / total)) for labels, count in joined)
