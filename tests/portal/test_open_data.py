"""The open-data page: every figure counted and leading to what it counts, every column explained from one source."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from enforcement.models import Benchmark, Instrument
from portal.dictionary import NESTED, columns, sections
from portal.gaps import GAPS
from search.indexer import drain
from search.renderers.columns import COLUMNS
from tests.portal.factory import make_agency, make_edition, make_law, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(site: None) -> None:
    mute = make_agency("云岭市无电话局", "mute", phone="")
    old = make_law("旧法", "jiufa", replaced_by=make_law(), replaced_on=date(2025, 1, 1))
    make_edition("A1")
    make_edition("A2", act="只有文字的行为", tiers=(("一般", "初次", "给予警告"),))
    make_edition("A3", law=old, agency=mute)
    nameless = make_edition("A4")
    Benchmark.objects.filter(pk=nameless.benchmark_id).update(code="")
    Instrument.objects.filter(pk=nameless.instrument_id).update(provisional=True, document_no="")
    withdraw(make_edition("A5", agency=mute, law=old))
    make_edition("A6", agency=mute, law=old, begins=date(2999, 1, 1))
    drain()


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def figures(page: str) -> dict[str, tuple[str, int]]:
    """Name → address and figure of every counted line."""
    found = re.findall(r'<a href="([^"]+)"><span class="index__name">([^<]+)</span> <span class="index__count">([\d,]+)<', page)
    return {name: (unescape(address), int(count.replace(",", ""))) for address, name, count in found}


def test_every_figure_leads_to_exactly_what_it_counts(client: Client, catalogue: None) -> None:
    counted = figures(text_of(client, "/open-data/"))
    assert {name: count for name, (_, count) in counted.items()} == {
        "行政裁量权基准": 4, "执法主体": 2, "所依据的法律法规": 2, **{gap.title: 1 for gap in GAPS},
    }  # fmt: skip
    for name, (address, count) in counted.items():
        page = text_of(client, address)
        if name == "执法主体":
            assert page.count('href="/agencies/') >= count
        else:
            found = re.search(r"共<strong>([\d,]+)</strong>", page)
            assert found and int(found[1]) == count, name


def test_a_gap_lists_its_items(client: Client, catalogue: None) -> None:
    wanted = {"amounts": "A2", "replaced-law": "A3", "contact": "A3", "code": "A4", "document": "A4"}
    assert {gap.slug for gap in GAPS} == set(wanted)
    for slug, address in wanted.items():
        page = text_of(client, f"/open-data/gaps/{slug}/")
        assert re.findall(r'href="/benchmarks/(A\d)/"', page) == [address]
    assert client.get("/open-data/gaps/none/").status_code == 404


def test_without_gaps_nothing_leads_to_empty_lists(client: Client, site: None) -> None:
    page = text_of(client, "/open-data/")
    assert "/open-data/gaps/" not in page and all(gap.title in page for gap in GAPS)


def test_the_dictionary_explains_every_column_and_nested_field(client: Client, catalogue: None) -> None:
    page = text_of(client, "/open-data/")
    assert [entry.name for entry in columns()] == [column.name for column in COLUMNS]
    entries = [*columns(), *(entry for section in sections() for entry in section.entries)]
    assert all(entry.meaning.endswith("。") for entry in entries)
    for entry in entries:
        assert f"<code>{entry.name}</code>" in page


def test_what_json_nests_is_explained(client: Client, catalogue: None) -> None:
    response: Any = client.get("/benchmarks.json")
    item = json.loads(b"".join(response.streaming_content))["items"][0]
    assert set(item["tiers"][0]) - {"amounts"} <= set(NESTED["Tier"])
    assert set(item["tiers"][0]["amounts"][0]) == set(NESTED["TierAmount"])
    assert set(item["laws"][0]) - {"slug", "text"} == set(NESTED["EditionCitation"])


def test_rooms_of_open_data_are_found(client: Client, catalogue: None) -> None:
    sitemap = client.get("/sitemap-rooms.xml").content.decode()
    robots = client.get("/robots.txt").content.decode()
    assert "/open-data/</loc>" in sitemap and "/api/</loc>" in sitemap
    for line in ("Disallow: /search.", "Disallow: /benchmarks.", "Disallow: /api/v1/"):
        assert line in robots.splitlines()
    assert 'href="/open-data/"' in text_of(client, "/sitemap/")


def test_pages_are_kept_and_fresh_after_a_change(client: Client, catalogue: None) -> None:
    first = client.get("/open-data/")
    assert first["Cache-Control"] == "public, max-age=60"
    assert client.get("/open-data/", headers={"if-none-match": first["ETag"]}).status_code == 304
    make_edition("NEW")
    assert figures(text_of(client, "/open-data/"))["行政裁量权基准"][1] == 5
