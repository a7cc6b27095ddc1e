"""Whether a question has one clear answer, to be shown above the list: decided here, from the results alone.

Nothing is answered at once that could as well mean something else: a
question that was corrected, narrowed, sorted by a field, or of which a word
stands in no act, gets its list and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from search.analysis import fold, plain
from search.exact import title_term
from search.results import Result, Results
from search.understanding import Understanding
from search.understanding.concepts import Concept
from search.understanding.intents import Intent

#: The first answer must be worth this many times the second: below it the two
#: are as good as each other to many readers (闯红灯 on foot, by bicycle, by car).
AHEAD = 1.5
#: What people want of an agency, not of an act.
CONTACT_WORDS = frozenset("电话 号码 联系方式 联系电话 地址 在哪 在哪里 位置 上班时间 办公时间 官网 投诉电话 举报电话 电话号码 咨询电话".split())
#: In which order what was asked is answered.
ORDER = (Intent.DETENTION, Intent.BASIS, Intent.AGENCY, Intent.FIRST_TIME, Intent.FINE)


@dataclass(frozen=True, slots=True)
class Instant:
    """What answers at once: a benchmark found, or the agency (slug) or law (full name) that was named alone.

    ``asked`` is what the question wants to know about it, most pressing first.
    """

    kind: Literal["benchmark", "agency", "law"]
    key: str
    result: Result | None = None
    asked: tuple[Intent, ...] = ()


def instant_answer(results: Results) -> Instant | None:
    """The one clear answer, None where there is none."""
    query, meant = results.query, results.meant
    if not query.text or query.page > 1 or query.sort != "relevance" or query.status != "current":
        return None
    if query.filters or query.fine != (None, None) or meant.narrowed or meant.excluded or meant.phrases or meant.correction:
        return None
    return _named_alone(meant) or _found(results)


def _named_alone(meant: Understanding) -> Instant | None:
    """A law or an agency, and nothing that it is asked about but how to reach it."""
    if meant.cited or meant.codes or meant.money or any(concept.said not in CONTACT_WORDS for concept in meant.concepts):
        return None
    if len(meant.agencies) == 1 and not meant.laws and len(meant.agencies[0].keys) == 1:
        return Instant("agency", meant.agencies[0].keys[0])
    if len(meant.laws) == 1 and not meant.agencies and not meant.concepts and len(meant.laws[0].keys) == 1:
        return Instant("law", meant.laws[0].keys[0])
    return None


def _found(results: Results) -> Instant | None:
    first = results.items[0] if results.items else None
    if first is None or first.kind != "benchmark" or not (_is_exact(results) or _is_far_ahead(results)):
        return None
    return Instant("benchmark", first.code, first, tuple(intent for intent in ORDER if intent in results.meant.intents))


def _is_exact(results: Results) -> bool:
    """Whether the question is the code of the first result or its whole title, and of no other."""
    meant, first = results.meant, results.items[0]
    if fold(first.code) in meant.codes:
        return True
    asked = title_term(meant.text)
    return title_term(first.title) == asked and all(title_term(other.title) != asked for other in results.items[1:])


def _is_far_ahead(results: Results) -> bool:
    """Whether the first result has all that was asked about, and by far more of it than the second."""
    meant, scores = results.meant, results.scores
    if not scores or not meant.concepts or meant.codes or not all(concept.known for concept in meant.concepts):
        return False
    if len(scores) > 1 and scores[0] < scores[1] * AHEAD:
        return False
    title, texts = plain(results.items[0].title), plain(" ".join(_texts(results.items[0])))
    telling = [concept for concept in meant.concepts if len(concept.said) > 1 or concept.means]
    return all(_covers(texts, concept) for concept in telling) and any(_covers(title, concept) for concept in telling)


def _texts(result: Result) -> Iterator[str]:
    yield result.title
    for tier in result.record.tiers.all():
        yield from (tier.circumstance, tier.standard)


def _covers(text: str, concept: Concept) -> bool:
    """Whether a text says a concept in its own words or in one of the other ways to put it."""
    ways = ((concept.said,), *concept.means)
    return any(all(plain(term) in text for term in way) for way in ways) or (bool(concept.parts) and all(_covers(text, part) for part in concept.parts))
