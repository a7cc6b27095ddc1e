"""Suggestions: what may be meant by a beginning, from what is published alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from content.thesaurus.entry import ThesaurusEntry
from content.thesaurus.write import LOADED, write_entries
from enforcement.models import LawAlias
from search.indexer import drain, rebuild
from search.suggestions import KINDS, suggest
from search.suggestions.names import Name, Names
from tests.portal.factory import make_agency, make_edition, make_law, withdraw

NAMES = Names(
    Name(kind, said, key)
    for key, (kind, said) in enumerate(
        [("saying", "过期食品"), ("saying", "过期药"), ("saying", "占道经营"), ("law", "食品安全法"), ("law", "食品安全法实施条例"),
         ("law", "道路交通安全法"), ("agency", "桦岭市城市管理行政执法局"), ("agency", "城管"), ("saying", "电动车没3c")]
    )  # fmt: skip
)


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("过期", "过期药", ["过期食品"]), ("过期食", "过期食品", []), ("食品安全", "食品安全法", ["食品安全法实施条例"]),
        ("交通安全", "道路交通安全法", []), ("guoqi", "过期药", ["过期食品"]), ("guoqish", "过期食品", []), ("guo qi shi", "过期食品", []),
        ("gqsp", "过期食品", []), ("shipin", "食品安全法", ["过期食品"]), ("spaqf", "食品安全法", []), ("ＧＱＳＰ", "过期食品", []),
        ("《食品安全法", "食品安全法", []), ("3C", "电动车没3c", []), ("chengguan", "城管", []), ("城市管理", "桦岭市城市管理行政执法局", []),
    ],
)  # fmt: skip
def test_a_beginning_a_middle_a_sound_or_initials(typed: str, first: str, others: list[str]) -> None:
    found = [name.said for _, name in NAMES.matching(typed)]
    assert found[0] == first and set(others) <= set(found)


@pytest.mark.parametrize("typed", ["", " ", "、", "'", "'''", "zz", "q", "没有这个", "\n", "\x00", "uoqi"])
def test_what_begins_nothing(typed: str) -> None:
    """A sound begins at a syllable: uoqi is within 过期 and begins nothing."""
    assert not list(NAMES.matching(typed))


@given(st.lists(st.text(alphabet="食品安全法过期药a1 'ü\n", min_size=1, max_size=6), max_size=12), st.text(alphabet="食品安全过期ashpin1 '", max_size=5))
def test_every_name_that_holds_the_text_is_found_once(said: list[str], typed: str) -> None:
    names = [Name("saying", each, place) for place, each in enumerate(said)]
    found = [name for _, name in Names(names).matching(typed)]
    assert len(found) == len(set(found))
    if bare := "".join(sign for sign in typed.lower() if sign.isalnum()):
        assert {name for name in names if bare in "".join(sign for sign in name.said.lower() if sign.isalnum()) and "'" not in typed + name.said} <= set(found)


@pytest.fixture
def city(site: None) -> None:
    food = make_agency("云岭市市场监督管理局", "scjg")
    law = make_law("中华人民共和国食品安全法", "shipin")
    LawAlias.objects.create(law=law, name="食安法")
    make_law("噪声污染防治法", "zaosheng", replaced_by=law, replaced_on=date(2026, 1, 1))
    make_edition("F21", act="经营超过保质期的食品", agency=food, law=law)
    make_edition("F22", act="经营无标签的食品", agency=food, law=law)
    make_edition("C11", act="占用人行道堆放杂物")
    make_edition("C12", act="占用人行道停车")
    make_edition("P12", act="占用人行道停车", agency=make_agency("云岭市公安局", "ga"))
    write_entries(
        [ThesaurusEntry(said=said, means=means) for said, means in (("过期食品 | 食品过期", "超过保质期 + 食品"), ("过期火箭", "火箭燃料"), ("占…摆摊", "占用人行道"))],
        [], LOADED,
    )  # fmt: skip
    rebuild()


@pytest.fixture
def site(db: None) -> None:
    from tests.portal.factory import home

    home()


def texts(typed: str, **asked: object) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in suggest(typed, **asked)]  # type: ignore[arg-type]


WANTED = {
    "过期": ("saying", "过期食品"), "guoqishipin": ("saying", "过期食品"), "保质": ("benchmark", "经营超过保质期的食品"),
    "人行道": ("benchmark", "占用人行道堆放杂物"), "食品安": ("law", "食品安全法"), "食安": ("law", "食品安全法"), "c11": None, "C111": None,
    "市场监": ("agency", "云岭市市场监督管理局"), "shichangjiandu": ("agency", "云岭市市场监督管理局"), "噪声": ("law", "噪声污染防治法"),
    "人行道 杂物": ("benchmark", "占用人行道堆放杂物"), "过期食品卖给别人了怎么办": ("benchmark", "经营超过保质期的食品"),
}  # fmt: skip


def test_what_is_suggested(city: None) -> None:
    for typed, wanted in WANTED.items():
        found = texts(typed)
        assert wanted in found if wanted else not found, (typed, found)


def test_a_saying_that_finds_nothing_is_not_offered(city: None) -> None:
    assert ("saying", "过期火箭") not in texts("过期")
    make_edition("H1", act="运输火箭燃料")
    drain()
    assert ("saying", "过期火箭") in texts("过期")


def test_a_saying_with_gaps_is_no_text_to_offer(city: None) -> None:
    assert not any("…" in text for _, text in texts("占"))


def test_an_act_of_two_agencies_is_asked_for_and_one_of_one_is_opened(city: None) -> None:
    addresses = {each.text: each.address for each in suggest("占用人行道")}
    assert addresses["占用人行道停车"] == "" and addresses["占用人行道堆放杂物"] == "/benchmarks/C11/"


def test_what_was_withdrawn_is_suggested_no_more_not_even_before_the_index_knows(city: None) -> None:
    edition = make_edition("W1", act="销售来历不明的水产品")
    drain()
    assert texts("来历不明") == [("benchmark", "销售来历不明的水产品")]
    withdraw(edition)
    assert not texts("来历不明")


def test_a_replaced_law_says_so(city: None) -> None:
    [found] = [each for each in suggest("噪声污染") if each.kind == "law"]
    assert "已被替代" in found.detail


def test_no_more_than_eight_no_doubles_and_none_without_acts(city: None) -> None:
    for number in range(20):
        make_edition(f"M{number}", act=f"食品经营者第{number}种行为")
    drain()
    found = texts("食品")
    assert len(found) == len(set(found)) == 8 and {kind for kind, _ in found} >= {"saying", "benchmark", "law"}
    assert not any(kind == "benchmark" for kind, _ in texts("食品", acts=False))
    assert len(texts("食品", most=3)) == 3


def test_kinds_stand_together(city: None) -> None:
    kinds = [kind for kind, _ in texts("食品")]
    assert len([place for place, kind in enumerate(kinds) if not place or kinds[place - 1] != kind]) == len(set(kinds)) and set(kinds) <= set(KINDS)


def test_the_address_answers_in_groups_and_keeps_nothing(city: None, client: Client) -> None:
    response = client.get("/search/suggest", {"q": "食品安"})
    assert response["Content-Type"] == "application/json" and response["Cache-Control"] == "public, max-age=60" and response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    [law] = [group for group in response.json()["groups"] if group["kind"] == "law"]
    assert law["label"] == "法律法规" and law["suggestions"] == [{"text": "食品安全法", "address": "/laws/shipin/"}]
    assert client.post("/search/suggest", {"q": "食品"}).status_code == 405


ODD = ["", " ", "罚", "%_'\"<script>", "占" * 10_000, "😀", "\x00\x07", '"未闭合', "-" * 50, "\\", "罚款", "a" * 3_000, "法律:", "1" * 500, "\ud83d", "İ", "'" * 40]


def test_odd_beginnings_are_answered(city: None, client: Client) -> None:
    for typed in ODD:
        response = client.get("/search/suggest", {"q": typed.encode("utf-8", "replace")})
        assert response.status_code == 200 and isinstance(response.json()["groups"], list), typed
        assert isinstance(suggest(typed), list)


def test_while_search_is_away_names_remain(site: None, client: Client) -> None:
    make_agency("云岭市水利局", "slj")
    make_edition("A1", act="水库里游泳")  # there is no index at all
    response = client.get("/search/suggest", {"q": "水"})
    assert [group["kind"] for group in response.json()["groups"]] == ["agency"]


def test_suggesting_asks_no_more_of_the_database_with_more_records(city: None, django_assert_max_num_queries: object) -> None:
    suggest("食品")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        suggest("食品安")
