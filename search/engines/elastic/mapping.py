"""What an index of the cluster looks like: strict fields, texts that come segmented."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from elasticsearch.dsl import Keyword, Long, Mapping, Text, analyzer

from search.analysis import VIEWS, fold, terms
from search.documents.base import TEXTS, Document

#: Text comes cut by ``search.analysis``; the cluster only splits at spaces.
SEGMENTED = analyzer("segmented", tokenizer="whitespace")
_KEYWORDS = ("key", "kind", "code", "domain", "fine_band", "agencies", "laws")
_NUMBERS = ("tier_count", "fine_min", "fine_max", "in_force_from", "in_force_until")


def build_mapping() -> Mapping:
    """The same for every kind: a field unknown to it is refused, not guessed."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", excludes=[f"{name}_{view}" for name in TEXTS for view in VIEWS])
    for name in _KEYWORDS:
        mapping.field(name, Keyword())
    mapping.field("exact", Keyword(doc_values=False, norms=False))
    for name in _NUMBERS:
        mapping.field(name, Long())
    for name in TEXTS:
        for view in VIEWS:
            # Pairs keep their places: phrases are made of them.
            mapping.field(f"{name}_{view}", Text(analyzer=SEGMENTED, index_options="positions" if view == "pairs" else "freqs"))
    return mapping


def index_settings() -> dict[str, Any]:
    """Shards, replicas and refresh as the site's settings say."""
    return {
        "number_of_shards": settings.ELASTICSEARCH_SHARDS,
        "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
        "refresh_interval": settings.ELASTICSEARCH_REFRESH,
        "search.slowlog.threshold.query.warn": "1s",
    }


def to_elastic(document: Document) -> dict[str, Any]:
    """The document as the index takes it."""
    fields: dict[str, Any] = {name: getattr(document, name) for name in (*_KEYWORDS, *_NUMBERS, "exact")}
    fields["code"] = fold(document.code)
    for name in TEXTS:
        for view, found in zip(VIEWS, terms(getattr(document, name)), strict=True):
            fields[f"{name}_{view}"] = " ".join(found)
    return {name: value for name, value in fields.items() if value not in ("", [])}
