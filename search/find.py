"""The one way to find: a query in, results out, whatever shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.utils import timezone

from search.asking import ask
from search.documents import sources, split_key
from search.engines import current_engine
from search.engines.base import EngineAnswer
from search.labels import facet_labels
from search.query import SearchQuery
from search.results import FacetValue, Result, Results
from search.understanding import Understanding

#: Values of a facet a page shows; the chosen ones always.
SHOWN = {"laws": 15}

#: Records read at once while everything is walked through.
CHUNK = 200

Loader = Callable[[list[int], SearchQuery, tuple[str, ...]], dict[int, Result]]
_loaders: dict[str, Loader] = {}


def register_loader(kind: str, loader: Loader) -> None:
    """Declares how records of a kind become results. A record no longer visible must be left out."""
    _loaders[kind] = loader


def find(query: SearchQuery) -> Results:
    """Answers a question; raises EngineUnavailable when no engine can."""
    meant = query.understood()
    answer = ask(query.request(meant))
    items = _load(answer.keys, query, meant.marked_words())
    scored = dict(zip(answer.keys, answer.scores, strict=False))
    return Results(
        query=query, total=answer.total, items=items, facets=_facets(answer.facets, query), notice=_notice(query, meant, answer), meant=meant,
        scores=tuple(scored[item.key] for item in items) if scored else (),
    )  # fmt: skip


def count(query: SearchQuery) -> int:
    """How many records answer a question, and nothing else; raises EngineUnavailable when no engine can."""
    return ask(replace(query.request(), facets=False, offset=0, size=1)).total


def walk(query: SearchQuery) -> Iterator[Result]:
    """Everything that answers, in order, however much it is: for downloads and deep reading.

    Read in chunks, so that memory stays flat. Raises EngineUnavailable before
    the first result, or midway: who streams must not take that for the end.
    """
    query = replace(query, amounts=True)
    meant = query.understood()
    keys = current_engine().walk(query.request(meant))
    while chunk := list(islice(keys, CHUNK)):
        yield from _load(chunk, query, meant.marked_words())


def _load(keys: Iterable[str], query: SearchQuery, words: tuple[str, ...]) -> tuple[Result, ...]:
    """The records behind the keys, in order. The index is never trusted: what the database does not show is left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    keys = list(keys)
    for key in keys:
        kind, pk = split_key(key)
        wanted[kind].append(pk)
    loaded = {kind: _loaders[kind](pks, query, words) for kind, pks in wanted.items() if kind in _loaders}
    found = (loaded.get(kind, {}).get(pk) for kind, pk in map(split_key, keys))
    return tuple(result for result in found if result is not None)


def _facets(counts: dict[str, list[tuple[str, int]]], query: SearchQuery) -> dict[str, list[FacetValue]]:
    chosen = {name: (query.status,) if name == "status" else query.filters.get(name, ()) for name in counts}
    pairs = {name: [(value, dict(found).get(value, 0)) for value in chosen[name]] + [pair for pair in found if pair[0] not in chosen[name]] for name, found in counts.items()}
    labels = facet_labels(pairs)
    facets = {}
    for name, values in pairs.items():
        facets[name] = [
            FacetValue(value, labels.get(name, {}).get(value, value), count, value in chosen[name])
            for value, count in values[: max(SHOWN.get(name, 60), len(chosen[name]))]
        ]
    return facets


def _notice(query: SearchQuery, meant: Understanding, answer: EngineAnswer) -> str | None:
    if answer.stood_in:
        return "检索服务正在恢复，以下由备用检索给出，最近的更新可能稍后才能查到。"
    if meant.correction:
        return f"以下为“{meant.correction.meant}”的结果。"
    if query.on and query.on != timezone.localdate():
        return f"以下为{query.on.year}年{query.on.month}月{query.on.day}日当天有效的内容。"
    return None


def loaders_missing() -> list[str]:
    """Kinds with documents that could not be shown."""
    return [found.kind for found in sources() if found.kind not in _loaders]
