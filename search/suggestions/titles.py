"""Acts whose title holds what was typed so far: asked of the index, so that nothing is held in memory."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone

from enforcement.models import Benchmark, Edition
from search.analysis import fold, pairs_of
from search.clauses import Clause, Phrase, Some, Term
from search.documents import split_key
from search.documents.base import day_number
from search.engines import current_engine
from search.engines.base import EngineRequest
from search.exact import SHORTEST_CODE
from search.ranking import build_clause
from search.suggestions.suggestion import Suggestion
from search.understanding import understand
from search.understanding.knowledge import Knowledge
from search.understanding.pinyin import read_pinyin

#: Acts read for one list: more than are shown, since several may bear the same title.
READ = 8


def titles(text: str, known: Knowledge) -> list[Suggestion]:
    """Acts with these pieces in their titles, or with a code that begins so; the best match first.

    Raises EngineUnavailable when no engine can answer.
    """
    clause = _holding(read_pinyin(fold(text), known.lexicon))
    return _read(clause) if clause else []


def answers(text: str, known: Knowledge) -> list[Suggestion]:
    """Acts that answer the text as a question: where no title holds what was typed."""
    clause = build_clause(understand(text, known))
    return _read(clause) if clause else []


def _holding(text: str) -> Clause | None:
    """Every piece between spaces somewhere in the title; a single character says too little."""
    pieces = text.split()
    if len(pieces) == 1 and len(text) >= SHORTEST_CODE and text.isascii() and any(sign.isdigit() for sign in text):
        return Term("exact", f"@{text}")
    phrases = [pairs_of(piece) for piece in pieces if len(piece) > 1]
    wanted = tuple(Phrase("title_pairs", pairs) for pairs in phrases if pairs)
    return Some(wanted, len(wanted)) if wanted else None


def _read(clause: Clause) -> list[Suggestion]:
    """The acts behind the keys, those that the public may see now."""
    today = timezone.localdate()
    request = EngineRequest(query=clause, filters={"kind": ("benchmark",)}, on=day_number(today), facets=False, size=READ)
    places = {split_key(key)[1]: place for place, key in enumerate(current_engine().search(request).keys)}
    visible = Edition.objects.visible(today).filter(pk__in=places).values_list("pk", "act", "benchmark__address", "benchmark__agency__name")
    rows = sorted(visible, key=lambda row: places[row[0]])
    times = Counter(act for _, act, _, _ in rows)
    found: dict[str, Suggestion] = {}
    for _, act, address, agency in rows:
        # An act that several agencies have is asked for, so that the reader sees them all.
        one = times[act] == 1
        found.setdefault(act, Suggestion("benchmark", act, agency if one else "", Benchmark(address=address).get_absolute_url() if one else ""))
    return list(found.values())
