"""Fields of enforcement, and the ways between field, agency, law and item."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from enforcement.models import Agency
from search.indexer import drain
from tests.portal.factory import make_agency, make_edition, make_law, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

COUNT = re.compile(r'class="figures__count" href="([^"]+)">(?:<span[^>]*>[^<]*</span>)?([\d,]+)项')


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def counts_on(page: str) -> list[tuple[str, str]]:
    """Every counted figure: the address of its list, and the number."""
    return [(unescape(address), count) for address, count in COUNT.findall(page)]


def check_counts(client: Client, page: str, at_least: int) -> None:
    """Each number links to the list that says the same number."""
    figures = counts_on(page)
    assert len(figures) >= at_least
    for address, count in figures:
        assert f"共<strong>{count}</strong>项" in text_of(client, address), address


@pytest.fixture
def city() -> None:
    """Two agencies, one above a detachment; two laws, one of them replaced; three fields."""
    government = make_agency("云岭市人民政府", "gov", kind=Agency.Kind.GOVERNMENT)
    office = make_agency(parent=government)
    detachment = make_agency("云岭市城管执法大队", "dadui", parent=office, kind=Agency.Kind.DETACHMENT)
    food = make_agency("云岭市市场监督管理局", "scjg", parent=government)
    code = make_law("生态环境法典", "fadian")
    noise = make_law("噪声污染防治法", "zaosheng", replaced_by=code, replaced_on=date(2026, 1, 1))
    make_edition("C1", "占用人行道"), make_edition("C2", "乱贴广告", agency=detachment)
    make_edition("C3", "夜间施工", law=noise, domain="噪声"), make_edition("C4", "凌晨鸣笛", law=noise, domain="噪声", agency=food)
    make_edition("F1", "经营过期食品", agency=food, domain="食品安全", tiers=(("一般", "", "警告"), ("严重", "", "处30万元罚款")))
    drain()


@pytest.mark.parametrize("address", ["/fields/", "/fields/市容/", "/fields/噪声/", "/fields/食品安全/", "/agencies/", "/agencies/csgl/", "/agencies/gov/", "/laws/", "/laws/zaosheng/"])
def test_every_figure_is_what_its_link_yields(client: Client, city: None, address: str) -> None:
    check_counts(client, text_of(client, address), at_least=2)


@pytest.mark.parametrize("address", ["/fields/噪声/", "/agencies/csgl/", "/laws/zaosheng/", "/fields/", "/agencies/", "/laws/"])
def test_figures_of_another_day_link_to_that_day(client: Client, city: None, address: str) -> None:
    make_edition("C3", "夜间施工", begins=date(2025, 9, 1), domain="市容")
    drain()
    page = text_of(client, address + "?on=2025-04-01")
    check_counts(client, page, at_least=1)
    inside = page[page.index("<main") : page.index("</main>")]
    rooms = re.findall(r'href="(/(?:benchmarks|agencies|laws|fields)/[^"]*)"', inside)
    assert rooms and all("on=2025-04-01" in unescape(room) for room in rooms if room != address), rooms


def test_agency_law_field_and_item_lead_to_one_another(client: Client, city: None) -> None:
    links = {
        "/agencies/scjg/": (f"/fields/{quote('食品安全')}/", "/laws/shirong/", "/benchmarks/F1/", "/agencies/gov/"),
        f"/fields/{quote('噪声')}/": ("/agencies/csgl/", "/agencies/scjg/", "/laws/zaosheng/", "/benchmarks/C3/"),
        "/laws/zaosheng/": ("/agencies/csgl/", f"/fields/{quote('噪声')}/", "/benchmarks/C4/", "/laws/fadian/"),
        "/laws/fadian/": ("/laws/zaosheng/",),
        "/agencies/csgl/": ("/agencies/dadui/", "/agencies/gov/"),
    }
    for address, wanted in links.items():
        page = text_of(client, address)
        for link in wanted:
            assert f'href="{link}"' in page, (address, link)


def test_a_replaced_law_is_flagged_wherever_it_is_listed(client: Client, city: None) -> None:
    for address in ("/laws/", "/agencies/csgl/", "/fields/噪声/"):
        after, before = text_of(client, address), text_of(client, address + "?on=2025-06-01")
        assert re.search(r'/laws/zaosheng/"[^<]*>噪声污染防治法</a> <span class="tag tag--caution">已被替代', after), address
        assert "噪声污染防治法" in before and "已被替代" not in before, address
    assert text_of(client, "/fields/噪声/").count("依据已变") == 2 and "依据已变" not in text_of(client, "/fields/噪声/?on=2025-06-01")


def test_a_field_shows_how_high_fines_go_and_how_many_tiers_there_are(client: Client, city: None) -> None:
    page = text_of(client, "/fields/食品安全/")
    assert "20万元以上" in page and "2档" in page and "罚款30万元" in page


def test_the_acts_of_a_field_stand_by_sound(client: Client) -> None:
    for number, act in enumerate(("周末噪声", "安装声屏", "超时施工", "未备案")):
        make_edition(f"N{number}", act, domain="噪声")
    page = text_of(client, "/fields/噪声/")
    places = [page.index(act) for act in ("安装声屏", "超时施工", "未备案", "周末噪声")]
    assert places == sorted(places)


def test_a_long_field_is_turned_by_the_page_and_keeps_the_day(client: Client) -> None:
    for number in range(65):
        make_edition(f"L{number:02d}", f"行为{number:02d}", domain="噪声")
    first = text_of(client, "/fields/噪声/?on=2025-06-01")
    assert "第1页，共2页" in first and 'href="?on=2025-06-01&amp;page=2"' in first
    second = text_of(client, "/fields/噪声/?on=2025-06-01&page=2")
    assert 'start="61"' in second and "行为64" in second and "行为00" not in second
    assert "行为64" in text_of(client, "/fields/噪声/?page=99")


@pytest.mark.parametrize("name", ["水务/防汛", "A&B ？#1", "100%燃气", "“引号”", "a" * 60])
def test_any_name_has_an_address(client: Client, name: str) -> None:
    make_edition("X1", domain=name)
    drain()
    links = re.findall(r'href="(/fields/[^"]+/)"', text_of(client, "/fields/"))
    assert len(links) == 1
    assert "占用人行道堆放杂物" in text_of(client, unescape(links[0]))
    check_counts(client, text_of(client, "/fields/"), at_least=1)


def test_what_never_was_a_field_is_not_found(client: Client) -> None:
    make_edition("X1", domain="从未公开", live=False, in_force_until=None)
    withdraw(make_edition("X2", domain="已撤回"))
    text_of(client, "/fields/没有/", 404), text_of(client, "/fields/已撤回/", 404)


def test_a_field_empty_on_the_day_says_so(client: Client) -> None:
    make_edition("X1", domain="噪声")
    page = text_of(client, "/fields/噪声/?on=2001-01-01")
    assert "没有公开的基准" in page and 'href="/fields/?on=2001-01-01"' in page


def test_without_search_the_items_still_stand(client: Client) -> None:
    make_edition("X1", domain="噪声")
    assert not Path(settings.SEARCH_INDEX_DIR, "current").exists()
    for address in ("/fields/噪声/", "/agencies/csgl/"):
        page = text_of(client, address)
        assert "占用人行道堆放杂物" in page and "检索暂停" in page
    assert "占用人行道堆放杂物" in text_of(client, "/laws/shirong/")


def test_an_article_on_a_later_page_keeps_its_anchor_and_leads_there(client: Client) -> None:
    for number in range(101):
        make_edition(f"A{number:03d}", article=5)
    make_edition("B1", act="最后一条的行为", article=9)
    first = text_of(client, "/laws/shirong/")
    assert len(re.findall('id="t9"', first)) == 1 and 'href="?page=2#t9"' in first and "最后一条的行为" not in first
    second = text_of(client, "/laws/shirong/?page=2")
    assert len(re.findall('id="t9"', second)) == 1 and '<h3 id="t9">' in second and "最后一条的行为" in second


def test_the_site_map_names_the_fields(client: Client) -> None:
    make_edition("X1", domain="水务/防汛")
    assert f"/fields/{quote('水务')}/{quote('防汛')}/</loc>" in text_of(client, "/sitemap-fields.xml")
    assert "水务/防汛" in text_of(client, "/sitemap/")


def test_queries_do_not_grow(client: Client, django_assert_max_num_queries: object) -> None:
    seen = []
    for batch in range(2):
        for number in range(6):
            make_edition(f"Q{batch}{number}", domain="噪声", article=number + 1)
        drain()
        for address in ("/fields/", "/fields/噪声/", "/agencies/csgl/", "/laws/shirong/"):
            with django_assert_max_num_queries(20) as queries:  # type: ignore[operator]
                text_of(client, address)
            seen.append(len(queries))
    # What search knows of words is read once, at the first question.
    assert all(first >= second for first, second in zip(seen[:4], seen[4:], strict=True)), seen
