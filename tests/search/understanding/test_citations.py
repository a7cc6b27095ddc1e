"""Provisions in every written form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.notation.numerals import to_chinese
from search.understanding import understand
from search.understanding.citations import Cited
from tests.search.sample import known

FOOD, ROAD = "中华人民共和国食品安全法", "中华人民共和国道路交通安全法"


def cited(text: str) -> tuple[Cited, ...]:
    return understand(text, known()).cited


def place(each: Cited) -> tuple[int, int | None, int | None, int | None]:
    return each.article, each.sub, each.paragraph, each.item


@pytest.mark.parametrize(
    "text",
    [
        "食品安全法124条", "食品安全法第124条", "食品安全法第一百二十四条", "食安法124条", "食安法第一百二十四条", "《食品安全法》第124条",
        "中华人民共和国食品安全法第124条", "《中华人民共和国食品安全法》第一百二十四条", "食品安全法第１２４条", "食品安全法 第 124 条",
        "食品安全法第一二四条", "食品安全法一二四条", "食品安全法第一百二十四條", "食品安全法的第124条", "食品安全法里第124条",
        "124条 食品安全法", "124条食品安全法", "违反食品安全法怎么罚，124条", "根据食品安全法 罚款 第124条",
    ],
)  # fmt: skip
def test_one_article_in_every_form(text: str) -> None:
    assert [(each.laws, place(each)) for each in cited(text)] == [((FOOD,), (124, None, None, None))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("食安法第124条第1款", (124, None, 1, None)),
        ("食品安全法第一百二十四条第一款", (124, None, 1, None)),
        ("食品安全法124条1款", (124, None, 1, None)),
        ("食品安全法第124条第一款第二项", (124, None, 1, 2)),
        ("食品安全法第124条第一款第（二）项", (124, None, 1, 2)),
        ("食品安全法124条1款(2)项", (124, None, 1, 2)),
        ("食品安全法第124条第(五)项", (124, None, None, 5)),
        ("食品安全法第一百二十四条之一", (124, 1, None, None)),
        ("食品安全法第124条之二第3款", (124, 2, 3, None)),
        ("食品安全法第 一百二十四 条 第 一 款", (124, None, 1, None)),
    ],
)
def test_paragraphs_items_and_inserted_articles(text: str, wanted: tuple[int, int | None, int | None, int | None]) -> None:
    assert [(each.laws, place(each)) for each in cited(text)] == [((FOOD,), wanted)]


def test_two_provisions_each_with_its_law() -> None:
    assert [(each.laws, each.article) for each in cited("食品安全法第124条和道交法第91条")] == [((FOOD,), 124), ((ROAD,), 91)]
    assert [(each.laws, each.article) for each in cited("食品安全法第一百二十四条、第一百二十五条")] == [((FOOD,), 124), ((FOOD,), 125)]


@pytest.mark.parametrize("text", ["124条", "第一百二十四条", "依据第124条罚款"])
def test_an_article_whose_law_is_not_said(text: str) -> None:
    assert [(each.laws, each.article) for each in cited(text)] == [((), 124)]


@pytest.mark.parametrize(
    "text",
    ["吃了一条鱼", "三条烟", "一条狗咬人", "条件", "第三者", "违反本条例第十四条规定", "该法第三十条", "面条", "便条", "0条", "一二三", "第条", "萝卜条", "金条3000克", "五千条短信"],
)  # fmt: skip
def test_what_cites_nothing(text: str) -> None:
    assert cited(text) == ()


def test_a_citation_is_no_matter_and_no_sum() -> None:
    meant = understand("食品安全法第一百二十四条第一款 过期 罚5万", known())
    assert [concept.said for concept in meant.concepts] == ["过期"]
    assert [(money.low, money.high) for money in meant.money] == [(50_000, 50_000)]
    assert meant.laws == ()


@given(st.integers(1, 1260), st.booleans(), st.booleans(), st.sampled_from(["", " ", "第", " 第 "]))
def test_figures_and_numerals_are_one(article: int, chinese: bool, spaced: bool, before: str) -> None:
    figure = to_chinese(article) if chinese else str(article)
    found = cited(f"食品安全法{before}{figure}{' ' if spaced else ''}条")
    if article < 10 and chinese and "第" not in before:
        assert found == ()  # 一条 may be anything
    else:
        assert [(each.laws, each.article) for each in found] == [((FOOD,), article)]


@given(st.text(alphabet="第一二三百千零〇1290条條款项之（）() 本法食品安全", max_size=30))
def test_no_heap_of_figures_fails(text: str) -> None:
    for each in cited(text):
        assert 0 < each.article < 2000
        assert each.end > each.start
