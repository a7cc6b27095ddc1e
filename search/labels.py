"""What a facet's values are called on the page."""

from __future__ import annotations

from enforcement.kinds import all_kinds
from enforcement.models import Agency
from enforcement.models.law import STATE_PREFIX
from search.documents.base import BANDS

STATUS_LABELS = {"current": "现行有效", "coming": "尚未施行", "past": "已经失效"}


def facet_labels(counts: dict[str, list[tuple[str, int]]]) -> dict[str, dict[str, str]]:
    """Facet → value → name. One query, for the agencies."""
    labels: dict[str, dict[str, str]] = {"kind": {kind.name: kind.label for kind in all_kinds()}}
    if counts.get("agencies"):
        labels["agencies"] = dict(Agency.objects.values_list("slug", "name"))
    labels["laws"] = {name: name.removeprefix(STATE_PREFIX) for name, _ in counts.get("laws", ())}
    labels["fine_band"] = {name: label for name, label, _ in BANDS}
    labels["status"] = STATUS_LABELS
    labels["tier_count"] = {value: f"{value}档" for value, _ in counts.get("tier_count", ())}
    return labels
