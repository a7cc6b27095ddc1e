"""The fields of a document that every engine indexes alike: its texts as terms, its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from search.analysis import REMEMBERED, VIEWS, terms
from search.documents.base import TEXTS, Document

NUMBERS = ("tier_count", "fine_min", "fine_max", "in_force_from", "in_force_until")
#: Field → whether its terms keep their places: phrases are made of pairs.
TEXT_FIELDS = {f"{name}_{view}": view == "pairs" for name in TEXTS for view in VIEWS}
#: What an empty text holds, and no question. How rare a term is counts in documents: Elasticsearch takes those that have
#: the field, the embedded engine takes all. With every field in every document both count, and score, the same.
NOTHING = "∅"


def segmented(document: Document) -> Iterator[tuple[str, str]]:
    """Each text field with its terms, spaces between them."""
    for name in TEXTS:
        text = getattr(document, name)
        for view, joined in zip(VIEWS, _known(text) if len(text) <= REMEMBERED else _joined(text), strict=True):
            yield f"{name}_{view}", joined


def _joined(text: str) -> tuple[str, ...]:
    return tuple(" ".join(found) or NOTHING for found in terms(text))


#: Names and citations are those of many records.
_known = lru_cache(maxsize=5_000)(_joined)
