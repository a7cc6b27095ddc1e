"""Index and database, compared: which documents there are, and what they say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from search.clauses import Some, Term
from search.documents import Document, sources
from search.documents.segmented import TEXT_FIELDS, segmented
from search.engines import kept_engines
from search.engines.base import Engine, EngineRequest
from search.engines.elastic import ElasticEngine, versions
from search.engines.elastic.client import client
from search.engines.elastic.mapping import to_elastic

#: Documents whose texts are looked up word by word.
READ_WHOLE = 40
#: As many differences of a sort are told, and no more.
TOLD = 5


def wanted() -> dict[str, Document]:
    """Every document that the database asks for, by its key."""
    return {document.key: document for found in sources() for document in found.build(found.keys())}  # noqa: SIM118 - a source, not a dict


def differences() -> list[str]:
    """In every engine kept."""
    want = wanted()
    return [f"{engine.name}: {fault}" for engine in kept_engines() for fault in _of_engine(engine, want)]


def _of_engine(engine: Engine, want: dict[str, Document]) -> Iterator[str]:
    have = engine.keys()
    yield from _told("too much", have - want.keys())
    yield from _told("missing", want.keys() - have)
    if engine.count() != len(want):
        yield f"{engine.count()} documents instead of {len(want)}"
    by_kind = dict(engine.search(EngineRequest(sort="code", size=1)).facets["kind"])
    for kind in {document.kind for document in want.values()}:
        if by_kind.get(kind) != sum(document.kind == kind for document in want.values()):
            yield f"{by_kind.get(kind)} of {kind}"
    yield from _told("other words", {key for key in sorted(want.keys() & have, key=_by_chance)[:READ_WHOLE] if not _says(engine, want[key])})
    if isinstance(engine, ElasticEngine):
        yield from _told("other fields", {key for key, fields in _kept_fields() if key in want and fields != _fields(want[key])})
        yield from _litter()


def _says(engine: Engine, document: Document) -> bool:
    """Whether the index knows every word of the document under its key."""
    words = tuple({Term(name, word) for name, text in segmented(document) if name.endswith("words") for word in text.split()})
    return engine.score(Some(words, len(words)), document.key) > 0


def _by_chance(key: str) -> float:
    return random.Random(key).random()


def _kept_fields() -> Iterator[tuple[str, dict[str, Any]]]:
    """What the cluster keeps of each document, texts left out."""
    from elasticsearch.helpers import scan

    for hit in scan(client(), index=",".join(versions.aliases()), size=1000, request_timeout=60):
        yield hit["_id"], hit["_source"]


def _fields(document: Document) -> dict[str, Any]:
    return {name: value for name, value in to_elastic(document).items() if name not in TEXT_FIELDS}


def _litter() -> Iterator[str]:
    """Of each kind there is the index in use, and at most one before it."""
    for alias in versions.aliases():
        known = client().indices.get(index=f"{alias}-*", expand_wildcards="all")
        used = [name for name, about in known.items() if alias in about["aliases"]]
        if len(used) != 1 or len(known) > 2:
            yield f"{alias}: {used} in use of {sorted(known)}"


def _told(what: str, keys: set[str]) -> Iterator[str]:
    if keys:
        yield f"{len(keys)} {what}: {sorted(keys)[:TOLD]}"
