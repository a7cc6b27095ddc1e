"""The calculator through its address: questions, answers, outcomes, mistakes."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.portal.factory import Tiers, make_edition, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

WORDS: Tiers = (("轻微", "有电子证照可核验", "处20元罚款"), ("一般", "无电子证照，身份可查", "处50元罚款"), ("较重", "拒绝提供身份", "处200元罚款"))
MIXED: Tiers = (
    ("较轻", "货架上过期食品不足5件，过期不足10日，未售出", "处5万元以上6万元以下罚款"),
    ("一般", "过期食品5件以上不足30件，或者售出1件", "处6万元以上7万元以下罚款"),
    ("较重", "过期食品30件以上，或者过期60日以上", "处7万元以上10万元以下罚款"),
)
LATE: Tiers = (("较轻", "逾期不超过30日", "处100元罚款"), ("一般", "逾期超过30日不超过3个月", "处200元罚款"), ("较重", "逾期满1年", "处900元罚款"))


def calculator(client: Client, status: int = 200, **answers: str) -> BeautifulSoup:
    response = client.get("/benchmarks/A1/calculator/" + (f"?{urlencode(answers, doseq=True)}" if answers else ""))
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def title(page: BeautifulSoup) -> str:
    found = page.select_one("#outcome")
    return " ".join(found.get_text().split()) if found else ""


def tiers(page: BeautifulSoup) -> list[str]:
    return [heading.get_text() for heading in page.select(".outcome__tier h3")]


def questions(page: BeautifulSoup) -> list[str]:
    return [each.get_text() for each in page.select(".question__words")]


@pytest.mark.parametrize(("area", "tier", "range_"), [
    ("0", "较轻", "500元至2000元"), ("1.99", "较轻", "500元至2000元"), ("2", "一般", "2000元至1万元"), ("9.5", "一般", "2000元至1万元"), ("10", "严重", "1万元至5万元"),
    ("１０", "严重", "1万元至5万元"), ("一百", "严重", "1万元至5万元"), ("3平方米", "一般", "2000元至1万元"),
])  # fmt: skip
def test_where_one_measure_tells_tiers_apart_a_figure_is_asked_and_the_tier_follows(client: Client, area: str, tier: str, range_: str) -> None:
    make_edition("A1")
    assert questions(calculator(client)) == ["占道面积多少平方米？"]
    page = calculator(client, q1=area)
    assert title(page) == f"参照“{tier}”这一档" and tiers(page) == [tier]
    assert range_ in page.select_one(".outcome").get_text()  # type: ignore[union-attr]


def test_the_outcome_names_its_sources_and_is_no_decision(client: Client) -> None:
    edition = make_edition("A1")
    outcome = calculator(client, q1="3").select_one(".outcome")
    assert outcome is not None and edition.instrument is not None
    text = " ".join(outcome.get_text().split())
    assert "不是处罚决定" in text and edition.instrument.document_no in text and "占道面积2平方米以上不足10平方米" in text
    assert {str(link["href"]).split("?")[0].split("#")[0] for link in outcome.select("a")} == {"/benchmarks/A1/", "/laws/shirong/"}


def test_without_anything_to_measure_the_circumstances_are_choices(client: Client) -> None:
    make_edition("A1", tiers=WORDS)
    page = calculator(client)
    assert questions(page) == ["下列哪种情形最接近？"]
    assert [label.get_text() for label in page.select(".choice label")] == [*(circumstance for _, circumstance, _ in WORDS), "都不是"]
    assert tiers(calculator(client, c="1")) == ["一般"] and "200元" in calculator(client, c="2").select_one(".outcome").get_text()  # type: ignore[union-attr]
    assert title(calculator(client, c="none")) == "没有一档完全符合"


def test_several_measures_are_each_asked_and_the_rest_may_be_ticked(client: Client) -> None:
    make_edition("A1", tiers=MIXED)
    page = calculator(client)
    assert questions(page) == ["过期食品多少件？", "过期多少日？", "还有下列情形吗？"]
    assert [label.get_text() for label in page.select(".choice label")] == ["未售出", "售出1件"]
    assert tiers(calculator(client, q1="3", q2="5", c="0")) == ["较轻"]
    assert tiers(calculator(client, q1="10", q2="5")) == ["一般"]
    assert tiers(calculator(client, q1="3", q2="60")) == ["较重"]


def test_two_tiers_that_fit_are_both_shown(client: Client) -> None:
    make_edition("A1", tiers=MIXED)
    page = calculator(client, q1="40", q2="5", c="1")
    assert title(page) == "同时符合2档的条件" and tiers(page) == ["一般", "较重"]


def test_what_is_still_asked_for_is_said(client: Client) -> None:
    make_edition("A1", tiers=MIXED)
    page = calculator(client, q1="3", q2="5")
    assert "最接近“较轻”" in title(page) and "未售出" in page.select_one(".outcome .facts").get_text()  # type: ignore[union-attr]


def test_a_figure_between_two_tiers_shows_both(client: Client) -> None:
    make_edition("A1", tiers=LATE)
    page = calculator(client, q1="200")
    assert title(page) == "没有一档完全符合" and tiers(page) == ["一般", "较重"]
    assert "一个月按30日、一年按365日估算" in page.get_text()


def test_months_and_years_are_reckoned_in_the_unit_asked_for(client: Client) -> None:
    make_edition("A1", tiers=LATE)
    assert [tiers(calculator(client, q1=days)) for days in ("30", "31", "90", "365")] == [["较轻"], ["一般"], ["一般"], ["较重"]]


@pytest.mark.parametrize(("answers", "message", "field"), [
    ({"q1": "很多", "q2": ""}, "过期食品多少件：请填数字", "q1"), ({"q1": "1.5"}, "请填整数", "q1"), ({"q1": "-3"}, "请填数字", "q1"), ({"q2": "9" * 30}, "数字过大", "q2"),
    ({"q1": "", "q2": ""}, "请至少回答一个问题", "q1"), ({"q1": "<script>"}, "请填数字", "q1"), ({"q1": "１e５"}, "请填数字", "q1"),
])  # fmt: skip
def test_mistakes_are_summed_up_and_lead_to_their_field(client: Client, answers: dict[str, str], message: str, field: str) -> None:
    make_edition("A1", tiers=MIXED)
    page = calculator(client, 200, **answers)
    summary = page.select_one(".error-summary")
    assert summary is not None and message in summary.get_text() and not page.select(".outcome")
    (link,) = summary.select("a")
    target = page.find(id=str(link["href"]).removeprefix("#"))
    assert target is not None and target["name"] == field and target["aria-invalid"] == "true"
    assert any(message in page.find(id=each).get_text() for each in str(target["aria-describedby"]).split())  # type: ignore[union-attr]
    assert page.title is not None and page.title.get_text().startswith("有错误：")
    assert not page.select("main script")


def test_no_choice_is_a_mistake_that_leads_to_the_choices(client: Client) -> None:
    make_edition("A1", tiers=WORDS)
    page = calculator(client, c="")
    assert "请选择一种情形" in page.select_one(".error-summary").get_text()  # type: ignore[union-attr]
    assert page.find(id="c0") is not None


def test_answers_stay_in_the_form_and_nothing_of_them_is_kept(client: Client) -> None:
    make_edition("A1", tiers=MIXED)
    response = client.get("/benchmarks/A1/calculator/?q1=3&c=1")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find(id="q1")["value"] == "3" and page.find(id="c1").has_attr("checked") and not page.find(id="c0").has_attr("checked")  # type: ignore[index, union-attr]
    assert "no-store" in response["Cache-Control"] and page.select('meta[name="robots"][content="noindex"]')


@pytest.mark.parametrize("odd", ["c=99", "c=x&c=-1", "q1=%00", "q9=1&c=0", "c=" + "1" * 5000, "q1=" + "9" * 5000, "on=never&q1=3", "q1=3&q1=4&c=0&c=0", "q1=%F0%9F%92%A9"])
def test_odd_addresses_are_answered(client: Client, odd: str) -> None:
    make_edition("A1", tiers=MIXED)
    assert client.get(f"/benchmarks/A1/calculator/?{odd}").status_code == 200


def test_leniency_of_the_tier_that_came_out_only(client: Client) -> None:
    tiers_ = (("轻微", "占道面积不足1平方米", "可以不予处罚"), ("一般", "占道面积1平方米以上", "处500元罚款"))
    make_edition("A1", tiers=tiers_)
    assert "不是一定不罚" in calculator(client, q1="0.5").select_one(".outcome").get_text()  # type: ignore[union-attr]
    assert "不予处罚" not in calculator(client, q1="2").select_one(".outcome").get_text()  # type: ignore[union-attr]


def test_asks_by_the_edition_of_the_day(client: Client) -> None:
    make_edition("A1", tiers=WORDS, begins=date(2020, 1, 1))
    make_edition("A1", begins=date(2024, 9, 3))
    page = calculator(client, on="2021-05-01")
    assert questions(page) == ["下列哪种情形最接近？"] and "历史版本" in page.get_text()
    assert page.select_one('input[name="on"]')["value"] == "2021-05-01"  # type: ignore[index]
    assert tiers(calculator(client, on="2021-05-01", c="0")) == ["轻微"]
    assert questions(calculator(client)) == ["占道面积多少平方米？"]
    calculator(client, status=404, on="1999-01-01")


def test_one_tier_leaves_nothing_to_ask_and_what_is_withdrawn_is_gone(client: Client) -> None:
    edition = make_edition("A1", tiers=(("一般", "占道", "处500元罚款"),))
    assert not calculator(client).select("form.questions") and "不需要回答问题" in calculator(client).get_text()
    assert not BeautifulSoup(client.get("/benchmarks/A1/").content, "html.parser").select("a[href*=calculator]")
    withdraw(edition)
    calculator(client, status=410)
