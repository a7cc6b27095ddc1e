"""What the page of an item says beside its text: drawings, leniency, citing, related items, data for machines."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone
from lxml import etree

from enforcement.models import Edition
from enforcement.penalties.amounts import parse_amounts
from portal.items.chart import Chart, charts
from portal.items.fines import Measure
from portal.items.leniency import leniencies
from search.engines import forget_engines
from search.indexer import drain
from tests.portal.factory import Tiers, make_agency, make_edition, make_law, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def page_of(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text().split())


def drawn(*standards: str) -> tuple[Chart, ...]:
    tiers: list[tuple[str, tuple[Measure, ...]]] = [(f"第{place}档", parse_amounts(text)) for place, text in enumerate(standards, 1)]
    return charts(tiers)


class TestChart:
    def test_a_bar_for_each_tier_on_one_axis_with_words_for_who_cannot_see(self, client: Client) -> None:
        make_edition("A1")
        (figure,) = page_of(client, "/benchmarks/A1/").select("figure.chart")
        svg = figure.select("svg")[0]
        assert svg.get("role") == "img"
        named = {element.get("id"): element.text for element in svg.select("title, desc")}
        assert all(named[each] for each in str(svg["aria-labelledby"]).split())
        assert "较轻500元至2000元；一般2000元至1万元；严重1万元至5万元" in "".join(named.values())
        starts = [float(str(bar["x"])) for bar in svg.select("rect")]
        ends = [float(str(bar["x"])) + float(str(bar["width"])) for bar in svg.select("rect")]
        assert starts == sorted(starts) and starts[1:] == pytest.approx(ends[:-1], abs=0.2)
        assert [tick.text for tick in svg.select("text.chart__tick")] == ["0元", "1万元", "2万元", "3万元", "4万元", "5万元"]
        assert not svg.select("[style]")

    def test_one_drawing_for_each_unit(self) -> None:
        found = drawn("处5万元以上6万元以下罚款", "处6万元以上10万元以下罚款", "处货值金额10倍以上15倍以下罚款", "处货值金额15倍以上20倍以下罚款")
        assert [chart.title for chart in found] == ["罚款", "罚款，按货值金额的倍数"]
        assert [row.text for row in found[0].rows] == ["5万元至6万元", "6万元至10万元", "另行计算，见下表", "另行计算，见下表"]
        per = drawn("处每平方米50元以上100元以下罚款", "处每平方米100元以上200元以下罚款")
        assert [chart.title for chart in per] == ["罚款，每平方米"]
        whom = drawn("对单位处1万元以上2万元以下罚款，对个人处200元以上500元以下罚款", "对单位处2万元以上3万元以下罚款，对个人处500元以上900元以下罚款")
        assert sorted(chart.title for chart in whom) == ["罚款（个人）", "罚款（单位）"]

    @pytest.mark.parametrize("standards", [(), ("警告",), ("处200元罚款", "处200元罚款"), ("处1万元以下罚款",), ("警告", "处1000元罚款", "责令停业")])
    def test_nothing_where_there_is_nothing_to_compare(self, standards: tuple[str, ...]) -> None:
        assert drawn(*standards) == ()

    def test_no_upper_end_runs_out_of_the_drawing_and_a_fixed_sum_is_a_point(self) -> None:
        (chart,) = drawn("处200元罚款", "处500元以上1000元以下罚款", "处1000元以上罚款")
        fixed, range_, open_ = (row.bars[0] for row in chart.rows)
        assert fixed.fixed and not range_.fixed and open_.open and open_.x + open_.width == chart.width - 6

    @pytest.mark.parametrize("top", ["1", "3", "15", "99", "200", "1001", "5000", "123456", "2000000", "99999999", "0.5", "0.05"])
    def test_the_axis_has_few_round_ticks_and_holds_every_bar(self, top: str) -> None:
        low = Decimal(top) / 2
        (chart,) = drawn(f"处{low:f}元以下罚款", f"处{low:f}元以上{Decimal(top):f}元以下罚款")
        assert 2 <= len(chart.ticks) <= 6
        assert all(bar.x >= 0 and bar.x + bar.width <= chart.width for row in chart.rows for bar in row.bars)


class TestLeniency:
    MUST: Tiers = (("轻微", "违法行为轻微并及时改正，没有造成危害后果", "不予处罚"), ("一般", "造成后果", "处500元罚款"))
    MAY: Tiers = (("轻微", "初次违法且危害后果轻微并及时改正", "可以不予行政处罚"), ("一般", "造成后果", "处500元罚款"))

    def test_must_and_may_are_never_mixed(self, client: Client) -> None:
        make_edition("A1", tiers=self.MUST)
        make_edition("A2", tiers=self.MAY)
        must, may = (page_of(client, f"/benchmarks/{each}/").select(".answer .leniency") for each in ("A1", "A2"))
        assert len(must) == len(may) == 1
        assert "应当不罚" in words(must[0]) and "可以不" not in words(must[0]) and self.MUST[0][1] in words(must[0])
        assert "可以不罚" in words(may[0]) and "应当" not in words(may[0]) and "不是一定不罚" in words(may[0]) and self.MAY[0][1] in words(may[0])

    def test_nothing_is_promised_that_no_standard_says(self, client: Client) -> None:
        make_edition("A1", tiers=(("轻微", "首次违法，及时改正", "处警告"), ("一般", "造成后果", "处500元罚款")), remark="首次不予处罚")
        assert not page_of(client, "/benchmarks/A1/").select(".leniency")

    @pytest.mark.parametrize(("standard", "must"), [
        ("不予处罚", [True]), ("依法不予行政处罚", [True]), ("免予处罚", [True]), ("可以不予处罚", [False]), ("可不予行政处罚", [False]),
        ("首次且及时改正的，可以不予处罚；没有主观过错的，不予处罚", [False, True]), ("不适用不予处罚", []), ("不符合不予处罚情形，处1000元罚款", []),
        ("处1000元罚款", []), ("不予处罚情形以外的，处200元罚款", []), ("", []),
    ])  # fmt: skip
    def test_reads_the_standard_clause_by_clause(self, standard: str, must: list[bool]) -> None:
        assert [each.must for each in leniencies([("轻微", "条件", standard)])] == must


class TestCiting:
    def test_a_sentence_and_a_link_that_keep_showing_these_words(self, client: Client, settings: object) -> None:
        make_edition("A1", act="占道堆物", begins=date(2020, 1, 1))
        make_edition("A1", begins=date(2024, 9, 3))
        page = page_of(client, "/benchmarks/A1/?on=2021-05-01")
        today = timezone.localdate()
        sentence = words(page.select_one("#cite-words"))
        assert "“占道堆物”" in sentence and "自2020年1月1日起施行" in sentence and f"{today.year}年{today.month}月{today.day}日查阅" in sentence
        link = words(page.select_one("#cite-link"))
        assert link.endswith("/benchmarks/A1/?on=2021-05-01") and link in sentence
        assert not page.select("#cite-link[hidden]")  # to be selected without a script

    def test_buttons_wait_for_the_script(self, client: Client) -> None:
        make_edition("A1")
        buttons = page_of(client, "/benchmarks/A1/").select("[data-copy], [data-print]")
        assert len(buttons) >= 3 and all(button.get("hidden") is not None for button in buttons)

    def test_the_error_report_names_the_item_and_a_telephone(self, client: Client) -> None:
        make_edition("A1")
        (report,) = page_of(client, "/benchmarks/A1/").select("details.report")
        assert "事项编码A1" in words(report) and report.select('a[href^="tel:"]')


class TestQrCode:
    def test_a_picture_of_the_address_on_the_page_and_by_itself(self, client: Client) -> None:
        make_edition("A1")
        (image,) = page_of(client, "/benchmarks/A1/?on=2025-04-01").select(".qr img")
        assert image.get("alt")
        picture = client.get(str(image["src"]))
        assert picture["Content-Type"] == "image/svg+xml" and "max-age" in picture["Cache-Control"]
        assert etree.fromstring(picture.content).tag == "{http://www.w3.org/2000/svg}svg"
        assert picture.content != client.get("/benchmarks/A1/qr.svg").content

    def test_none_for_what_was_never_public(self, client: Client) -> None:
        withdraw(make_edition("A1"))
        for address in ("A1", "A2"):
            assert client.get(f"/benchmarks/{address}/qr.svg").status_code == 404


class TestRelated:
    @staticmethod
    def listed(client: Client, address: str = "/benchmarks/A1/") -> list[tuple[str, str]]:
        return [(str(link["href"]), words(link.parent)) for link in page_of(client, address).select(".related a")]

    def test_the_same_article_comes_first_and_never_the_item_itself(self, client: Client) -> None:
        make_edition("A1", act="占用人行道堆放杂物")
        make_edition("A1", act="占道堆物", begins=date(2020, 1, 1))
        make_edition("A2", act="在树上刻画", law=make_law("绿化条例", "lvhua"), article=9)
        make_edition("A3", act="店外经营")
        make_edition("A4", act="占用人行道堆放建筑材料", law=make_law("道路条例", "daolu"), article=3)
        drain()
        listed = self.listed(client)
        assert [href for href, _ in listed][:2] == ["/benchmarks/A3/", "/benchmarks/A4/"]
        assert "同一条法律" in listed[0][1] and "名称相近" in listed[1][1]
        assert not [href for href, _ in listed if "A1" in href]

    def test_the_most_alike_of_an_article_lead_and_the_day_goes_along(self, client: Client) -> None:
        make_edition("A1", act="经营超过保质期的食品")
        for number in range(9):
            make_edition(f"B{number}", act=f"第{number}种别的行为")
        make_edition("C1", act="经营超过保质期的药品")
        make_edition("C2", act="将来的经营超过保质期", begins=date(2035, 1, 1))
        listed = self.listed(client, "/benchmarks/A1/?on=2026-01-01")
        assert listed[0][0] == "/benchmarks/C1/?on=2026-01-01" and len(listed) == 6
        assert "C2" not in str(listed)

    def test_the_page_stands_when_search_is_away(self, client: Client, settings: object, tmp_path: Path) -> None:
        make_edition("A1")
        make_edition("A2", act="店外经营")
        settings.SEARCH_INDEX_DIR = tmp_path / "nowhere"  # type: ignore[attr-defined]
        forget_engines()
        assert [href for href, _ in self.listed(client)] == ["/benchmarks/A2/"]

    def test_what_is_withdrawn_is_not_named(self, client: Client) -> None:
        make_edition("A1")
        withdraw(make_edition("A2", act="店外经营"))
        drain()
        assert not self.listed(client)


class TestDataForMachines:
    def block(self, client: Client, address: str) -> dict[str, dict[str, object]]:
        (script,) = page_of(client, address).select('script[type="application/ld+json"]')
        data = json.loads(script.string or '')
        assert data["@context"] == "https://schema.org"
        return {node["@type"]: node for node in data["@graph"]}

    def test_says_what_the_page_says(self, client: Client) -> None:
        edition = make_edition("A1")
        nodes = self.block(client, "/benchmarks/A1/")
        law = nodes["Legislation"]
        assert law["name"] == edition.act and law["legislationIdentifier"] == "A1" and str(law["legislationLegalForce"]).endswith("/InForce")
        assert law["isBasedOn"] == ["《城市市容管理条例》第三十六条第一款"] and law["legislationDateOfApplicability"] == "2025-03-01"
        assert len(nodes["BreadcrumbList"]["itemListElement"]) == 3  # type: ignore[arg-type]

    def test_no_text_of_officers_ends_the_block(self, client: Client) -> None:
        act = "销售</script><script>alert(1)</script><!--<script>\u2028 & 什么"
        make_edition("A1", act=act, agency=make_agency("局</script><b>", "ju"))
        page = client.get("/benchmarks/A1/").content.decode()
        assert page.count("</script>") == 2 and "<script>" not in page  # ours: the bundle's and the block's
        assert self.block(client, "/benchmarks/A1/")["Legislation"]["name"] == act

    def test_what_no_longer_holds_says_so(self, client: Client) -> None:
        make_edition("A1", begins=date(2020, 1, 1))
        make_edition("A1", begins=date(2024, 9, 3))
        assert str(self.block(client, "/benchmarks/A1/?on=2021-01-01")["Legislation"]["legislationLegalForce"]).endswith("/NotInForce")


def test_links_lead_to_the_article_on_the_law_page(client: Client) -> None:
    make_edition("A1")
    (link,) = page_of(client, "/benchmarks/A1/").select('section[aria-labelledby="basis"] a')
    address, _, anchor = str(link["href"]).partition("#")
    assert page_of(client, address).find(id=anchor) is not None


def test_the_day_goes_along_wherever_the_page_leads(client: Client) -> None:
    make_edition("A1")
    page = page_of(client, "/benchmarks/A1/?on=2025-06-01")
    for address in ("/laws/shirong/", "/agencies/csgl/", "/benchmarks/A1/calculator/", "/benchmarks/A1/qr.svg", "/api/v1/benchmarks/A1"):
        found = [str(each.get("href") or each.get("src")) for each in page.select(f'main [href^="{address}"], main [src^="{address}"]')]
        assert found and all("?on=2025-06-01" in each for each in found), address


def test_terms_explain_themselves_without_script(client: Client) -> None:
    make_edition("A1")
    (terms,) = page_of(client, "/benchmarks/A1/").select("details:has(.terms)")
    for term in ("裁量阶次", "从轻", "减轻", "复议", "可以不予处罚"):
        assert term in words(terms)


def test_page_style_and_script_stay_within_fifty_kilobytes(client: Client) -> None:
    """The heaviest item there is: eight tiers in three units, a long statute, ten editions."""
    tiers = [(f"第{n}档", "情形" * 60, f"对单位处{n}万元以上{n + 1}万元以下罚款，对个人处{n}000元以上{n + 1}000元以下罚款，处货值金额{n}倍以上{n + 1}倍以下罚款") for n in range(1, 9)]
    for year in range(2010, 2020):
        make_edition("A1", begins=date(year, 1, 1))
    make_edition("A1", tiers=tiers, statutory_penalty="法定处罚" * 200, basis_text="依据原文" * 400)
    for number in range(8):
        make_edition(f"B{number}", act=f"占用人行道堆放第{number}种杂物")
    packed = {"accept-encoding": "gzip"}
    page = client.get("/benchmarks/A1/", headers=packed)
    text = gzip.decompress(page.content).decode()
    parts = re.findall(r'<link rel="stylesheet" href="([^"]+)"|<script src="([^"]+)"', text)
    assert len(parts) == 2
    total = len(page.content) + sum(len(client.get(style or script, headers=packed).content) for style, script in parts)
    assert total < 50_000


def test_a_draft_without_anything_still_shows_a_page() -> None:
    edition = make_edition("A1", tiers=TestLeniency.MAY)
    response = Edition.objects.get(pk=edition.pk).make_preview_request(preview_mode="")
    assert "可以不罚" in response.rendered_content and "cite-words" not in response.rendered_content


def test_no_query_more_for_more_tiers_and_charts(client: Client, django_assert_max_num_queries: Callable[..., object]) -> None:
    make_edition("A1", tiers=[(f"第{n}档", f"逾期{n}日以上不满{n + 1}日", f"处{n}000元罚款") for n in range(1, 9)])
    for number in range(4):
        make_edition(f"B{number}")
    client.get("/agencies/")
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]  # one for the leniency lists, one for decided cases; the article has enough to name: search is not asked
        client.get("/benchmarks/A1/")
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get("/benchmarks/A1/calculator/?q1=3")
