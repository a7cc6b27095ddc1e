"""Downloads and feeds through the public door: exactly what the list holds, nothing when search is away, nothing that harms."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import openpyxl
import pytest
from django.conf import settings as portal_settings
from django.test import Client
from django.utils import timezone

from enforcement.models import Edition
from portal.download_places import AT_ONCE, Held, Place
from search import find as finding
from search.engines.base import EngineUnavailable
from search.indexer import drain
from search.renderers.columns import COLUMNS
from tests.portal.factory import make_agency, make_edition, make_law, withdraw

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ENDINGS = ("csv", "xlsx", "json")


@pytest.fixture
def catalogue(site: None) -> None:
    food = make_agency("云岭市市场监督管理局", "scjg")
    make_edition("0C11", act="占用人行道堆放杂物", domain="市容", begins=date(2020, 1, 1), tiers=(("一般", "旧的", "处100元罚款"),))
    make_edition("0C11", act="占用人行道堆放杂物", domain="市容")
    make_edition("C12", act="占用车行道摆摊经营", domain="市容", statutory_penalty="=1+1")
    make_edition("F21", act="经营超过保质期的食品", agency=food, domain="食品安全", law=make_law("食品安全法", "shipin"), tiers=(
        ("一般", "货值不足1万元", "处5万元以上10万元以下罚款"),
    ))  # fmt: skip
    drain()


def content(response: Any) -> bytes:
    assert response.status_code == 200
    body: bytes = b"".join(response.streaming_content)
    return body


def codes(client: Client, address: str) -> dict[str, set[str]]:
    """The codes that each format gives for the same question."""
    path, _, question = address.partition("?")
    table = csv.DictReader(io.StringIO(content(client.get(f"{path}.csv?{question}")).decode("utf-8-sig"), newline=""))
    book = openpyxl.load_workbook(io.BytesIO(content(client.get(f"{path}.xlsx?{question}"))), read_only=True)
    document = json.loads(content(client.get(f"{path}.json?{question}")))
    rows = list(book.active.iter_rows(values_only=True, min_row=2))
    return {
        "csv": {row["事项编码"] for row in table},
        "xlsx": {str(row[1]) for row in rows},
        "json": {item["code"] for item in document["items"]},
    }


HELD: tuple[tuple[str, set[str]], ...] = (
        ("/benchmarks", {"0C11", "C12", "F21"}), ("/benchmarks?domain=市容", {"0C11", "C12"}), ("/benchmarks?fine_min=60000", {"F21"}),
        ("/benchmarks?law=食品安全法&page=9", {"F21"}), ("/search?q=保质期", {"F21"}), ("/search?kind=agency&q=市场监督管理局", {"scjg"}),
        ("/benchmarks?on=2020-05-01", {"0C11"}), ("/benchmarks?agency=nobody", set()), ("/search?q=㊣㊣㊣", set()), ("/benchmarks?on=1999-01-01", set()),
)  # fmt: skip


def test_a_file_holds_exactly_what_the_list_holds(client: Client, catalogue: None) -> None:
    for address, wanted in HELD:
        assert codes(client, address) == dict.fromkeys(ENDINGS, wanted), address


def test_one_row_a_tier_with_its_amounts(client: Client, catalogue: None) -> None:
    rows = list(csv.DictReader(io.StringIO(content(client.get("/benchmarks.csv?domain=市容")).decode("utf-8-sig"), newline="")))
    assert [row["裁量阶次"] for row in rows] == ["较轻", "一般", "严重"] * 2
    first, last = rows[0], rows[-1]
    assert (first["罚款下限（元）"], first["罚款上限（元）"], first["裁量幅度"]) == ("500", "2000", "罚款500元以上不满2000元")
    assert first["法律依据"] == "《城市市容管理条例》第三十六条第一款" and first["实施机关"] == "云岭市城市管理局"
    assert first["施行日期"] == "2025-03-01" and first["失效日期"] == "" and first["数据日期"] == timezone.localdate().isoformat()
    assert first["网址"] == f"{portal_settings.BASE_URL}/benchmarks/0C11/"
    assert last["法定处罚"] == "'=1+1"
    assert first["制定文件"] and first["发文字号"].startswith("云城规〔2025〕")


def test_a_workbook_keeps_codes_and_types(client: Client, catalogue: None) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content(client.get("/benchmarks.xlsx?domain=市容"))))
    head, first, *_ = book.active.iter_rows()
    row = {title.value: cell for title, cell in zip(head, first, strict=True)}
    assert row["事项编码"].value == "0C11" and row["罚款下限（元）"].value == 500 and row["施行日期"].value.date() == date(2025, 3, 1)
    texts = [cell for cells in book.active.iter_rows() for cell in cells if isinstance(cell.value, str)]
    assert "=1+1" in {cell.value for cell in texts} and {cell.data_type for cell in texts} <= {"s", "inlineStr"}


def test_json_nests_what_a_table_joins(client: Client, catalogue: None) -> None:
    document = json.loads(content(client.get("/benchmarks.json?on=2020-05-01")))
    [item] = document["items"]
    assert document["total"] == 1 and document["as_of"] == item["as_of"] == "2020-05-01"
    assert item["url"].endswith("/benchmarks/0C11/?on=2020-05-01") and item["in_force_until"] == "2025-03-01"
    assert item["tiers"][0]["amounts"][0] | {"minimum": 100, "maximum": 100, "unit": "yuan", "sanction": "fine"} == item["tiers"][0]["amounts"][0]
    assert item["laws"][0]["slug"] == "shirong" and item["agency"]["slug"] == "csgl"


def test_only_public_columns(client: Client, catalogue: None) -> None:
    document = json.loads(content(client.get("/benchmarks.json")))
    assert set(document["items"][0]) == {
        "kind", "address", "code", "url", "act", "action_type", "agency", "domain", "laws", "statutory_penalty", "tiers", "fine_min", "fine_max",
        "instrument", "in_force_from", "in_force_until", "suspension", "published_at", "as_of",
    }  # fmt: skip
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_what_was_withdrawn_is_in_no_file(client: Client, catalogue: None) -> None:
    withdraw(Edition.objects.get(benchmark__address="C12"))
    assert codes(client, "/benchmarks?domain=市容") == dict.fromkeys(ENDINGS, {"0C11"})  # the index still has it
    assert b"C12" not in client.get("/benchmarks.atom").content


def test_a_file_comes_with_its_name_and_is_kept_by_nobody(client: Client, catalogue: None) -> None:
    response = client.get("/search.csv", {"q": "占道 \"x\"\r\nX-Evil: 1"})
    assert content(response) and response["Content-Type"] == "text/csv; charset=utf-8" and response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff" and response["X-Robots-Tag"] == "noindex" and not response.has_header("X-Evil")
    assert response["Content-Disposition"].startswith("attachment; ") and quote("占道") in response["Content-Disposition"]


def test_packed_for_who_takes_it(client: Client, catalogue: None) -> None:
    packed = client.get("/benchmarks.csv", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(content(packed)) == content(client.get("/benchmarks.csv"))


def test_head_makes_no_file_and_post_is_refused(client: Client, catalogue: None) -> None:
    for ending in ENDINGS:
        head: Any = client.head(f"/benchmarks.{ending}")
        assert head["Content-Disposition"] and not b"".join(head.streaming_content)
        assert client.post(f"/benchmarks.{ending}").status_code == 405


def test_an_outage_is_no_empty_file(client: Client, site: None) -> None:
    make_edition("C11")  # written, not indexed: there is no index at all
    for name, ending in product(("search", "benchmarks"), (*ENDINGS, "atom")):
        response = client.get(f"/{name}.{ending}?q=占道")
        assert response.status_code == 503 and response["Retry-After"] and response["Cache-Control"] == "no-store"
        assert "检索暂时不可用" in response.content.decode() and not response.has_header("Content-Disposition")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_outage_on_the_way_breaks_the_answer_off(client: Client, catalogue: None, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """The engine goes while the second chunk is read: the stream ends in an error, not in a whole file."""
    loading: Callable[..., Any] = finding._load

    def once(*args: Any) -> Any:
        yielded = loading(*args)
        monkeypatch.setattr(finding, "_load", gone)
        return yielded

    def gone(*args: Any) -> Any:
        raise EngineUnavailable("gone")

    monkeypatch.setattr(finding, "CHUNK", 1)
    monkeypatch.setattr(finding, "_load", once)
    response: Any = client.get(f"/benchmarks.{ending}")
    pieces = []
    with pytest.raises(EngineUnavailable):
        for piece in response.streaming_content:
            pieces.append(piece)
    part = b"".join(pieces)
    if ending == "csv":
        assert "不完整" in part.decode().splitlines()[-1]
    elif ending == "json":
        with pytest.raises(json.JSONDecodeError):
            json.loads(part)
    else:
        assert part.startswith(b"PK") and not zipfile.is_zipfile(io.BytesIO(part))


def test_more_than_the_limit_is_refused_with_a_page(client: Client, catalogue: None, settings: Any) -> None:
    settings.DOWNLOAD_MAX_ITEMS = 2
    response = client.get("/benchmarks.csv?sort=fine")
    page = response.content.decode()
    assert response.status_code == 400 and "共有3项" in page and "最多下载2项" in page and 'href="/benchmarks/?sort=fine"' in page
    assert content(client.get("/benchmarks.csv?domain=市容"))


def test_slow_readers_leave_room_for_others(client: Client, catalogue: None) -> None:
    held: list[Any] = [client.get("/benchmarks.csv") for _ in range(AT_ONCE)]
    refused = client.get("/benchmarks.xlsx")
    assert refused.status_code == 503 and refused["Retry-After"] and "正在下载的人较多" in refused.content.decode()
    assert client.get("/benchmarks/").status_code == 200
    content(held.pop())
    for ending in ENDINGS * 2:
        content(client.get(f"/benchmarks.{ending}"))
    content(held.pop())
    for response in [client.get("/benchmarks.csv") for _ in range(AT_ONCE)]:
        content(response)


def test_a_reader_who_goes_away_gives_the_place_back() -> None:
    made: list[str] = []

    def blocks() -> Iterator[bytes]:
        try:
            yield from (b"1", b"2")
        finally:
            made.append("ended")

    places = [Place() for _ in range(AT_ONCE)]
    assert all(places) and not Place()
    started, unread = Held(blocks(), places.pop()), Held(blocks(), places.pop())
    assert next(started) == b"1"
    started.close()
    started.close()  # once given back is given back
    assert made == ["ended"]
    one = Place()
    assert one and not Place()
    unread.close()
    del one  # forgotten by an error on the way
    again = [Place() for _ in range(AT_ONCE)]
    assert all(again)


def test_an_outage_holds_no_place(client: Client, site: None) -> None:
    make_edition("C11")
    assert {client.get("/benchmarks.csv").status_code for _ in range(AT_ONCE + 2)} == {503}
    drain()
    content(client.get("/benchmarks.csv"))


def test_odd_questions_make_files_too(client: Client, catalogue: None) -> None:
    for text in ("占" * 10_000, "\x00\x0b", "<script>", "%_'\"", "😀", '"未闭合', "-" * 50):
        for ending in ENDINGS:
            assert content(client.get(f"/search.{ending}", {"q": text, "fine_min": "x", "on": "2026-99-99", "page": "-1", "sort": "?"}))
        assert client.get("/search.atom", {"q": text}).status_code == 200


def test_lists_lead_to_their_files_and_their_feed(client: Client, catalogue: None) -> None:
    for address, name in (("/benchmarks/?domain=市容", "benchmarks"), ("/search/?q=占道", "search")):
        page = client.get(address).content.decode()
        asked = address.partition("?")[2]
        name_, _, value = asked.partition("=")
        query = f"?{name_}={quote(value)}"
        for ending in (*ENDINGS, "atom"):
            assert f'href="/{name}.{ending}{query}"' in page
        assert '<link rel="alternate" type="application/atom+xml"' in page


# --- feeds ---------------------------------------------------------------------------------
def feed(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200 and response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    well_formed(root)
    return root


def one(element: ElementTree.Element, name: str) -> str:
    """The text of the one child of this name (RFC 4287, sections 4.1.1 and 4.1.2)."""
    [found] = element.findall(ATOM + name)
    return found.text or ""


def well_formed(root: ElementTree.Element) -> None:
    """What RFC 4287 demands of a feed and its entries."""
    assert root.tag == ATOM + "feed"
    for element in (root, *root.iter(ATOM + "entry")):
        assert one(element, "title").strip() and one(element, "id").startswith("tag:")
        moment = datetime.fromisoformat(one(element, "updated"))
        assert moment.tzinfo and moment <= timezone.now() + timedelta(days=1)
        links = [(link.get("rel"), link.get("href", "")) for link in element.findall(ATOM + "link")]
        assert len(links) == len(set(links)) and all(href.startswith(portal_settings.BASE_URL) and href.isascii() for _, href in links)
        assert [rel for rel, _ in links].count("alternate") == 1
        assert one(element.findall(ATOM + "author")[0], "name").strip()
    assert [link.get("rel") for link in root.findall(ATOM + "link")].count("self") == 1
    ids = [one(entry, "id") for entry in root.iter(ATOM + "entry")]
    assert len(ids) == len(set(ids))
    moments = [datetime.fromisoformat(one(entry, "updated")) for entry in root.iter(ATOM + "entry")]
    assert moments == sorted(moments, reverse=True)
    if moments:
        assert datetime.fromisoformat(one(root, "updated")) == moments[0]


def titles(root: ElementTree.Element) -> list[str]:
    return [one(entry, "title") for entry in root.iter(ATOM + "entry")]


def dated(address: str, published: datetime) -> None:
    Edition.objects.filter(benchmark__address=address).update(published_at=published, last_published_at=published)


def test_newest_changes_come_first(client: Client, site: None) -> None:
    now = datetime(2025, 6, 1, 4, tzinfo=UTC)
    for number, (address, begins) in enumerate((("N1", date(2025, 5, 1)), ("N2", date(2025, 1, 1)), ("N3", date(2025, 3, 1)))):
        make_edition(address, act=f"占道行为{address}", begins=begins)
        dated(address, now - timedelta(days=number * 40))
    make_edition("N4", act="占道行为N4", begins=date(2025, 6, 20))
    dated("N4", datetime(2020, 1, 1, tzinfo=UTC))  # published long before it came into force
    drain()
    assert titles(feed(client, "/benchmarks.atom")) == ["占道行为N4", "占道行为N1", "占道行为N2", "占道行为N3"]


def test_a_correction_keeps_its_id_and_rises(client: Client, site: None) -> None:
    for address in ("N1", "N2"):
        make_edition(address, act=f"占道行为{address}")
        dated(address, datetime(2025, 6, 1 if address == "N1" else 2, tzinfo=UTC))
    drain()
    before = feed(client, "/benchmarks.atom")
    edition = Edition.objects.get(benchmark__address="N1")
    edition.act = "占道行为N1（更正）"
    edition.save_revision().publish()
    drain()
    after = feed(client, "/benchmarks.atom")
    assert titles(before) == ["占道行为N2", "占道行为N1"] and titles(after) == ["占道行为N1（更正）", "占道行为N2"]
    ids = [[one(entry, "id") for entry in root.iter(ATOM + "entry")] for root in (before, after)]
    assert ids[0] == ids[1][::-1] and one(before, "id") == one(after, "id")


def test_a_feed_narrows_like_its_list_and_names_itself(client: Client, catalogue: None) -> None:
    root = feed(client, "/benchmarks.atom?domain=市容&page=3&utm=x")
    assert set(titles(root)) == {"占用人行道堆放杂物", "占用车行道摆摊经营"}
    links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
    assert links == {rel: f"{portal_settings.BASE_URL}{path}?domain={quote('市容')}" for rel, path in (("self", "/benchmarks.atom"), ("alternate", "/benchmarks/"))}
    assert titles(feed(client, "/search.atom?q=㊣㊣")) == []


def test_what_xml_forbids_is_left_out_and_markup_is_text(client: Client, site: None) -> None:
    make_edition("X1甲", act="占道\x0b\x1f<b>经营</b>]]>&amp;\uffff", domain="市\x0b容", tiers=(("一般\x0c", "</script>", "处1元罚款"),))
    drain()
    [entry] = feed(client, "/benchmarks.atom").iter(ATOM + "entry")
    assert one(entry, "title") == "占道<b>经营</b>]]>&amp;"
    assert "</script>" in one(entry, "summary") and entry.find(ATOM + "category").get("term") == "市容"  # type: ignore[union-attr]


def test_a_reader_who_has_the_feed_is_told_so(client: Client, catalogue: None) -> None:
    for address in ("/benchmarks.atom", "/search.atom?q=㊣㊣"):
        first = client.get(address)
        assert first["Cache-Control"] == "public, max-age=600"
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
        assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    etag = client.get("/benchmarks.atom")["ETag"]
    make_edition("NEW", act="新的行为")
    drain()
    assert client.get("/benchmarks.atom", headers={"if-none-match": etag}).status_code == 200
