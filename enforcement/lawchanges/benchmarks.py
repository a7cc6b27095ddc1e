"""Benchmarks that rest on a law that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from enforcement.lawchanges.changes import Change
from enforcement.lawchanges.providers import Provider, Resting
from enforcement.models import Benchmark, Edition, EditionCitation
from enforcement.notation.citations import Citation, format_citation
from enforcement.permissions import policy_of

KIND = "benchmark"
#: Fits the smallest limit on query parameters among the databases served.
CHUNK = 500


def find(changes: Collection[Change], today: date, agencies: Collection[int] | None) -> Iterator[Resting]:
    """One query for all citations of the laws that changed, however many items there are.

    A replacement touches every edition that holds on its eve or later; an
    amendment only those made before it. An item is done when no edition that
    it touches holds on the day of the change, or today if that is later.
    """
    by_law: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_law[change.law.pk].append(change)
    grouped: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for row in _citations(by_law, agencies):
        for number, change in enumerate(by_law[row["law_id"]]):
            if _touches(change, row):
                grouped[row["edition__benchmark_id"], changes_key(change, number)].append({**row, "change": change})
    for rows in grouped.values():
        yield _resting(rows, today)


def changes_key(change: Change, number: int) -> int:
    """Tells the changes of all laws apart."""
    return change.law.pk * 1_000 + number


def _citations(by_law: dict[int, list[Change]], agencies: Collection[int] | None) -> Iterator[dict[str, Any]]:
    earliest = min((change.on for changes in by_law.values() for change in changes), default=date.max)
    approved = Q(edition__in=Edition.objects.approved())
    held = Q(edition__in_force_until__isnull=True) | Q(edition__in_force_until__gte=earliest)
    laws = sorted(by_law)
    for start in range(0, len(laws), CHUNK):
        rows = EditionCitation.objects.filter(approved, held, law__in=laws[start : start + CHUNK])
        if agencies is not None:
            rows = rows.filter(edition__benchmark__agency__in=agencies)
        yield from rows.order_by("edition__in_force_from", "edition_id", "sort_order").values(
            "law_id", "article", "sub_article", "paragraph", "item", "edition_id", "edition__act", "edition__domain", "edition__in_force_from",
            "edition__in_force_until", "edition__benchmark_id", "edition__benchmark__agency_id", "edition__benchmark__code", "edition__benchmark__address",
        )  # fmt: skip


def _touches(change: Change, row: dict[str, Any]) -> bool:
    begins, until = row["edition__in_force_from"], row["edition__in_force_until"]
    held_on_the_eve = until is None or until > change.on - timedelta(days=1)
    if change.is_replacement:
        return held_on_the_eve
    return held_on_the_eve and begins < change.on


def _resting(rows: list[dict[str, Any]], today: date) -> Resting:
    last = rows[-1]
    change: Change = last["change"]
    until = last["edition__in_force_until"]
    own = [row for row in rows if row["edition_id"] == last["edition_id"]]
    return Resting(
        change=change, kind=KIND, key=last["edition__benchmark_id"], code=last["edition__benchmark__code"] or last["edition__benchmark__address"],
        title=last["edition__act"], agency=last["edition__benchmark__agency_id"], places=tuple(dict.fromkeys(map(_place, own))),
        done=until is not None and until <= max(today, change.on), edit=("edition", last["edition_id"]), domain=last["edition__domain"],
    )  # fmt: skip


def _place(row: dict[str, Any]) -> str:
    return format_citation(Citation("", row["article"], row["sub_article"] or None, row["paragraph"] or None, row["item"] or None))


def _reachable(user: Any, key: int) -> bool:
    return policy_of(Benchmark).within(user).filter(pk=key).exists()


PROVIDER = Provider(KIND, "裁量权基准", find, _reachable)
