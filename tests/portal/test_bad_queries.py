"""Questions that can't be taken as they are: each kind has its own sentence on the page and its own type in the interface."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from search.engines import current_engine, forget_engines
from search.engines.elastic.client import client as cluster_client
from search.indexer import drain
from search.query import LONGEST_TEXT, MOST_VALUES, MOST_WORDS, SearchQuery
from search.remarks import KINDS, remarks_of
from search.remarks.text import text_remark
from tests.portal.factory import make_edition
from tests.search.cluster import cluster_url
from tests.search.sample import codes, seed_sayings

#: What is typed → its kind, and words of the sentence that is said.
TEXTS = [
    ("占" * 201, "too-long", "超过200字"),
    ("占道经营，" * 2_000, "too-long", "只按前200字"),
    ("占道 " * 41, "too-many-words", "超过40个词"),
    ("x " * 99, "too-many-words", "只按前40个词"),
    ("\x00\x01\x7f", "nothing-readable", "没有可以识别的文字"),
    ("\u200b\u202e", "nothing-readable", "没有可以识别的文字"),
    ("？！。", "only-punctuation", "只有标点符号"),
    ("***", "only-punctuation", "只有标点符号"),
    ('""', "only-punctuation", "只有标点符号"),
    ("+-&&||!(){}[]^~:\\", "only-punctuation", "只有标点符号"),
    ("%' --", "only-punctuation", "只有标点符号"),
    ("<script>alert(1)</script>", "code", "程序代码"),
    ('"><img src=x onerror=alert(2)>', "code", "程序代码"),
    ("' OR '1'='1", "code", "程序代码"),
    ("占道'; DROP TABLE search_change; --", "code", "程序代码"),
    ("1 UNION SELECT password FROM auth_user", "code", "程序代码"),
    ('{"query": {"match_all": {}}}', "code", "程序代码"),
    ("${jndi:ldap://x}", "code", "程序代码"),
    ("{{ settings.SECRET_KEY }}", "code", "程序代码"),
    ("../../etc/passwd", "code", "程序代码"),
    ("/占道.*/", "regular-expression", "正则表达式"),
    ("占.*营", "regular-expression", "正则表达式"),
    ("[a-z]+", "regular-expression", "正则表达式"),
    (r"\d{4}年", "regular-expression", "正则表达式"),
    ("(占道|噪声)经营", "regular-expression", "正则表达式"),
    ("(a+)+$", "regular-expression", "正则表达式"),
    ("^占道", "regular-expression", "正则表达式"),
    ("占道*", "wildcard", "通配符"),
    ("*占*道*经*营*", "wildcard", "通配符"),
    ("a*" * 90, "wildcard", "通配符"),
    ("占??营", "wildcard", "通配符"),
    ("?道经营", "wildcard", "通配符"),
    ("%占道%", "wildcard", "通配符"),
    ("占道~2", "wildcard", "通配符"),
    ("占道 AND 经营", "operator", "“AND”"),
    ("占道 NOT 噪声", "operator", "减号"),
    ("占道&&经营", "operator", "“AND”"),
    ("“占道经营", "unpaired-quote", "引号没有成对"),
    ('占道"经营', "unpaired-quote", "引号没有成对"),
    ("「占道」经营」", "unpaired-quote", "引号没有成对"),
]
#: The rest of an address → kind, words of the page's sentence, and what the interface answers (None where it has no such parameter).
ADDRESSES: list[tuple[str, str, str, int | None]] = [
    ("page=x", "unreadable-page", "页码“x”无法识别", None),
    ("page=0", "unreadable-page", "第1页", None),
    ("page=-3", "unreadable-page", "第1页", None),
    ("on=昨天", "unreadable-date", "“昨天”不是能识别的日期", 400),
    ("on=2025-02-30", "unreadable-date", "不是能识别的日期", 400),
    ("fine_min=一万", "unreadable-amount", "“一万”无法识别", 400),
    ("fine_max=1e9", "unreadable-amount", "“1e9”无法识别", 400),
    ("kind=nothing", "unknown-value", "“类型”没有“nothing”", 200),
    ("agency=nobody", "unknown-value", "“执法机关”没有“nobody”", 200),
    ("agency=csgl&agency=nobody", "unknown-value", "“执法机关”没有“nobody”", 200),
    ("domain=占星", "unknown-value", "“执法领域”没有“占星”", 200),
    ("law=没有的法", "unknown-value", "“法律法规”没有“没有的法”", 200),
    ("tiers=三", "unknown-value", "“裁量阶次”没有“三”", 200),
    ("fine=7", "unknown-value", "“罚款上限”没有“7”", 200),
    ("fine=<b>", "unknown-value", "“罚款上限”没有“<b>”", 200),
    ("status=gone", "unknown-value", "“时效”没有“gone”", 400),
    ("sort=best", "unknown-value", "没有“best”这种排列", 400),
    ("&".join(f"law=第{n}法" for n in range(MOST_VALUES + 1)), "too-many-values", "最多20项", 400),
]
#: What is well: said by people, officers and those who know the signs.
WELL = [
    "占道经营", "怎么罚?罚多少", "怎么罚？", "罚款10%的", "货值10%以下", "“占道” 经营", '"占道" "经营"', "「占道」", "占道 -噪声", "-噪声", "法律:城市市容管理条例", "机关：城管 占道", "200-2000元",
    "200~2000元", "2024-09-03", "食品安全法124条第1款第(二)项", "KTV噪声", "zhandao jingying", "z d j y", "A1", "(占道)经营", "《城市市容管理条例》第36条", "and", "or", "5万元/次", "C++",
    "罚5%～10%", "[2025]1号", "〔2025〕1号", "电动车(含三轮)", "a.b", "占道,经营;噪声", "￥500", "'垃圾", "什么是“三小”？", "1/2", "占道 / 经营", "3<5", "http://example.gov.cn/a?b=1",
]  # fmt: skip


@pytest.fixture(params=["embedded", "elastic"])
def catalogue(request: pytest.FixtureRequest, site: None, settings: LazySettings) -> Iterator[str]:
    """A few items in the engine that answers: here, or on a genuine node."""
    settings.SEARCH_ENGINE = request.param
    if request.param == "elastic":
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = [cluster_url()], f"test-{uuid4().hex[:10]}"
        cluster_client.cache_clear()
    forget_engines()
    make_edition("A1", act="占道经营")
    make_edition("A2", act="夜间施工噪声扰民", domain="噪声")
    drain()
    assert current_engine().name == request.param
    yield request.param
    if request.param == "elastic":
        cluster_client().indices.delete(index=list(cluster_client().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*")))
        cluster_client.cache_clear()


def said(client: Client, address: str) -> tuple[list[tuple[str, str]], str]:
    """Kinds and sentences on the page, and the page."""
    response = client.get(address)
    assert response.status_code == 200, address[:80]
    page = response.content.decode()
    found = re.findall(r'<p class="notice notice--caution" data-remark="([^"]*)"><strong>[^<]+</strong>　([^<]*)</p>', page)
    return [(kind, unescape(sentence)) for kind, sentence in found], page


def asked_of_the_interface(client: Client, query: str) -> tuple[int, Any]:
    response = client.get(f"/api/v1/search?{query}")
    return response.status_code, json.loads(response.content)


@pytest.mark.django_db
def test_each_kind_of_text_has_its_sentence_and_its_type_on_both_engines(client: Client, catalogue: str) -> None:
    totals = {}
    for text, kind, words in TEXTS:
        query = "q=" + quote(text)
        [(told, sentence)], page = said(client, f"/search/?{query}")
        assert told == kind and words in sentence, text[:30]
        assert "<script>alert" not in page and "<img src=x" not in page
        status, document = asked_of_the_interface(client, query)
        if KINDS[kind].refused:
            assert status == 400 and document["type"] == f"/api/#{kind}" and document["errors"][0]["parameter"] == "q" and document["title"] == KINDS[kind].title
        elif len(text) <= LONGEST_TEXT:
            assert status == 200 and [(each["type"], each["parameter"]) for each in document["remarks"]] == [(f"/api/#{kind}", "q")]
            totals[text] = document["total"]
    assert {text for text, total in totals.items() if total == 0} >= {"***", "？！。", '""'}
    for text in ("占道*", "“占道经营", "占道 AND 经营", "/占道.*/", "%占道%"):
        assert totals[text] >= 1, f"{text}: what can be read of it is looked for"


@pytest.mark.django_db
def test_each_kind_of_address_has_its_sentence_and_its_type_on_both_engines(client: Client, catalogue: str) -> None:
    for rest, kind, words, answers in ADDRESSES:
        found, page = said(client, "/benchmarks/?" + rest if not rest.startswith("kind") else "/search/?" + rest)
        if kind == "unreadable-date":
            assert not found and words in page, "the day is told in its own place"
        else:
            assert {told for told, _ in found} >= {kind} and words in "".join(sentence for _, sentence in found), rest[:40]
        if answers is None:
            continue
        status, document = asked_of_the_interface(client, rest)
        assert status == answers, rest[:40]
        types = [document["type"]] if status == 400 else [each["type"] for each in document["remarks"]]
        assert f"/api/#{kind}" in types, rest[:40]


@pytest.mark.django_db
def test_what_is_well_is_left_in_peace(client: Client, site: None) -> None:
    make_edition("A1", act="占道经营")
    drain()
    for text in ("占道经营", "怎么罚?罚多少", '"占道" 经营', "占道 -噪声"):
        assert said(client, "/search/?q=" + quote(text))[0] == []
        assert asked_of_the_interface(client, "q=" + quote(text))[1]["remarks"] == []
    address = "/benchmarks/?agency=csgl&law=城市市容管理条例&domain=市容&tiers=3&fine=50000&status=past&sort=code&fine_min=0&fine_max=5&page=2&on=2025-03-01"
    assert said(client, address)[0] == []


@pytest.mark.parametrize("text", WELL)
def test_ordinary_questions_hold_nothing_odd(text: str) -> None:
    assert text_remark(text) is None


def test_nothing_of_the_catalogue_and_of_the_thesaurus_looks_odd() -> None:
    """Every title of the sample and every saying: what people paste and what they say."""
    odd = {text: remark.kind for text in (*codes().values(), *codes(), *seed_sayings()) if (remark := text_remark(text)) is not None and remark.kind != "too-long"}
    assert odd == {}


@given(st.text(max_size=300), st.dictionaries(st.sampled_from(["kind", "agency", "tiers", "fine", "fine_min", "on", "status", "sort", "page"]), st.text(max_size=40), max_size=4))
def test_whatever_comes_every_remark_is_a_known_kind_with_a_sentence(text: str, more: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data["q"] = text
    for name, value in more.items():
        data[name] = value
    query = SearchQuery.parse(data)
    assert len(query.text) <= LONGEST_TEXT and len(query.text.split()) <= MOST_WORDS
    for remark in remarks_of(data, query):
        assert remark.kind in KINDS and remark.sentence.endswith("。") and len(remark.sentence) < 120


# --- deep pages -------------------------------------------------------------------------------
@pytest.fixture
def short_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """One page of twenty instead of five hundred."""
    monkeypatch.setattr("search.query.DEEPEST", 20)
    monkeypatch.setattr("search.results.DEEPEST", 20)


@pytest.mark.django_db
def test_the_last_page_that_can_be_turned_to_says_why_and_what_else_can_be_done(client: Client, site: None, short_reach: None) -> None:
    for number in range(21):
        make_edition(f"A{number:02d}", act="占道经营", tiers=(("一般", "占道", "处100元罚款"),))
    drain()
    found, page = said(client, "/benchmarks/?page=1")
    assert found == [] and "网页最多翻到前20项" in page and "共21项" in page and 'rel="next"' not in page
    assert "/benchmarks.csv" in page
    for deep in ("2", "501", "9" * 30):
        [(kind, sentence)], page = said(client, f"/benchmarks/?page={deep}")
        assert kind == "too-deep" and "最多翻到第1页" in sentence and "下载" in sentence
        assert 'start="1"' in page
    assert len(json.loads(client.get("/api/v1/benchmarks?size=100").content)["items"]) == 21, "the interface reads on"


@pytest.mark.django_db
def test_a_page_behind_a_short_list_is_no_matter_of_reach(client: Client, site: None) -> None:
    make_edition("A1")
    drain()
    found, page = said(client, "/benchmarks/?page=99999")
    assert found == [] and "结果没有这么多页" in page


@pytest.mark.django_db
def test_every_kind_is_explained_where_its_type_leads(client: Client, site: None) -> None:
    page = client.get("/api/").content.decode()
    for name, kind in KINDS.items():
        assert f'id="{name}"' in page and kind.title in page
    assert {kind for _, kind, _ in TEXTS} | {kind for _, kind, _, _ in ADDRESSES} | {"too-deep"} == set(KINDS)
