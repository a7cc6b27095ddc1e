"""Whether a question has one clear answer, to be shown above the list: decided here, from the results alone.

Nothing is answered at once that could as well mean something else: a
question that was corrected, narrowed, sorted by a field, or of which a word
stands in no act, gets its list and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from search.analysis import fold, plain
from search.exact import title_term
from search.results import Result, Results
from search.understanding import Understanding
from search.understanding.concepts import Concept
from search.understanding.intents import Intent, read_intents

#: The first answer must be worth this many times the second: below it the two
#: are as good as each other to many readers (闯红灯 on foot, by bicycle, by car).
#: At 1.5 some of sixty everyday questions were answered with a neighbouring matter
#: (打架: wounding with a weapon, 黑车: a car for hire by app), at 1.8 none of these.
AHEAD = 1.8
#: Characters that another way to put it must have to name an act: 犬只 alone is many acts.
TELLING = 3
#: What makes an act a graver one: where its title says so, or the question, and not the other, they are two matters.
#: A dog off the lead is not yet one that hurt somebody; 醉酒驾驶机动车 is a crime (刑法 art. 133之一) and no 饮酒后驾驶.
GRAVER = tuple(map(re.compile, ("致使|致人|伤害|[咬打撞砸烧炸烫]伤|受伤|[致伤]残|死亡", "醉")))
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
    return _named_alone(meant, results) or _found(results)


def _named_alone(meant: Understanding, results: Results) -> Instant | None:
    """A law or an agency, and nothing that it is asked about but how to reach it."""
    if meant.cited or meant.codes or meant.money or any(concept.said not in CONTACT_WORDS for concept in meant.concepts):
        return None
    if len(meant.agencies) == 1 and not meant.laws:
        slug = _the_one(meant.agencies[0].keys, [item.code for item in results.items[:1] if item.kind == "agency"])
        return Instant("agency", slug) if slug else None
    if len(meant.laws) == 1 and not meant.agencies and not meant.concepts:
        name = _the_one(meant.laws[0].keys, [item.record.name for item in results.items[:1] if item.kind == "law"])
        return Instant("law", name) if name else None
    return None


def _the_one(keys: tuple[str, ...], first: list[str]) -> str:
    """The one that a name stands for; of several the one that also came first, empty where none did."""
    return keys[0] if len(keys) == 1 else next((key for key in first if key in keys), "")


def _without_lists(results: Results) -> Results:
    """A matter of a leniency list bears the title of its benchmark: it answers nothing at once, nor does it stand in the way."""
    kept = [place for place, item in enumerate(results.items) if item.kind != "leniency"]
    scores = tuple(results.scores[place] for place in kept) if results.scores else ()
    return replace(results, items=tuple(results.items[place] for place in kept), scores=scores)


def _found(results: Results) -> Instant | None:
    results = _without_lists(results)
    first = results.items[0] if results.items else None
    if first is None or first.kind != "benchmark" or not (_is_exact(results) or _is_far_ahead(results)):
        return None
    return Instant("benchmark", first.code, first, tuple(intent for intent in ORDER if intent in results.meant.intents))


def _is_exact(results: Results) -> bool:
    """Whether the question is the code of the first result or its whole title, and of no other; 怎么罚 behind it does not matter."""
    meant, first = results.meant, results.items[0]
    if fold(first.code) in meant.codes:
        return True
    title = title_term(first.title)
    asked = title_term(meant.text), title_term(read_intents(fold(meant.text))[0])
    return title in asked and all(title_term(other.title) != title for other in results.items[1:])


def _is_far_ahead(results: Results) -> bool:
    """Whether the first result has all that was asked about, and by far more of it than the second."""
    meant, scores = results.meant, results.scores
    if not scores or not meant.concepts or meant.codes or not all(concept.known for concept in meant.concepts):
        return False
    if len(scores) > 1 and scores[0] < scores[1] * AHEAD:
        return False
    if any(bool(grave.search(results.items[0].title)) != bool(grave.search(meant.text)) for grave in GRAVER):
        return False
    title, texts = plain(results.items[0].title), plain(" ".join(_texts(results.items[0])))
    telling = [concept for concept in meant.concepts if len(concept.said) > 1 or concept.means]
    return all(_covers(texts, concept) for concept in telling) and any(_covers(title, concept, TELLING) for concept in telling)


def _texts(result: Result) -> Iterator[str]:
    yield result.title
    for tier in result.record.tiers.all():
        yield from (tier.circumstance, tier.standard)


def _covers(text: str, concept: Concept, least: int = 0) -> bool:
    """Whether a text says a concept in its own words, or in one of the other ways to put it that has so many characters."""
    if concept.said in text:
        return True
    if any(all(plain(term) in text for term in way) for way in concept.means if sum(map(len, way)) >= least):
        return True
    return bool(concept.parts) and all(_covers(text, part, least) for part in concept.parts)
