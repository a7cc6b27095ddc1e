"""When there is one clear answer, and what keeps there from being one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from search.instant import AHEAD, instant_answer
from search.query import SearchQuery
from search.results import Result, Results
from search.understanding import Correction, Understanding
from search.understanding.citations import Cited
from search.understanding.concepts import Concept
from search.understanding.intents import Intent
from search.understanding.named import Named

EXPIRED = Concept("过期食品", (("超过保质期", "食品"),))
DOG = Concept("养狗", (("犬只",),))


class Tiers(list[Any]):
    def all(self) -> Tiers:
        return self


def found(title: str, code: str = "A1", kind: str = "benchmark", name: str = "") -> Result:
    record = SimpleNamespace(pk=1, tiers=Tiers([SimpleNamespace(circumstance="货值不足1万元", standard="处5万元罚款")]), name=name)
    return Result(kind, code, title, "/", record, title, "")  # type: ignore[arg-type]


def results(meant: Understanding, *items: Result, scores: tuple[float, ...] = (), **asked: Any) -> Results:
    return Results(SearchQuery(**{"text": meant.text or "问", **asked}), len(items), items, meant=meant, scores=scores)


def asking(*concepts: Concept, **parts: Any) -> Understanding:
    return Understanding(**{"text": "".join(each.said for each in concepts) or "问", "concepts": concepts, **parts})


FOOD, OTHER = found("经营超过保质期的食品"), found("生产无标签的食品", "A2")


def test_far_ahead_and_all_of_it_there() -> None:
    answer = instant_answer(results(asking(EXPIRED), FOOD, OTHER, scores=(AHEAD * 10, 10.0)))
    assert answer is not None and answer.result is FOOD


@pytest.mark.parametrize(
    "doubtful",
    [
        results(asking(EXPIRED), FOOD, OTHER, scores=(AHEAD * 10 - 0.1, 10.0)),
        results(asking(EXPIRED), OTHER, FOOD, scores=(100.0, 10.0)),
        results(asking(EXPIRED, Concept("外星人", known=False)), FOOD, scores=(100.0,)),
        results(asking(EXPIRED, Concept("学校")), FOOD, scores=(100.0,)),
        results(asking(EXPIRED, correction=Correction("guoqi", "过期食品")), FOOD, scores=(100.0,)),
        results(asking(EXPIRED, excluded=("学校",)), FOOD, scores=(100.0,)),
        results(asking(EXPIRED, phrases=("食品",)), FOOD, scores=(100.0,)),
        results(asking(EXPIRED, narrowed={"laws": ("食品安全法",)}), FOOD, scores=(100.0,)),
        results(asking(EXPIRED), FOOD, scores=(100.0,), page=2),
        results(asking(EXPIRED), FOOD, scores=(100.0,), sort="fine"),
        results(asking(EXPIRED), FOOD, scores=(100.0,), status="past"),
        results(asking(EXPIRED), FOOD, scores=(100.0,), filters={"agencies": ("scjg",)}),
        results(asking(EXPIRED), FOOD, scores=(100.0,), fine=(1, None)),
        results(asking(EXPIRED), found("过期食品怎么办", kind="page"), scores=(100.0,)),
        results(asking(DOG), found("饲养犬只未接种疫苗"), scores=(100.0,)),
        results(asking(EXPIRED)),
        results(Understanding(), FOOD, scores=(100.0,)),
        results(asking(EXPIRED, codes=("a9",)), FOOD, scores=(100.0,)),
    ],
)  # fmt: skip
def test_a_doubt_leaves_the_list_alone(doubtful: Results) -> None:
    assert instant_answer(doubtful) is None


DRUNK, LEASH = Concept("醉驾", (("饮酒后驾驶",),)), Concept("遛狗不牵绳", (("未拴绳", "犬只"),))


@pytest.mark.parametrize(("said", "title"), [(DRUNK, "饮酒后驾驶机动车"), (LEASH, "未拴绳，致使犬只伤害他人")])
def test_a_graver_matter_is_not_answered_with_a_lesser_one_nor_a_lesser_with_a_graver(said: Concept, title: str) -> None:
    assert instant_answer(results(asking(said), found(title), scores=(100.0,))) is None


def test_a_matter_as_grave_as_the_question_is_clear() -> None:
    bitten = asking(LEASH, text="遛狗不牵绳咬伤人")
    assert instant_answer(results(bitten, found("未拴绳，致使犬只伤害他人"), scores=(100.0,)))


def test_a_code_and_a_whole_title_are_clear() -> None:
    assert instant_answer(results(asking(codes=("a1",)), FOOD, OTHER))
    titled = asking(text="经营，超过保质期的食品")
    assert instant_answer(results(titled, FOOD, OTHER))
    assert instant_answer(results(titled, FOOD, found("经营超过保质期的食品", "B7"))) is None


@pytest.mark.parametrize("shell", ["怎么罚", "凭什么罚", "凭什么罚我", "会拘留吗", "归谁管", "首违不罚吗", "罚多少钱？"])
def test_a_whole_title_is_clear_whatever_is_asked_about_it(shell: str) -> None:
    assert instant_answer(results(asking(text=f"经营超过保质期的食品{shell}"), FOOD, OTHER))
    assert instant_answer(results(asking(text=f"第一次经营超过保质期的食品{shell}"), OTHER, FOOD)) is None


def test_what_was_asked_is_answered_in_order() -> None:
    meant = asking(EXPIRED, intents=frozenset({Intent.FINE, Intent.BASIS, Intent.DETENTION}))
    answer = instant_answer(results(meant, FOOD, scores=(100.0,)))
    assert answer is not None and answer.asked == (Intent.DETENTION, Intent.BASIS, Intent.FINE)


MARKET = Named("市场监管局", ("scjg",), 0, 5)
POLICE = Named("交警", ("ga", "jj"), 0, 2)
LAW = Named("食安法", ("中华人民共和国食品安全法",), 0, 3)


@pytest.mark.parametrize(
    ("meant", "items", "wanted"),
    [
        (asking(agencies=(MARKET,)), [], ("agency", "scjg")),
        (asking(Concept("电话"), agencies=(MARKET,)), [FOOD], ("agency", "scjg")),
        (asking(agencies=(POLICE,)), [found("交警大队", "jj", "agency")], ("agency", "jj")),
        (asking(agencies=(POLICE,)), [found("水利局", "slj", "agency")], None),
        (asking(laws=(LAW,)), [FOOD], ("law", "中华人民共和国食品安全法")),
        (asking(Concept("电话"), laws=(LAW,)), [FOOD], None),
        (asking(EXPIRED, agencies=(MARKET,)), [], None),
        (asking(laws=(LAW,), agencies=(MARKET,)), [], None),
        (asking(laws=(LAW,), cited=(Cited("食安法124条", ("食品安全法",), 124, None, None, None, 0, 7),)), [], None),
    ],
)
def test_an_agency_or_a_law_named_alone(meant: Understanding, items: list[Result], wanted: tuple[str, str] | None) -> None:
    answer = instant_answer(results(meant, *items))
    assert (answer and (answer.kind, answer.key)) == wanted
