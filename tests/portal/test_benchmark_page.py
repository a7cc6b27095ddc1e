"""The page of a benchmark, over its whole life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from enforcement.models import Agency, Edition, EditionCitation, Instrument
from search.indexer import drain
from tests.portal.factory import TIERS, make_agency, make_edition, make_law, withdraw

pytestmark = pytest.mark.django_db

OLD_TIERS = (("一般", "占用人行道", "处200元以上1000元以下罚款"),)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def test_says_act_range_tiers_basis_agency_and_instrument(client: Client) -> None:
    edition = make_edition("A1")
    page = text_of(client, "/benchmarks/A1/")
    assert "<h1>占用人行道堆放杂物</h1>" in page
    assert "500元至5万元" in page
    for label, circumstance, standard in TIERS:
        assert label in page and circumstance in page and standard in page
    assert "《城市市容管理条例》第三十六条第一款" in page
    assert "0430-5501001" in page
    assert edition.instrument is not None and edition.instrument.document_no in page
    assert "2025年3月1日" in page and "未设期限" in page
    today = timezone.localdate()
    assert f"截至<time datetime=\"{today.isoformat()}\">{today.year}年{today.month}月{today.day}日</time>" in page


def test_answers_for_the_day_asked_about(client: Client) -> None:
    make_edition("A1", act="占道堆物", tiers=OLD_TIERS, begins=date(2020, 1, 1))
    make_edition("A1", act="占用人行道堆放杂物", begins=date(2024, 9, 3))
    assert "占用人行道堆放杂物" in text_of(client, "/benchmarks/A1/")
    day_before, first_day = text_of(client, "/benchmarks/A1/?on=2024-09-02"), text_of(client, "/benchmarks/A1/?on=2024-09-03")
    assert "<h1>占道堆物</h1>" in day_before and "200元至1000元" in day_before
    assert "历史版本" in day_before and "2024年9月2日</time>止" in day_before
    assert "<h1>占用人行道堆放杂物</h1>" in first_day
    assert "<h1>占道堆物</h1>" in text_of(client, "/benchmarks/A1/?on=2023年5月1日")


def test_history_links_every_other_edition_by_its_first_day(client: Client) -> None:
    make_edition("A1", begins=date(2020, 1, 1))
    make_edition("A1", begins=date(2024, 9, 3))
    page = text_of(client, "/benchmarks/A1/")
    assert 'href="/benchmarks/A1/?on=2020-01-01"' in page
    assert 'href="/benchmarks/A1/?on=2024-09-03"' not in page
    assert "共2个版本" in page


def test_a_day_that_cannot_be_read_is_said_and_today_shown(client: Client) -> None:
    make_edition("A1")
    page = text_of(client, "/benchmarks/A1/?on=去年")
    assert "日期未识别" in page and "去年" in page and "500元至5万元" in page


def test_before_it_began_there_is_none_and_the_page_helps(client: Client) -> None:
    make_edition("A1")
    page = text_of(client, "/benchmarks/A1/?on=2001-01-01", 404)
    assert "2001年1月1日" in page and "没有有效的基准" in page
    assert 'href="/benchmarks/A1/?on=2025-03-01"' in page


def test_after_its_end_there_is_none(client: Client) -> None:
    repeal = Instrument.objects.create(title="废止通知", document_no="云城规〔2026〕1号", issuer=make_agency())
    make_edition("A1", begins=date(2020, 1, 1), ended_on=date(2022, 1, 1), ended_by=repeal)
    assert "占用人行道" in text_of(client, "/benchmarks/A1/?on=2021-12-31")
    page = text_of(client, "/benchmarks/A1/", 404)
    assert "废止通知" in page


def test_a_coming_edition_is_announced(client: Client) -> None:
    coming = timezone.localdate() + timedelta(days=30)
    make_edition("A1")
    make_edition("A1", act="占用人行道", begins=coming)
    page = text_of(client, "/benchmarks/A1/")
    assert "即将变更" in page and f'href="?on={coming.isoformat()}"' in page
    assert "尚未施行" in text_of(client, f"/benchmarks/A1/?on={coming.isoformat()}")


def test_withdrawn_answers_gone_with_reason_and_without_content(client: Client) -> None:
    edition = make_edition("A1")
    withdraw(edition)
    for address in ("/benchmarks/A1/", "/benchmarks/A1/?on=2025-06-01"):
        page = text_of(client, address, 410)
        assert "文件引用有误，正在更正" in page and "A1" in page
        assert "占用人行道" not in page and "罚款" not in page


def test_a_withdrawn_edition_is_not_in_the_history(client: Client) -> None:
    old = make_edition("A1", act="占道堆物", begins=date(2020, 1, 1))
    make_edition("A1", begins=date(2024, 9, 3))
    withdraw(old)
    page = text_of(client, "/benchmarks/A1/")
    assert "2020" not in page and "共1个版本" in page
    assert "占道堆物" not in text_of(client, "/benchmarks/A1/?on=2021-01-01", 410)


@pytest.mark.parametrize("change", [{"undone_at": timezone.now()}, {"live": False}, {"published_at": timezone.now() + timedelta(days=1)}])
def test_what_was_never_public_is_unknown(client: Client, change: dict[str, object]) -> None:
    edition = make_edition("A1")
    Edition.objects.filter(pk=edition.pk).update(**change)
    assert "占用人行道" not in text_of(client, "/benchmarks/A1/", 404)


def test_unknown_address_is_not_found(client: Client) -> None:
    text_of(client, "/benchmarks/none/", 404)


def test_a_replaced_law_is_flagged_from_its_day_on(client: Client) -> None:
    code = make_law("生态环境法典", "fadian")
    old = make_law("噪声污染防治法", "zaosheng", replaced_by=code, replaced_on=date(2026, 8, 15))
    make_edition("A1", law=old)
    assert "依据已变" not in text_of(client, "/benchmarks/A1/?on=2026-08-14")
    page = text_of(client, "/benchmarks/A1/?on=2026-08-15")
    assert "依据已变" in page and "《生态环境法典》" in page


def test_multiples_and_measures_are_said_with_what_they_measure(client: Client) -> None:
    tiers = (
        ("一般", "货值不足1万元", "处货值金额十倍以上十五倍以下罚款"),
        ("严重", "货值1万元以上", "处货值金额十五倍以上二十倍以下罚款"),
    )
    make_edition("A1", tiers=tiers)
    assert "货值金额的10倍至20倍" in text_of(client, "/benchmarks/A1/")


def test_text_of_officers_is_never_markup(client: Client) -> None:
    make_edition("A1", act="销售<script>alert(1)</script>", tiers=(("一般", "<b>x</b>", "处100元罚款"),), remark="<img src=x>")
    page = text_of(client, "/benchmarks/A1/")
    assert "<script>alert" not in page and "<b>x" not in page and "<img src=x" not in page


def test_the_government_meta_tags_are_there(client: Client, site: None) -> None:
    make_edition("A1")
    page = text_of(client, "/benchmarks/A1/")
    for name in ("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource"):
        assert f'<meta name="{name}" content="' in page
    for words in ("主办单位", "网站标识码", "ICP备案", "公安备案", "网站地图", "我为政府网站找错", "示例数据"):
        assert words in page


def _many_parts(edition: Edition) -> None:
    for number in range(5):
        law = make_law(f"法规{number}", f"law{number}")
        EditionCitation.objects.create(edition=edition, law=law, article=number + 1, role=EditionCitation.Role.VIOLATED)


def test_queries_do_not_grow_with_the_record(client: Client, site: None, django_assert_num_queries: object, django_assert_max_num_queries: object) -> None:
    make_edition("A1")
    agency = Agency.objects.get(slug="csgl")
    rich = make_edition("B1", tiers=[(f"第{n}档", "情形", f"处{n}000元以上{n + 1}000元以下罚款") for n in range(1, 9)], agency=agency)
    _many_parts(rich)
    for year in range(2010, 2020):
        make_edition("B1", begins=date(year, 1, 1))
    drain()
    client.get("/search/?q=占道")  # reads what every page names, and what search knows: once a generation
    for address in ("/benchmarks/A1/", "/benchmarks/B1/"):
        # Generation, editions, tiers, amounts, citations, items under the same article; at most four for search and what it finds.
        with django_assert_max_num_queries(12):  # type: ignore[operator]  # with what leniency lists and suspensions say
            client.get(address)
        with django_assert_num_queries(1):  # type: ignore[operator]  # the generation
            client.get(address)
