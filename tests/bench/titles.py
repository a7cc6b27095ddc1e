"""The title test: every published title, typed whole, comes first or shares the first place with its namesakes."""

from __future__ import annotations

from enforcement.models import Edition
from search.find import find
from search.query import SearchQuery, clean_text


def check() -> tuple[list[str], int]:
    """Titles that something else stood before, and how many were tried."""
    published = Edition.objects.visible().order_by("act").values_list("act", flat=True).distinct()
    missed = [title for title in published if not _first(title)]
    return missed, len(published)


def _first(title: str) -> bool:
    results = find(SearchQuery(text=clean_text(title), size=1))
    return bool(results.items) and results.items[0].title == title
