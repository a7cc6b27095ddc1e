"""What an index was made for: its mapping bears a mark, and a release that would make another one knows it by that."""

from __future__ import annotations

from typing import Any

from search.engines.elastic.mapping import build_mapping
from search.engines.mark import mark_of


def shape() -> str:
    """The mark of an index as this release makes it: its fields, their analysis, and how texts are cut."""
    mapping = build_mapping()
    return mark_of(mapping.to_dict(), mapping._collect_analysis())


def mapping_with_mark() -> dict[str, Any]:
    """The mapping of a new index."""
    return {**build_mapping().to_dict(), "_meta": {"shape": shape()}}
