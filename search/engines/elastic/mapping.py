"""What an index of the cluster looks like: strict fields, texts that come segmented."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from elasticsearch.dsl import Keyword, Long, Mapping, Text, analyzer

from search.analysis import fold
from search.documents.base import Document
from search.documents.segmented import NUMBERS, TEXT_FIELDS, segmented

#: Text comes cut by ``search.analysis``; the cluster only splits at spaces.
SEGMENTED = analyzer("segmented", tokenizer="whitespace")
_KEYWORDS = ("key", "kind", "code", "domain", "fine_band", "agencies", "laws")


def build_mapping() -> Mapping:
    """The same for every kind: a field unknown to it is refused, not guessed."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", excludes=list(TEXT_FIELDS))
    for name in _KEYWORDS:
        mapping.field(name, Keyword())
    mapping.field("exact", Keyword(doc_values=False, norms=False))
    for name in NUMBERS:
        mapping.field(name, Long())
    for name, placed in TEXT_FIELDS.items():
        mapping.field(name, Text(analyzer=SEGMENTED, index_options="positions" if placed else "freqs"))
    return mapping


def index_settings() -> dict[str, Any]:
    """Shards, replicas, refresh and what is slow, as the site's settings say."""
    return {
        "number_of_shards": settings.ELASTICSEARCH_SHARDS,
        "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
        "refresh_interval": settings.ELASTICSEARCH_REFRESH,
        "search.slowlog.threshold.query.warn": settings.ELASTICSEARCH_SLOW_QUERY,
        "indexing.slowlog.threshold.index.warn": settings.ELASTICSEARCH_SLOW_INDEX,
        "indexing.slowlog.source": "false",
    }


def to_elastic(document: Document) -> dict[str, Any]:
    """The document as the index takes it."""
    fields: dict[str, Any] = {name: getattr(document, name) for name in (*_KEYWORDS, *NUMBERS, "exact")}
    fields["code"] = fold(document.code)
    fields |= segmented(document)
    return {name: value for name, value in fields.items() if value not in ("", [])}
