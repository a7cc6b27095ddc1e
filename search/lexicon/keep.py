"""Makes the lexicon from the catalogue's acts, and keeps it in the database for every process and host."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from enforcement.models import Edition
from search import outbox
from search.analysis import terms, words_of
from search.lexicon.lexicon import EMPTY, Lexicon
from search.models import KeptLexicon

CHUNK = 1_000
#: Making it may take a twentieth of the indexer's time, not more.
REST = 20


def refresh() -> None:
    """Makes it anew when acts have changed since, and when enough time has passed for what it costs."""
    kept = KeptLexicon.objects.order_by("pk").defer("words").first()
    generation = outbox.newest()
    if kept is None or (kept.generation < generation and timezone.now() - kept.made_at >= timedelta(seconds=kept.seconds * REST)):
        make(generation)


def make(generation: int | None = None) -> KeptLexicon:
    """Reads every act that the public may see."""
    started = time.monotonic()
    generation = outbox.newest() if generation is None else generation
    acts = Edition.objects.public(timezone.now()).order_by().values_list("act", flat=True)
    counts, neighbours = count_words(acts.iterator(chunk_size=CHUNK))
    values = {"words": json.dumps({"words": counts, "pairs": sorted(neighbours)}, ensure_ascii=False), "generation": generation, "seconds": time.monotonic() - started, "made_at": timezone.now()}
    return KeptLexicon.objects.update_or_create(pk=1, defaults=values)[0]


def count_words(acts: Iterable[str]) -> tuple[Counter[str], set[str]]:
    """In how many acts each word stands, and every two characters that stand side by side."""
    counts: Counter[str] = Counter()
    neighbours: set[str] = set()
    for act in acts:
        found = terms(act)
        counts.update(_han_words((*words_of(act), *found.words)))
        neighbours.update(found.pairs)
    return counts, neighbours


def newest() -> int:
    """The generation of what is kept, -1 when there is none: cheap to ask."""
    return KeptLexicon.objects.filter(pk=1).values_list("generation", flat=True).first() or -1


def load() -> Lexicon:
    """What is kept, an empty one when there is none."""
    words = KeptLexicon.objects.filter(pk=1).values_list("words", flat=True).first()
    if not words:
        return EMPTY
    kept = json.loads(words)
    return Lexicon(kept["words"], kept["pairs"])


def _han_words(words: Iterable[str]) -> set[str]:
    """Each word once, the longest and those within it: 露天烧烤, 烧烤."""
    return {word for word in words if all("\u3400" <= sign <= "\u9fff" for sign in word)}
