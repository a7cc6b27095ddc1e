"""Why a result stands where it stands: the parts are the ranking's own, and add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.explain import explain
from search.find import find
from search.query import SearchQuery
from tests.search.catalogue import benchmarks, fill

pytestmark = pytest.mark.django_db


def test_the_parts_of_each_result_come_to_its_score(tmp_path: Path) -> None:
    fill(tmp_path)
    results = find(benchmarks(text="擅自取水"))
    explanations = explain(results)
    assert [each.place for each in explanations] == list(range(1, len(results.items) + 1)) and len(results.items) > 1
    for each, score in zip(explanations, results.scores, strict=True):
        assert each.total == pytest.approx(score, rel=1e-4)
        assert sum(part.score for part in each.parts) == pytest.approx(each.total, rel=1e-3)
        assert all(part.reason and part.score > 0 for part in each.parts)
        assert list(each.parts) == sorted(each.parts, key=lambda part: -part.score)
    assert explain(find(benchmarks(text="擅自打井取用地下水")))[0].parts[0].reason == "标题全文"
    assert explain(find(benchmarks(text="擅自取水", page=2, size=1)))[0].place == 2
    assert explain(find(SearchQuery())) == ()
