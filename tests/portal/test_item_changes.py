"""What changed between two editions, tier by tier."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from enforcement.models import EditionCitation
from portal.items.words_changed import changed_words
from tests.portal.factory import Tiers, make_edition, make_law, withdraw

OLD: Tiers = (("轻微", "首次占道", "处警告"), ("一般", "占用人行道", "处200元以上1000元以下罚款"), ("严重", "拒不改正", "处1000元以上2000元以下罚款"))
NEW: Tiers = (("较轻", "占道不足2平方米", "处500元罚款"), ("一般", "占用人行道", "处200元以上5000元以下罚款"), ("严重", "拒不改正", "处1000元以上2000元以下罚款"))


def changes(client: Client, on: str = "", status: int = 200) -> BeautifulSoup:
    response = client.get("/benchmarks/A1/changes/" + (f"?on={on}" if on else ""))
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def tiers(page: BeautifulSoup) -> dict[str, str]:
    return {" ".join(each.h3.get_text(" ").split()): " ".join(each.get_text(" ").split()) for each in page.select("section.change") if each.h3}


@pytest.mark.django_db
class TestPage:
    def test_says_for_each_tier_what_became_of_it(self, client: Client, site: None) -> None:
        make_edition("A1", tiers=OLD, begins=date(2020, 1, 1))
        make_edition("A1", tiers=NEW, begins=date(2024, 9, 3))
        page = changes(client)
        assert list(tiers(page)) == ["轻微 删去", "较轻 新增", "一般 修改", "严重 未变"]
        section = page.select("section.change--changed")[0]
        assert [each.get_text() for each in section.select("del")][0] == "［删去：1000元］" and "5000元" in section.select("ins")[0].get_text()
        assert "200元至1000元" in section.get_text() and "200元至5000元" in section.get_text()
        assert not page.select("section.change--same del, section.change--same ins")
        assert "新增1档、删去1档、修改1档、未变1档" in page.get_text()

    def test_every_pair_of_neighbours_has_an_address_and_the_history_leads_there(self, client: Client, site: None) -> None:
        for year, tier in ((2018, "处100元罚款"), (2020, "处200元罚款"), (2024, "处300元罚款")):
            make_edition("A1", tiers=(("一般", "占道", tier),), begins=date(year, 1, 1))
        assert "200元" in changes(client).get_text() and "100元" not in tiers(changes(client))["一般 修改"]
        earlier = changes(client, "2021-06-01")
        assert "100元" in tiers(earlier)["一般 修改"] and "300元" not in tiers(earlier)["一般 修改"]
        assert earlier.select('a[rel="next"]')[0]["href"] == "?on=2024-01-01"
        history = BeautifulSoup(client.get("/benchmarks/A1/").content, "html.parser").select(".history a[href*=changes]")
        assert [link["href"] for link in history] == ["/benchmarks/A1/changes/?on=2024-01-01", "/benchmarks/A1/changes/?on=2020-01-01"]

    def test_the_first_edition_has_nothing_to_be_compared_with(self, client: Client, site: None) -> None:
        make_edition("A1")
        changes(client, status=404)
        changes(client, "1999-01-01", status=404)

    def test_citations_and_other_words_are_compared_too(self, client: Client, site: None) -> None:
        make_edition("A1", act="占道堆物", begins=date(2020, 1, 1), remark="旧备注")
        later = make_edition("A1", act="占道堆放杂物", begins=date(2024, 1, 1), law=make_law("市容条例", "shirong2"))
        assert EditionCitation.objects.filter(edition=later).exists()
        text = " ".join(changes(client).get_text().split())
        assert "《城市市容管理条例》第三十六条第一款（处罚依据）" in text and "《市容条例》第三十六条第一款（处罚依据）" in text
        assert "违法行为、备注、法律依据有修改" in text

    def test_an_edition_published_again_as_it_was_says_so(self, client: Client, site: None) -> None:
        make_edition("A1", begins=date(2020, 1, 1))
        make_edition("A1", begins=date(2024, 1, 1))
        assert "内容没有变化" in changes(client).get_text()

    def test_what_was_withdrawn_is_not_compared(self, client: Client, site: None) -> None:
        make_edition("A1", begins=date(2018, 1, 1), tiers=(("一般", "占道", "处111元罚款"),))
        withdraw(make_edition("A1", begins=date(2020, 1, 1), tiers=(("一般", "占道", "处222元罚款"),)))
        make_edition("A1", begins=date(2024, 1, 1), tiers=(("一般", "占道", "处333元罚款"),))
        text = changes(client).get_text()
        assert "111元" in text and "333元" in text and "222元" not in text and "并不相连" in text
        assert client.get("/benchmarks/A1/changes/?on=2021-01-01").status_code == 410

    def test_text_of_officers_is_never_markup(self, client: Client, site: None) -> None:
        make_edition("A1", begins=date(2020, 1, 1), tiers=(("一般", "<b>旧</b>", "处1元罚款"),))
        make_edition("A1", begins=date(2024, 1, 1), tiers=(("一般", "<b>新</b><img src=x>", "处1元罚款"),))
        page = changes(client)
        assert not page.select("main b, main img") and "<b>" in page.get_text()


TEXTS = st.text("处罚款元以上下10万并、，。ab ", max_size=40)


@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_texts(before: str, after: str) -> None:
    pieces = changed_words(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "del") == after
    assert all(piece.text for piece in pieces) or not before + after


@given(TEXTS)
def test_what_stayed_is_not_marked(text: str) -> None:
    assert {piece.kind for piece in changed_words(text, text)} <= {"same"}


def test_a_figure_changes_as_a_whole() -> None:
    pieces = [(piece.kind, piece.text) for piece in changed_words("处1000元以上2000元以下罚款", "处1500元以上2000元以下罚款")]
    assert pieces == [("same", "处"), ("del", "1000元"), ("ins", "1500元"), ("same", "以上2000元以下罚款")]
