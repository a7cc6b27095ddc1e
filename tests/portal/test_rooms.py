"""Home, agencies, laws, site maps, health."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Page

from content.pages import ArticlePage, ColumnPage
from content.site import SiteIdentity
from enforcement.models import Agency
from search.indexer import drain
from tests.portal.factory import home, make_agency, make_edition, make_law

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_every_figure_of_the_first_page_is_what_its_link_yields(client: Client, site: None) -> None:
    food = make_agency("云岭市市场监督管理局", "scjg")
    make_edition("C1"), make_edition("C2"), make_edition("F1", agency=food, domain="食品安全")
    drain()
    page = text_of(client, "/")
    assert 'href="/benchmarks/">3项</a>' in page
    figures = re.findall(r'class="figures__count" href="(/benchmarks/\?[^"]*)"><span[^>]*>[^<]*</span>([\d,]+)项', page)
    assert len(figures) == 4
    for address, count in figures:
        found = text_of(client, unescape(address))
        assert f"共<strong>{count}</strong>项" in found


def test_the_first_page_without_search_names_the_agencies_and_says_why(client: Client, site: None) -> None:
    make_agency()
    page = text_of(client, "/")
    assert "检索暂停" in page and 'href="/agencies/csgl/"' in page


def test_an_agency_says_who_it_is_and_what_it_holds(client: Client, site: None) -> None:
    parent = make_agency("云岭市人民政府", "gov", kind=Agency.Kind.GOVERNMENT)
    agency = make_agency(parent=parent, duty="城市管理执法", complaint_phone="12345")
    make_edition("C1"), make_edition("C2", domain="市政道路")
    drain()
    page = text_of(client, agency.get_absolute_url())
    for words in ("城市管理执法", "12345", "云岭市人民政府", "市政道路"):
        assert words in page
    assert "<strong>2</strong>项" in page
    assert "共<strong>0" not in text_of(client, agency.get_absolute_url() + "?on=2019-01-01")
    assert "云岭市城市管理局" in text_of(client, "/agencies/")


def test_an_abolished_agency_keeps_its_address_and_names_its_successor(client: Client, site: None) -> None:
    successor = make_agency()
    old = make_agency("云岭市城管大队", "cgdd", abolished_on=date(2019, 3, 1), successor=successor)
    drain()
    page = text_of(client, old.get_absolute_url())
    assert "已撤销" in page and successor.get_absolute_url() in page
    assert "云岭市城管大队" not in text_of(client, "/agencies/")


def test_a_law_lists_the_items_of_each_article_in_order(client: Client, site: None) -> None:
    law = make_law()
    make_edition("C1", act="甲行为", article=36), make_edition("C2", act="乙行为", article=4), make_edition("C3", act="丙行为", article=36)
    page = text_of(client, "/laws/shirong/")
    places = [page.index(text) for text in ('id="t4"', "乙行为", 'id="t36"', "甲行为", "丙行为")]
    assert places == sorted(places)
    assert 'id="t36"' in page and "<strong>3</strong>项" in page
    assert law.name in text_of(client, "/laws/")
    assert "甲行为" not in text_of(client, "/laws/shirong/?on=2019-01-01")
    assert 'href="/laws/shirong/#t36"' in text_of(client, "/benchmarks/C1/")


def test_a_replaced_law_says_what_replaced_it(client: Client, site: None) -> None:
    code = make_law("生态环境法典", "fadian")
    make_law("噪声污染防治法", "zaosheng", replaced_by=code, replaced_on=date(2026, 8, 15))
    page = text_of(client, "/laws/zaosheng/?on=2026-09-01")
    assert "已被替代" in page and "生态环境法典" in page
    assert "将被替代" in text_of(client, "/laws/zaosheng/?on=2026-08-01")


def test_queries_of_law_and_agency_pages_do_not_grow(client: Client, site: None, django_assert_max_num_queries: object) -> None:
    seen: dict[str, list[int]] = {}
    for batch in range(2):
        for number in range(6):
            make_edition(f"L{batch}{number}", article=number + 1)
        drain()
        for address in ("/", "/agencies/", "/agencies/csgl/", "/laws/", "/laws/shirong/"):
            # Two for each question the first page may offer as an example.
            with django_assert_max_num_queries(60 if address == "/" else 30) as queries:  # type: ignore[operator]
                assert client.get(address).status_code == 200
            seen.setdefault(address, []).append(len(queries))
    assert all(first >= second for first, second in seen.values()), seen


def test_the_site_map_names_what_is_public_and_nothing_else(client: Client, site: None) -> None:
    make_edition("C1")
    future = make_edition("C2", begins=date(2099, 1, 1))
    index = text_of(client, "/sitemap.xml")
    assert "sitemap-benchmarks.xml" in index
    listed = text_of(client, "/sitemap-benchmarks.xml")
    assert "/benchmarks/C1/" in listed and future.get_absolute_url() not in listed
    assert "/laws/shirong/" in text_of(client, "/sitemap-laws.xml")
    assert "/agencies/csgl/" in text_of(client, "/sitemap-agencies.xml")
    assert "<loc>" in text_of(client, "/sitemap-pages.xml")
    assert "Sitemap:" in text_of(client, "/robots.txt")
    assert "云岭市城市管理局" in text_of(client, "/sitemap/")


def test_health_tells_database_and_search_apart(client: Client, site: None) -> None:
    assert client.get("/healthz").json()["search"] == "unavailable"
    make_edition("C1")
    drain()
    response = client.get("/healthz")
    assert response.status_code == 200 and response["Cache-Control"] == "no-store"
    assert response.json()["search"] == "ok" and response.json()["documents"] == 3  # the agency, its item, the law


def test_columns_and_articles_carry_their_meta_tags(client: Client) -> None:
    first = home()
    column: Page = first.add_child(instance=ColumnPage(title="通知公告", slug="tzgg", kind=ColumnPage.Kind.NOTICE, description="本站通知"))
    column.add_child(instance=ArticlePage(title="关于试运行的通知", slug="sy", source="云岭市司法局", body=[("note", "请核对原文")]))
    page = text_of(client, "/tzgg/")
    assert '<meta name="ColumnName" content="通知公告">' in page and '<meta name="ColumnType" content="通知公告">' in page
    assert "关于试运行的通知" in page
    assert 'href="/tzgg/"' in text_of(client, "/")
    article = text_of(client, "/tzgg/sy/")
    assert '<meta name="ContentSource" content="云岭市司法局">' in article and "请核对原文" in article


def test_the_sample_banner_stands_only_where_data_is_sample(client: Client, site: None) -> None:
    assert "示例数据" in text_of(client, "/search/")
    identity = SiteIdentity.objects.get()
    identity.sample_data = False
    identity.save()
    assert "示例数据" not in text_of(client, "/search/")


def test_every_telephone_number_can_be_called_at_a_touch(client: Client, site: None) -> None:
    agency = make_agency(phone="0430-5501001转2", complaint_phone="12345、13800138000")
    page = text_of(client, agency.get_absolute_url())
    for number in ("0430-5501001", "12345", "13800138000"):
        assert f'<a href="tel:{number}">{number}</a>' in page
    agency.phone, agency.complaint_phone = "0430-5501001<b>", "2026-11-22"
    agency.save()
    page = text_of(client, agency.get_absolute_url())
    assert "5501001</a>&lt;b&gt;" in page and "tel:2026" not in page and ">2026-11-22<" in page


def test_a_long_column_is_turned_by_the_page(client: Client) -> None:
    column: Page = home().add_child(instance=ColumnPage(title="通知公告", slug="tzgg"))
    inner: Page = column.add_child(instance=ColumnPage(title="往年", slug="wn"))
    for number in range(31):
        column.add_child(instance=ArticlePage(title=f"第{number}号通知", slug=f"n{number}")).save_revision().publish()
    assert "共<strong>32</strong>篇" in text_of(client, "/tzgg/") and 'href="?page=2"' in text_of(client, "/tzgg/")
    assert "第2页，共2页" in text_of(client, "/tzgg/?page=2")
    assert 'href="/tzgg/"' in text_of(client, inner.url) and "还没有文章" in text_of(client, inner.url)
    assert "第30号通知" in text_of(client, "/")


def test_the_accessibility_statement_says_whom_to_tell(client: Client, site: None) -> None:
    page = text_of(client, "/accessibility/")
    assert "WCAG" in page and "tel:0430-5500001" in page and "/reading/large/?back=%2Faccessibility%2F" in page
    assert 'href="/accessibility/"' in text_of(client, "/")
