"""Facet counts on the real catalogue: a value's count is what choosing it yields, whatever else of its facet is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.base import FACETS, EngineRequest
from search.ranking import build_clause
from tests.search.sample import Sample

TODAY = 20261102
CHOICES: list[dict[str, tuple[str, ...]]] = [
    {},
    {"agencies": ("scjg",)},
    {"agencies": ("scjg", "csgl")},
    {"agencies": ("scjg",), "tier_count": ("3", "4")},
    {"fine_band": ("10000",), "kind": ("benchmark",)},
    {"agencies": ("csgl",), "fine_band": ("1000", "50000"), "tier_count": ("3",)},
]


@pytest.mark.parametrize("filters", CHOICES, ids=str)
@pytest.mark.parametrize("fine", [(None, None), (5_000, 100_000)], ids=str)
def test_a_count_ignores_its_own_facet_and_no_other(sample: Sample, filters: dict[str, tuple[str, ...]], fine: tuple[int | None, int | None]) -> None:
    request = EngineRequest(filters=filters, fine=fine, on=TODAY, sort="code", size=1)
    facets = sample.engine.search(request).facets
    assert set(facets) == set(FACETS)
    for name in FACETS:
        for value, count in facets[name][:4]:
            alone = replace(request, status=value) if name == "status" else replace(request, filters={**filters, name: (value,)})  # type: ignore[arg-type]
            alone = replace(alone, fine=(None, None)) if name == "fine_band" else alone
            assert sample.engine.search(replace(alone, facets=False)).total == count, (name, value)


def test_several_values_of_a_facet_are_taken_together(sample: Sample) -> None:
    def total(**filters: tuple[str, ...]) -> int:
        return sample.engine.search(EngineRequest(filters=filters, on=TODAY, facets=False, size=1)).total

    one, other = total(tier_count=("3",)), total(tier_count=("4",))
    assert one and other and total(tier_count=("3", "4")) == one + other


def test_scores_fall_and_a_sorted_list_has_none(sample: Sample) -> None:
    query = replace(EngineRequest(on=TODAY, size=10), query=None)
    assert sample.engine.search(replace(query, sort="fine")).scores == ()
    answer = sample.engine.search(replace(query, query=build_clause(sample.understood("过期食品"))))
    assert len(answer.scores) == len(answer.keys) == 10 and list(answer.scores) == sorted(answer.scores, reverse=True)
