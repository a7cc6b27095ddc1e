"""Search page and catalogue: what is found, counted, narrowed, sorted; and what is said when search is away."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from search.indexer import drain
from tests.portal.factory import make_agency, make_edition, make_law

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(site: None) -> None:
    food = make_agency("云岭市市场监督管理局", "scjg")
    make_edition("C11", act="占用人行道堆放杂物", domain="市容")
    make_edition("C12", act="占用车行道摆摊经营", domain="市容")
    make_edition("F21", act="经营超过保质期的食品", agency=food, domain="食品安全", law=make_law("食品安全法", "shipin"), tiers=(
        ("一般", "货值不足1万元", "处5万元以上10万元以下罚款"),
    ))  # fmt: skip
    drain()


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def total(page: str) -> int:
    found = re.search(r"共<strong>([\d,]+)</strong>项", page)
    assert found
    return int(found[1].replace(",", ""))


def links(page: str, words: str) -> list[str]:
    return [unescape(address) for address, inner in re.findall(r'<a[^>]* href="([^"]*)"[^>]*>(.*?)</a>', page, re.S) if words in inner]


def test_catalogue_lists_everything_and_says_how(client: Client, catalogue: None) -> None:
    page = text_of(client, "/benchmarks/")
    assert total(page) == 3
    assert "按编码排列" in page and "截至" in page
    assert page.index("C11") < page.index("C12") < page.index("F21")


def test_a_facet_count_is_what_its_link_yields(client: Client, catalogue: None) -> None:
    page = text_of(client, "/benchmarks/")
    choices = re.findall(r'<a class="facet__choice[^"]*" href="([^"]*)".*?facet__count">([\d,]+)', page, re.S)
    assert len(choices) >= 6
    for address, count in choices:
        assert total(text_of(client, "/benchmarks/" + unescape(address))) == int(count)


def test_a_facet_count_is_what_its_link_yields_with_typed_bounds_too(client: Client, catalogue: None) -> None:
    """A band is counted without the bounds, so its link must not carry them along."""
    page = text_of(client, "/benchmarks/?fine_min=60000")
    choices = re.findall(r'<a class="facet__choice[^"]*" href="([^"]*)".*?facet__count">([\d,]+)', page, re.S)
    assert any("fine=" in address for address, _ in choices)
    for address, count in choices:
        assert total(text_of(client, "/benchmarks/" + unescape(address))) == int(count)


def test_chips_take_a_narrowing_back(client: Client, catalogue: None) -> None:
    page = text_of(client, "/benchmarks/?agency=scjg&fine_min=60000")
    assert total(page) == 1
    for words, wanted in (("执法机关：云岭市市场监督管理局", 1), ("罚款可达6万元以上", 1), ("全部去掉", 3)):
        [address] = links(page, words)
        assert total(text_of(client, "/benchmarks/" + address)) == wanted


def test_search_marks_what_was_asked_for(client: Client, catalogue: None) -> None:
    page = text_of(client, "/search/?q=保质期")
    assert total(page) == 1
    assert "<mark>保质期</mark>" in page and "按相关度排列" in page and 'value="保质期"' in page


def test_search_finds_agencies_too(client: Client, catalogue: None) -> None:
    assert 'href="/agencies/scjg/"' in text_of(client, "/search/?q=市场监督管理局&kind=agency")


def test_sorting_is_an_address(client: Client, catalogue: None) -> None:
    page = text_of(client, "/benchmarks/?sort=fine")
    assert "按罚款上限排列" in page and page.index("F21") < page.index("C11")


def test_without_a_question_the_box_stands_alone(client: Client, catalogue: None) -> None:
    page = text_of(client, "/search/")
    assert 'name="q"' in page and "共<strong>" not in page


def test_nothing_found_helps_on(client: Client, catalogue: None) -> None:
    page = text_of(client, "/search/?q=㊣㊣㊣&agency=scjg")
    assert "没有找到" in page and "去掉全部筛选条件" in page and "12345" in page


def test_pages_turn_and_the_last_is_the_last(client: Client, site: None) -> None:
    for number in range(45):
        make_edition(f"P{number:03d}", act=f"第{number}种行为")
    drain()
    first, last = text_of(client, "/benchmarks/"), text_of(client, "/benchmarks/?page=3")
    assert "第1页，共3页" in first and links(first, "下一页") == ["?page=2"] and not links(first, "上一页")
    assert links(last, "上一页") == ["?page=2"] and not links(last, "下一页")
    assert 'start="41"' in last
    assert "没有这么多页" in text_of(client, "/benchmarks/?page=9")


def test_an_outage_is_said_and_never_an_empty_result(client: Client, site: None) -> None:
    make_edition("C11")  # written, not indexed: there is no index at all
    for address in ("/search/?q=占道", "/benchmarks/"):
        response = client.get(address)
        page = response.content.decode()
        assert response.status_code == 503 and response["Retry-After"] and response["Cache-Control"] == "no-store"
        assert "检索暂时不可用" in page and "共<strong>0" not in page and "没有找到" not in page


@pytest.mark.parametrize("text", ["罚", "%_'\"<script>alert(1)</script>", "占" * 10_000, "😀", "\x00\x07", '"未闭合', "-" * 50, "\\", "AND OR NOT ( ["])
def test_odd_questions_are_answered(client: Client, catalogue: None, text: str) -> None:
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("query", ["page=0", "page=-3", "page=x", "page=99999999999", "fine_min=abc", "on=2026-13-45", "sort=none", "kind=none", "tiers=x", "agency=", "fine_min=5&fine_max=1"])
def test_odd_parameters_are_answered(client: Client, catalogue: None, query: str) -> None:
    assert client.get("/benchmarks/?" + query).status_code == 200
    assert client.get("/search/?q=占道&" + query).status_code == 200


def test_queries_do_not_grow_with_the_catalogue(client: Client, site: None, django_assert_max_num_queries: object) -> None:
    counts = []
    for batch in range(2):
        for number in range(10):
            make_edition(f"Q{batch}{number}", act=f"{batch}之{number}")
        drain()
        with django_assert_max_num_queries(14) as seen:  # type: ignore[operator]
            client.get("/benchmarks/")
        counts.append(len(seen))
    assert counts[0] == counts[1]
