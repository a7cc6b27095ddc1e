"""A leniency list as a reviewer reads it: what it adds, takes out and words anew against the version it follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from enforcement.leniency_differences import Differences, Said, differences, said_by
from enforcement.models import Agency, BatchItem, LeniencyKind, LeniencyVersion, LeniencyWording
from enforcement.notation.citations import Citation, format_citation

#: Matters of a new list that the page shows; the file has them all.
SHOWN = 300


@dataclass(frozen=True, slots=True)
class ReviewedList:
    """A list of the batch. ``before`` is the version it was compared with, None for a new list."""

    item: BatchItem
    title: str
    kind: str
    issuer: str
    begins: date | None
    matters: list[Said]
    before: LeniencyVersion | None
    found: Differences

    @property
    def shown(self) -> list[Said]:
        """As many of a new list's matters as the page takes."""
        return self.matters[:SHOWN]


def reviewed(items: Sequence[BatchItem]) -> list[ReviewedList]:
    """The lists of one page of a review."""
    return [_reviewed(item) for item in items]


def _reviewed(item: BatchItem) -> ReviewedList:
    row = item.payload
    # What publication wrote names its predecessor itself; before that the item does.
    key = row.get("base", item.record_key)
    before = LeniencyVersion.objects.filter(pk=key).first() if key else None
    names = dict(Agency.objects.filter(pk__in={matter["agency_id"] for matter in row["matters"]}).values_list("pk", "name"))
    matters = [_said(matter, place, names) for place, matter in enumerate(row["matters"])]
    old = [said_by(wording) for wording in before.wordings.select_related("agency").prefetch_related("citations__law")] if before else []
    found = differences(old, matters) if before else Differences()
    return ReviewedList(item, row["title"], LeniencyKind(row["kind"]).label, row["agency"] or "全市", parse_date(row["in_force_from"] or ""), matters, before, found)


def _said(row: dict[str, Any], place: int, names: dict[int, str]) -> Said:
    cited = [Citation(law, article, sub or None, paragraph or None, item or None) for _, law, article, sub, paragraph, item in row["citations"]]
    texts = {name: row[name] for name in LeniencyWording.TEXTS}
    agency = names.get(row["agency_id"], row["agency"])
    return Said(row.get("matter") or f"new-{place}", texts, agency, tuple(format_citation(each) for each in cited))
