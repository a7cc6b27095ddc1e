"""The search page: answered at once, what was understood, facets and chips, help where nothing is found, reasons for staff."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from content.thesaurus.entry import ThesaurusEntry
from content.thesaurus.write import LOADED, write_entries
from enforcement.models import Agency, LawAlias
from portal.listing import Listing
from portal.reference import Reference
from search.indexer import rebuild
from search.query import PARAMETERS, SORTS, SearchQuery
from search.results import Results
from tests.portal.factory import make_agency, make_edition, make_law
from tests.portal.test_lists import links, text_of, total

LENIENT = (
    ("轻微", "数量不足1公斤并且当场下架", "不予处罚"),
    ("较轻", "首次违法，数量不足5公斤", "可以不予处罚"),
    ("一般", "数量5公斤以上", "处5000元以上1万元以下罚款"),
    ("严重", "造成严重后果", "处5日以上10日以下拘留；并处1万元以上5万元以下罚款"),
)
DRUNK = (("轻微", "首次饮酒后驾驶，数值很低", "可以不予处罚"), ("一般", "再次", "处10日以下拘留，并处1000元以上2000元以下罚款"))


@pytest.fixture
def city(site: None) -> None:
    government = make_agency("云岭市人民政府", "gov", kind=Agency.Kind.GOVERNMENT)
    food = make_agency("云岭市市场监督管理局", "scjg", parent=government, complaint_phone="12315", address="云岭市中山路8号")
    streets = make_agency(parent=government)
    law = make_law("中华人民共和国食品安全法", "shipin")
    LawAlias.objects.create(law=law, name="食安法")
    code = make_law("生态环境法典", "fadian")
    old = make_law("噪声污染防治法", "zaosheng", replaced_by=code, replaced_on=date(2026, 1, 1))
    make_edition("F21", act="经营超过保质期的食品", agency=food, law=law, article=124, domain="食品安全", tiers=LENIENT)
    make_edition("F22", act="生产无标签的预包装食品", agency=food, law=law, article=125, domain="食品安全")
    make_edition("D31", act="饮酒后驾驶机动车", agency=make_agency("云岭市公安局", "ga", parent=government), law=make_law("道路交通安全法", "daolu"), domain="交通", tiers=DRUNK)
    make_edition("N41", act="夜间施工噪声扰民", agency=streets, law=old, domain="噪声", begins=date(2020, 1, 1))
    make_edition("N41", act="夜间施工噪声扰民", agency=streets, law=old, domain="噪声", begins=date(2025, 1, 1))
    make_edition("N42", act="露天烧烤油烟扰民", agency=streets, domain="油烟", begins=timezone.localdate() + timedelta(days=90))
    write_entries([ThesaurusEntry(said="过期食品", means="超过保质期 + 食品"), ThesaurusEntry(said="酒驾", means="饮酒后驾驶机动车 | 饮酒后驾驶")], [], LOADED)
    rebuild()


def instant(page: str) -> str:
    found = re.search(r'<section class="instant".*?</section>', page, re.S)
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", found[0])) if found else ""


def test_a_clear_question_is_answered_at_once(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=过期食品")
    answer = instant(page)
    assert "经营超过保质期的食品" in answer and "5000元至5万元" in answer and "《食品安全法》第一百二十四条第一款" in answer
    assert "云岭市市场监督管理局" in answer and 'href="tel:0430-5501001"' in page
    assert all(label in answer for label, _, _ in LENIENT)


def test_must_and_may_are_never_mixed_and_nothing_is_promised(client: Client, city: None) -> None:
    answer = instant(text_of(client, "/search/?q=过期食品第一次"))
    assert "“轻微”这一档写明不予处罚，条件是：数量不足1公斤并且当场下架。" in answer
    assert "“较轻”这一档写明可以不予处罚，罚不罚由执法机关决定，条件是：首次违法" in answer
    assert answer.index("“轻微”这一档") < answer.index("5000元至5万元"), "what was asked comes first"
    assert not re.search("免罚|不会罚|不用罚|可以放心", answer)


def test_drinking_and_driving_is_never_answered_with_leniency(client: Client, city: None) -> None:
    for question in ("酒驾", "酒驾第一次罚吗", "饮酒后驾驶机动车首违不罚"):
        answer = instant(text_of(client, f"/search/?q={question}"))
        assert "饮酒后驾驶机动车" in answer and "这一档写明" not in answer and "没有写明" not in answer


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("过期食品会不会拘留", "下列各档写到拘留：严重（造成严重后果）：“处5日以上10日以下拘留”"), ("生产无标签的预包装食品会不会拘留", "本项各档的裁量标准没有写拘留。"),
        ("过期食品凭什么罚", "依据《食品安全法》第一百二十四条第一款"), ("过期食品归谁管", "机关云岭市市场监督管理局，咨询电话0430-5501001，投诉举报12315"),
        ("过期食品罚多少", "罚款5000元至5万元"),
    ],
)  # fmt: skip
def test_what_was_asked_is_answered_first(client: Client, city: None, question: str, first: str) -> None:
    answer = instant(text_of(client, f"/search/?q={question}"))
    head = re.sub("^最相符的一项(?:经营超过保质期的食品|生产无标签的预包装食品)", "", answer)
    assert head.startswith(first), head


def test_an_agency_and_a_law_named_alone_get_a_card_that_counts_what_it_links_to(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=市场监督管理局电话")
    assert "12315" in instant(page) and "裁量权基准2项" in instant(page)
    [address] = links(page, "裁量权基准2项")
    assert total(text_of(client, address)) == 2
    page = text_of(client, "/search/?q=噪声污染防治法")
    assert "已被替代" in instant(page) and "《生态环境法典》替代" in instant(page) and "依据它的裁量权基准1项" in instant(page)


@pytest.mark.parametrize("address", ["/search/?q=食品", "/search/?q=过期食品&sort=fine", "/search/?q=过期食品&agency=scjg", "/benchmarks/?q=过期食品", "/search/?q=㊣㊣㊣"])
def test_where_there_is_a_doubt_there_is_only_the_list(client: Client, city: None, address: str) -> None:
    assert not instant(text_of(client, address))


def test_a_corrected_question_says_so_and_can_be_taken_as_typed(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=guoqishipin")
    status = re.search(r'<div role="status">.*?</div>', page, re.S)
    assert status and "以下为“<strong>过期食品</strong>”的结果" in status[0] and total(page) >= 1
    [address] = links(page, "guoqishipin")
    assert "verbatim=1" in address
    assert "以下为" not in text_of(client, "/search/" + address)


def test_the_thesaurus_hides_nothing(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=过期食品")
    assert "为您按“超过保质期、食品”等说法一并查找" in page and "<details" in page
    assert "一并查找" not in text_of(client, "/search/?q=经营超过保质期的食品")


def test_a_word_in_no_act_is_named(client: Client, city: None) -> None:
    assert "没有含“外星人”的内容，以下为其余部分的结果" in text_of(client, "/search/?q=外星人过期食品")


def test_a_word_of_a_tier_is_not_said_to_stand_nowhere(client: Client, city: None) -> None:
    assert "没有含" not in text_of(client, "/search/?q=拘留 过期食品")
    assert "没有含" not in text_of(client, "/search/?q=卖过期食品")


def test_a_field_word_alone_lists_all_that_it_narrows_to(client: Client, city: None) -> None:
    for typed, many in (("法律:食安法", 3), ("机关:云岭市市场监督管理局", 3), ("领域:食品安全 -预包装", 1), ("法律:食安法 法律:道路交通安全法 机关:云岭市公安局", 1)):
        assert total(text_of(client, "/search/?q=" + typed)) == many, typed


def test_field_words_become_chips(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=食品 法律:食安法")
    [address] = links(page, "法律法规：食品安全法")
    assert unescape(address) == "?q=%E9%A3%9F%E5%93%81"
    chosen = text_of(client, "/search/?q=食品 法律:食安法&law=噪声污染防治法")
    assert re.findall(r'class="chip" href="[^"]*"><span class="visually-hidden">去掉条件</span>法律法规：([^<]*)', chosen) == ["噪声污染防治法"], "a filter stands in the place of the field word"


def test_a_replaced_law_is_flagged_in_facet_chip_and_result(client: Client, city: None) -> None:
    page = text_of(client, "/benchmarks/")
    facet = re.search(r'<section class="facet" aria-labelledby="facet-laws">.*?</section>', page, re.S)
    assert facet and re.search(r"噪声污染防治法 <span class=\"tag tag--caution\">已被替代", facet[0])
    assert re.search(r"《噪声污染防治法》第三十六条第一款 <span class=\"tag tag--caution\">已被替代", page)
    [address] = links(page, "噪声污染防治法")
    assert "已被替代" in next(iter(re.findall(r'<a class="chip".*?</a>', text_of(client, "/benchmarks/" + address), re.S)))
    assert "已被替代" not in text_of(client, "/benchmarks/?law=噪声污染防治法&on=2025-06-01"), "on that day it held"


def test_status_is_a_facet_with_counts(client: Client, city: None) -> None:
    page = text_of(client, "/benchmarks/")
    for words, wanted in (("已经失效", 1), ("尚未施行", 1)):
        [address] = [each for each in links(page, words) if "status=" in each]
        narrowed = text_of(client, "/benchmarks/" + address)
        assert total(narrowed) == wanted and f"时效：{words}" in narrowed
    assert "起施行" in text_of(client, "/benchmarks/?status=coming") and "止</span>" in text_of(client, "/benchmarks/?status=past")


def test_values_of_one_facet_are_taken_together(client: Client, city: None) -> None:
    one = text_of(client, "/benchmarks/?agency=scjg")
    [address] = [each for each in links(one, "云岭市公安局") if "agency=ga" in each]
    both = text_of(client, "/benchmarks/" + address)
    assert total(one) == 2 and total(both) == 3 and len(links(both, "执法机关：")) == 2
    assert not [each for each in links(one, "云岭市人民政府") if "agency=gov" in each], "all are below the government"


def test_the_range_of_fines_as_bands_and_as_a_form(client: Client, city: None) -> None:
    page = text_of(client, "/benchmarks/?fine_min=2500&agency=scjg")
    assert total(page) == 2 and 'name="agency" value="scjg"' in page and 'value="2500"' in page
    [address] = links(text_of(client, "/benchmarks/"), "1000元至1万元")
    assert total(text_of(client, "/benchmarks/" + address)) == 1


def test_nothing_found_offers_what_would_find(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=过期食品&agency=ga&fine_min=900000")
    offered = re.findall(r'去掉<a href="([^"]*)">([^<]*)</a>，有(\d+)项', page)
    assert {name for _, name, _ in offered} == {"全部筛选条件"}
    page = text_of(client, "/search/?q=过期食品&agency=ga&domain=油烟")
    for address, _, count in re.findall(r'<a href="(\?[^"]*)">([^<]*)</a>，有(\d+)项', page):
        assert total(text_of(client, "/search/" + unescape(address))) == int(count) > 0
    assert '看看<a href="/agencies/ga/">云岭市公安局</a>' in page and '看看<a href="/fields/%E9%A3%9F%E5%93%81%E5%AE%89%E5%85%A8/">食品安全</a>' in page
    assert 'href="tel:12345"' in page
    page = text_of(client, "/benchmarks/?q=露天烧烤油烟扰民&domain=油烟")
    [address] = links(page, "尚未施行的")
    assert total(text_of(client, "/benchmarks/" + address)) == 1


def test_nothing_found_leaves_a_word_out(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=过期食品 “核潜艇”")
    assert total(page) == 0 and "原文“核潜艇”" in page
    page = text_of(client, "/search/?q=过期食品 烧烤 噪声 饮酒 -食品&domain=油烟")
    assert total(page) == 0 and "去掉“食品”" in page


def test_without_script_the_page_suggests(client: Client, city: None) -> None:
    page = text_of(client, "/search/?q=过期")
    assert re.search(r'您是不是要找</span><a href="/search/\?q=[^"]*">过期食品</a>', page)
    assert '<a href="/laws/shipin/">食品安全法</a>' in text_of(client, "/search/?q=食安")


def test_reasons_are_for_staff_alone(client: Client, city: None) -> None:
    address = "/search/?q=过期食品&explain=1"
    plain = client.get(address)
    assert "为什么这样排" not in plain.content.decode()
    clerk = User.objects.create_user("clerk")
    client.force_login(clerk)
    assert "为什么这样排" not in client.get(address).content.decode()
    group = Group.objects.create(name="编辑")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    clerk.groups.add(group)
    response = client.get(address)
    page = response.content.decode()
    assert "为什么这样排" in page and "1. 经营超过保质期的食品（F21）" in page and 'scope="row">过期食品</th>' in page
    assert response["Cache-Control"] == "no-store" and response["X-Robots-Tag"] == "noindex"
    client.logout()
    assert "为什么这样排" not in client.get(address).content.decode()


def test_an_outage_is_no_answer_at_once(client: Client, site: None) -> None:
    make_edition("A1")  # there is no index at all
    response = client.get("/search/?q=占道")
    assert response.status_code == 503 and "检索暂时不可用" in response.content.decode()


WORDS = st.text(alphabet="食品法律:“” -占1a", max_size=8)
FILTERS = st.dictionaries(st.sampled_from(sorted(PARAMETERS.values())), st.lists(st.sampled_from(["1", "食品", "scjg", "past"]), min_size=1, max_size=3, unique=True).map(tuple))
SUMS = st.none() | st.integers(0, 10**9)


@given(WORDS, FILTERS, st.tuples(SUMS, SUMS), st.sampled_from(["current", "coming", "past"]), st.sampled_from(sorted(SORTS)), st.booleans(), st.integers(1, 400), st.sampled_from(["", "benchmark"]))
def test_every_state_is_an_address(text: str, filters: dict[str, tuple[str, ...]], fine: tuple[int | None, int | None], status: str, sort: str, verbatim: bool, page: int, kind: str) -> None:
    """Each address of a list, read again, is the list that it is the address of."""

    def read(address: str) -> SearchQuery:
        return SearchQuery.parse(QueryDict(address.removeprefix("?")), kind=kind or None)

    query = read(SearchQuery(" ".join(text.split()), filters, fine, None, status, verbatim, sort, page).address(page=page))  # type: ignore[arg-type]
    listing = Listing(Results(query, 0, ()), kind, date(2026, 11, 1), Reference(0, {}, {}, {}, None))  # type: ignore[arg-type]
    assert read(listing.address(page=query.page)) == query
    for chip in listing.chips:
        assert read(chip.address) != query and read(chip.address).page == 1
    assert not Listing(Results(read(listing.cleared), 0, ()), kind, date(2026, 11, 1), listing.reference).chips
    assert all(read(choice.address).sort == name for choice, name in zip(listing.sorts, [name for name in SORTS if name != "relevance" or query.text], strict=True))
