"""暂停适用: what the public is told of an item at rest, on every way to it, and for how long."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from enforcement.models import Edition, Instrument, Suspension
from search.engines import current_engine
from search.indexer import drain
from tests.portal.factory import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
GROUND = "所依据的条例已被替代，正在调整"


@pytest.fixture
def edition() -> Edition:
    return make_edition("CG036", begins=date(2025, 3, 1))


def suspend(edition: Edition, begins: date, until: date | None = None) -> Suspension:
    instrument = Instrument.objects.get_or_create(title="关于暂停适用的通知", document_no="云城规〔2026〕7号")[0]
    return Suspension.objects.create(benchmark=edition.benchmark, begins=begins, until=until, ground=GROUND, instrument=instrument)


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return re.sub("</?time[^>]*>", "", response.content.decode())


def test_every_way_to_the_item_says_so(edition: Edition) -> None:
    drain()
    assert "暂停适用" not in page("/benchmarks/CG036/")
    suspend(edition, date(2026, 8, 15))
    drain()
    said = page("/benchmarks/CG036/")
    assert "本项暂停适用，自2026年8月15日起，原因：" + GROUND in said and "云城规〔2026〕7号" in said
    assert GROUND in page("/benchmarks/CG036/calculator/")
    assert "暂停适用</span>" in page("/benchmarks/")
    assert "暂停适用</span>" in page("/search/?q=占用人行道")
    assert "暂停适用</span>" in page(f"/agencies/{edition.benchmark.agency.slug}/")
    assert "暂停适用</span>" in page("/fields/市容/")
    assert GROUND in page("/benchmarks.atom")


def test_programs_are_told_with_the_document(edition: Edition) -> None:
    suspend(edition, date(2026, 8, 15))
    drain()
    expected = {
        "begins": "2026-08-15", "until": None, "ground": GROUND, "instrument": {"title": "关于暂停适用的通知", "document_no": "云城规〔2026〕7号"},
    }  # fmt: skip
    assert json.loads(page("/api/v1/benchmarks/CG036"))["suspension"] == expected
    assert json.loads(page("/api/v1/benchmarks"))["items"][0]["suspension"] == expected
    assert json.loads(page("/api/v1/benchmarks/CG036?on=2026-08-14"))["suspension"] is None


def downloaded(name: str) -> bytes:
    response: Any = Client().get(f"/{name}")
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_files_have_columns_for_it(edition: Edition) -> None:
    suspend(edition, date(2026, 8, 15))
    drain()
    rows = list(csv.DictReader(io.StringIO(downloaded("benchmarks.csv").decode("utf-8-sig"))))
    assert {(row["暂停适用自"], row["暂停适用原因"]) for row in rows} == {("2026-08-15", GROUND)}
    assert GROUND in downloaded("benchmarks.json").decode()


def test_it_holds_from_day_to_day_and_for_the_edition_it_found(edition: Edition) -> None:
    suspend(edition, date(2026, 2, 1), until=date(2026, 5, 1))
    make_edition("CG036", begins=date(2026, 4, 1))
    told = {day: GROUND in page(f"/benchmarks/CG036/?on={day}") for day in ("2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01", "2026-05-01")}
    assert told == {"2026-01-31": False, "2026-02-01": True, "2026-03-31": True, "2026-04-01": False, "2026-05-01": False}


def test_a_kept_page_follows_at_once_and_comes_back(edition: Edition) -> None:
    drain()
    path = "/benchmarks/CG036/"
    assert GROUND not in page(path)
    suspension = suspend(edition, timezone.localdate())
    assert GROUND in page(path)
    suspension.until = suspension.begins
    suspension.save()
    assert GROUND not in page(path)


def test_one_that_comes_tomorrow_is_not_told_today(edition: Edition) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    suspend(edition, tomorrow)
    assert GROUND not in page("/benchmarks/CG036/")
    assert GROUND in page(f"/benchmarks/CG036/?on={tomorrow}")


def test_a_search_for_it_finds_what_rests(edition: Edition) -> None:
    make_edition("CG037", act="擅自设置户外广告")
    suspend(edition, date(2026, 8, 15))
    drain()
    assert current_engine().count() >= 2
    found = json.loads(page("/api/v1/benchmarks?q=暂停适用"))
    assert [item["address"] for item in found["items"]] == ["CG036"]
