"""Two engines, one answer: the sample catalogue in the embedded engine and on a genuine Elasticsearch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django import DjangoDbBlocker

from search.engines.base import FACETS, EngineRequest
from search.engines.elastic import ElasticEngine
from search.engines.elastic.client import client
from search.query import SearchQuery
from tests.search.cluster import cluster_url
from tests.search.sample import ON, Sample, codes, items, make_sample

pytestmark = pytest.mark.django_db
QUESTIONS = 200
SEED = 20261101


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Sample, ElasticEngine]]:
    """The same catalogue in both, under a prefix of this process's own."""
    from django.conf import settings

    kept = settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX
    folder: Path = tmp_path_factory.mktemp("agree")
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = [cluster_url()], f"test-{folder.parent.parent.name}-{folder.parent.name}".lower()
    client.cache_clear()
    engine = ElasticEngine()
    try:
        with django_db_blocker.unblock():
            yield make_sample(folder, engine), engine
    finally:
        client().indices.delete(index=list(client().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*")))
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = kept
        client.cache_clear()


@pytest.fixture(autouse=True)
def _same_cluster(both: object, settings: LazySettings) -> None:
    """Settings as the catalogue was indexed under; the fixture of each test starts from them."""


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


def test_totals_and_facets_are_the_same(both: tuple[Sample, ElasticEngine]) -> None:
    sample, elastic = both
    found = 0
    for query, request in requests(sample):
        ours, theirs = sample.engine.search(request), elastic.search(request)
        assert ours.total == theirs.total, query
        for name in FACETS:
            assert sorted(ours.facets[name]) == sorted(theirs.facets[name]), (name, query)
        found += ours.total > 0
    assert found > QUESTIONS / 3


@pytest.mark.parametrize("sort", ["code", "fine", "newest"])
def test_order_by_a_field_is_the_same(both: tuple[Sample, ElasticEngine], sort: str) -> None:
    sample, elastic = both
    for query, request in list(requests(sample))[::4]:
        for offset in (0, 20, 300):
            asked = replace(request, filters={**request.filters, "kind": ("benchmark",)}, sort=sort, offset=offset, facets=False)
            assert sample.engine.search(asked).keys == elastic.search(asked).keys, (query, offset)


def test_walking_gives_everything_once_and_in_order(both: tuple[Sample, ElasticEngine]) -> None:
    sample, elastic = both
    request = SearchQuery(filters={"kind": ("benchmark",)}, on=ON).request(sample.understood(""))
    ours, theirs = list(sample.engine.walk(request)), list(elastic.walk(request))
    assert ours == theirs and len(set(ours)) == len(items())
    assert sample.engine.keys() == elastic.keys()


def test_what_stands_first_is_nearly_always_the_same(both: tuple[Sample, ElasticEngine]) -> None:
    """Scores are counted by two libraries: the first one may differ where two answers are about as good."""
    sample, elastic = both
    asked = [(query, replace(request, facets=False)) for query, request in requests(sample) if query.text]
    same = [sample.engine.search(request).keys[:1] == elastic.search(request).keys[:1] for _, request in asked]
    assert sum(same) > 0.9 * len(same)


def test_every_title_comes_first_on_the_cluster(both: tuple[Sample, ElasticEngine]) -> None:
    sample, elastic = both
    for act in [item.act for item in items()][::23]:
        request = replace(SearchQuery(text=act, filters={"kind": ("benchmark",)}, on=ON, size=1).request(sample.understood(act)), facets=False)
        assert sample.titles[elastic.search(request).keys[0]] == act
