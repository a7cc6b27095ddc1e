"""Two engines, one answer: the sample catalogue in the embedded engine and on a genuine Elasticsearch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from search.engines.base import FACETS, EngineRequest
from search.query import SearchQuery
from tests.search.sample import ON, Sample, codes, items

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
QUESTIONS = 200
SEED = 20261101


def questions() -> Iterator[SearchQuery]:
    """Questions of every style with filters, days and orders, the same in every run."""
    dice = random.Random(SEED)
    acts, known = [item.act for item in items()], list(codes())
    domains, agencies = sorted({item.domain for item in items()}), sorted({item.agency for item in items()})
    said = ["酒驾", "占道经营", "过期食品怎么罚", "gqsp", "食品安全法第一百二十四条", "罚款5万以上", "城管", "\"保质期\"", "噪声 -装修", "法律:消防法 通道", "", ""]
    for _ in range(QUESTIONS):
        act = dice.choice(acts)
        text = dice.choice([act, act[: dice.randint(2, 8)], act[dice.randint(0, 4) :][:10], dice.choice(known)[: dice.randint(4, 12)], *dice.sample(said, 4)])
        filters: dict[str, tuple[str, ...]] = {"kind": ("benchmark",)} if dice.random() < 0.7 else {}
        for name, values, chance in (("agencies", agencies, 0.2), ("domain", domains, 0.15), ("tier_count", ["2", "3", "4"], 0.2), ("fine_band", ["0", "1000", "50000", "more"], 0.2)):
            if dice.random() < chance:
                filters[name] = tuple(dice.sample(values, dice.randint(1, 2)))
        low = dice.choice([None, None, None, 0, 1000, 50_000])
        high = dice.choice([None, None, None, 2000, 100_000])
        status = dice.choice(["current"] * 6 + ["coming", "past"])
        yield SearchQuery(text=text, filters=filters, fine=(low, high), on=dice.choice([ON, ON, date(2026, 8, 31), date(2026, 9, 1)]), status=status)  # type: ignore[arg-type]


def requests(sample: Sample) -> Iterator[tuple[SearchQuery, EngineRequest]]:
    for query in questions():
        yield query, query.request(sample.understood(query.text))


def test_totals_and_facets_are_the_same(sample: Sample) -> None:
    found = 0
    for query, request in requests(sample):
        ours, theirs = sample.embedded.search(request), sample.engine.search(request)
        assert ours.total == theirs.total, query
        for name in FACETS:
            assert sorted(ours.facets[name]) == sorted(theirs.facets[name]), (name, query)
        found += ours.total > 0
    assert found > QUESTIONS / 3


@pytest.mark.parametrize("sort", ["code", "fine", "newest"])
def test_order_by_a_field_is_the_same(sample: Sample, sort: str) -> None:
    for query, request in list(requests(sample))[::4]:
        for offset in (0, 20, 300):
            asked = replace(request, filters={**request.filters, "kind": ("benchmark",)}, sort=sort, offset=offset, facets=False)
            assert sample.embedded.search(asked).keys == sample.engine.search(asked).keys, (query, offset)


def test_walking_gives_everything_once_and_in_order(sample: Sample) -> None:
    request = SearchQuery(filters={"kind": ("benchmark",)}, on=ON).request(sample.understood(""))
    ours, theirs = list(sample.embedded.walk(request)), list(sample.engine.walk(request))
    assert ours == theirs and len(set(ours)) == len(items())
    assert sample.embedded.keys() == sample.engine.keys()


def test_every_answer_weighs_the_same(sample: Sample) -> None:
    """So the order by relevance is the same, too, but for answers that weigh alike."""
    scored = 0
    for query, request in requests(sample):
        asked = replace(request, facets=False)
        ours, theirs = sample.embedded.search(asked), sample.engine.search(asked)
        assert ours.scores == pytest.approx(theirs.scores, rel=1e-5), query
        weights = dict(zip(theirs.keys, theirs.scores, strict=True)) if theirs.scores else {}
        for key, score in zip(ours.keys, ours.scores, strict=False):
            assert weights.get(key, ours.scores[-1]) == pytest.approx(score, rel=1e-5), (query, key)
        scored += bool(ours.scores)
    assert scored > QUESTIONS / 3
