"""What was asked, read from an address: odd input is never an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from content.thesaurus.meaning import Meaning
from search.find import find
from search.lexicon import Lexicon
from search.query import LONGEST_TEXT, SearchQuery, clean_text
from search.understanding import understand
from search.understanding.agency_names import AgencyNames
from search.understanding.knowledge import Knowledge
from search.understanding.law_names import LawNames
from search.understanding.sayings import Sayings
from tests.search.catalogue import fill

KNOWN = Knowledge(
    LawNames([("中华人民共和国食品安全法", ["食安法"])]), AgencyNames([("slj", ["桦岭市水利局", "水利局"])]),
    Sayings([Meaning(("过期食品", "欠…工资"), (("超过保质期",), ("拖欠", "工资")))]),
    Lexicon({"过期": 3, "食品": 9, "过期食品": 5, "保质期": 2, "广场": 4, "拖欠": 2, "工资": 3, "占道": 2, "经营": 7}),
)  # fmt: skip
ODD = [
    "", " ", "罚", "罚款", "%_'\"<script>alert(1)</script>", "水" * 10_000, "a" * 10_000, "水 法 " * 3_000, "😀🇨🇳👨‍👩‍👧", "\x00\x01\x1f\x7f",
    '"倾倒', "'垃圾", "(", ")", "((())", "[", "{}", "a AND b", "NOT", "*", "?", "~", "^2", "a:b", "code:*", "+-&&||!", "\\", "\\u0000", "/.*/",
    "\u202e反向", "\ufeff水", "\u3000水\u3000法\u3000", "İstanbul", "ﷺ", "e\u0301", "１２３", "二〇二四", "\ud83d", "-1", "null", "None",
]  # fmt: skip


def parse(address: str, **fixed: str) -> SearchQuery:
    return SearchQuery.parse(QueryDict(address), **fixed)


def asked(text: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data["q"] = text
    return data


@pytest.mark.django_db
def test_odd_questions_are_answered(tmp_path: Path) -> None:
    fill(tmp_path)
    for text in ODD:
        results = find(SearchQuery.parse(asked(text)))
        assert results.total >= len(results.items) >= 0
        assert find(SearchQuery(text=clean_text(text), filters={"kind": ("benchmark",)})).total <= results.total
        assert len(results.query.text) <= LONGEST_TEXT


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "tiers=²", "tiers=９", "tiers=-1", "tiers=99999999999999999999999", "tiers=二", "tiers=2&tiers=x", "kind=%00", "kind=nothing", "agency=%ff",
        "agency=" + "长" * 5000, "law=<b>", "domain='", "&".join(f"law={n}" for n in range(500)), "page=0", "page=-1", "page=999999999999", "page=x",
        "fine_min=x", "fine_min=-5", "fine_min=999999999999", "fine_max=0", "fine_min=9&fine_max=1", "fine_min=１２", "on=x", "on=0000-00-00",
        "on=9999-12-31", "on=0001-01-01", "on=2024-02-30", "sort=nothing", "sort=fine&q=%E6%B0%B4", "sort=relevance", "q=1&q=2", "size=9999",
    ],
)  # fmt: skip
def test_odd_addresses_are_answered(address: str, tmp_path: Path) -> None:
    fill(tmp_path)
    results = find(parse(address))
    assert results.total >= 0
    assert results.pages >= 1


@given(st.text(max_size=400))
def test_any_text_makes_a_request(text: str) -> None:
    assert SearchQuery(text=text).request(understand(text, KNOWN)).sort in ("relevance", "code")


@given(
    st.text(max_size=60), st.dictionaries(st.sampled_from(["agency", "law", "domain", "tiers"]), st.lists(st.text(max_size=8), max_size=3), max_size=3),
    st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9), st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["relevance", "code", "fine", "newest"]), st.integers(1, 400),
)  # fmt: skip
def test_an_address_says_the_whole_question(
    text: str, filters: dict[str, list[str]], low: int | None, high: int | None, on: date | None, sort: str, page: int
) -> None:
    data = asked(text)
    for name, values in filters.items():
        data.setlist(name, values)
    for name, value in (("fine_min", low), ("fine_max", high), ("on", on), ("sort", sort), ("page", page)):
        if value is not None:
            data[name] = str(value)
    query = SearchQuery.parse(data)
    assert parse(query.address(page=query.page).removeprefix("?")) == query
    assert query.address().count("page=") == 0


def test_parameters() -> None:
    query = parse("q=%E5%9E%83%E5%9C%BE&agency=slj&agency=scjg&agency=slj&law=a&tiers=3&fine_min=100&fine_max=5000&on=2024%E5%B9%B49%E6%9C%883%E6%97%A5&sort=fine&page=2")
    assert query.text == "垃圾"
    assert query.filters == {"agencies": ("slj", "scjg"), "laws": ("a",), "tier_count": ("3",)}
    assert (query.fine, query.on, query.sort, query.page) == ((100, 5000), date(2024, 9, 3), "fine", 2)
    assert parse("kind=agency", kind="benchmark").filters == {"kind": ("benchmark",)}


def test_order_follows_the_question() -> None:
    assert (parse("").sort, parse("q=%E6%B0%B4").sort) == ("code", "relevance")
    assert SearchQuery().request(understand("", KNOWN)).sort == "code"
    assert parse("q=+%E6%B0%B4%0A%09+%E6%B3%95+").text == "水 法"


def test_toggling_a_filter() -> None:
    query = parse("agency=a&agency=b&law=l")
    assert query.toggled("agencies", "a") == {"laws": ("l",), "agencies": ("b",)}
    assert query.toggled("agencies", "c") == {"laws": ("l",), "agencies": ("a", "b", "c")}
    assert query.toggled("laws", "l") == {"agencies": ("a", "b")}
