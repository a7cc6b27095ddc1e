"""“This is the full list”: what the file does not name ends, by an instrument, for the agencies in the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.utils import timezone

from enforcement.imports.options import ImportOptions
from enforcement.imports.prepare import prepare
from enforcement.imports.publish import CannotPublish, publish
from enforcement.models import Edition, ImportBatch
from tests.street import (
    BASIS,
    HEADERS,
    MARKET,
    MILDER,
    TIERS,
    City,
    Line,
    actions,
    bring,
    make_city,
    said,
    shown,
    waiting,
)

pytestmark = pytest.mark.django_db

BEGINS = "2024年3月1日"
FIRST, SECOND, THIRD = (Line(act, code=code, begins=BEGINS) for act, code in [("在河道管理范围内倾倒渣土", "A1"), ("未安装取水计量设施", "A2"), ("在堤防上种植高秆作物", "A3")])
ELSEWHERE = Line("销售超过保质期的食品", code="B1", agency=MARKET, begins=BEGINS)
END = date(2025, 6, 1)
DAY_BEFORE = date(2025, 5, 31)


@pytest.fixture
def city(tmp_path: Path) -> City:
    city = make_city()
    bring(tmp_path, [FIRST, SECOND, THIRD, ELSEWHERE])
    return city


def full(city: City, tmp_path: Path, *lines: Line, **options: Any) -> ImportBatch:
    return waiting(tmp_path, lines, full_list=True, instrument=city.repeal.pk, effective_from=END, **options)


def test_what_is_not_named_ends_by_the_instrument(city: City, tmp_path: Path) -> None:
    batch = full(city, tmp_path, FIRST)
    assert (actions(batch), said(batch)) == (["same", "end", "end"], ["ITEMS_TO_END"])
    assert "2项" in batch.report[0]["message"]
    assert set(shown(END)) == {"A1", "A2", "A3", "B1"}
    publish(batch, city.user)
    assert set(shown(DAY_BEFORE)) == {"A1", "A2", "A3", "B1"}
    assert set(shown(END)) == {"A1", "B1"}
    ended = Edition.objects.get(benchmark__code="A2")
    assert (ended.ended_on, ended.ended_by, ended.in_force_until) == (END, city.repeal, END)


def test_without_an_instrument_nothing_ends(city: City, tmp_path: Path) -> None:
    batch = waiting(tmp_path, [FIRST], full_list=True)
    assert (actions(batch), said(batch)) == (["same"], ["FULL_LIST_WITHOUT_INSTRUMENT"])
    with pytest.raises(CannotPublish, match="完整清单"):
        publish(batch, city.user)


def test_without_a_date_it_ends_on_the_day_of_publication(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [FIRST], full_list=True, instrument=city.repeal.pk)
    assert Edition.objects.get(benchmark__code="A2").ended_on == timezone.localdate()


def test_an_agency_with_a_faulty_row_is_spared(city: City, tmp_path: Path) -> None:
    faulty = Line("", code="A9", begins=BEGINS)
    batch = full(city, tmp_path, FIRST, faulty, Line("无证经营食品", code="B2", agency=MARKET, begins=BEGINS))
    assert "FULL_LIST_UNCERTAIN" in said(batch)
    ending = Edition.objects.filter(pk__in=batch.items.filter(action="end").values("record_key"))
    assert [edition.benchmark.code for edition in ending] == ["B1"]


def test_an_agency_known_by_another_name_is_spared_alone(city: City, tmp_path: Path) -> None:
    faulty = Line("", code="A9", agency="市水务局", begins=BEGINS)
    batch = full(city, tmp_path, FIRST, faulty, Line("无证经营食品", code="B2", agency=MARKET, begins=BEGINS))
    assert actions(batch) == ["same", "create", "end"]


def test_an_unknown_agency_makes_everything_uncertain(city: City, tmp_path: Path) -> None:
    batch = full(city, tmp_path, FIRST, Line("某一违法行为甲乙", agency="不知名的局", begins=BEGINS))
    assert "end" not in actions(batch)


def test_an_agency_with_a_held_row_is_spared(city: City, tmp_path: Path) -> None:
    batch = full(city, tmp_path, FIRST, Line(SECOND.act, MILDER, code="A2", begins=BEGINS))
    assert actions(batch) == ["same", "held"]


def test_hidden_rows_end_nothing(city: City, tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("裁量权基准")
        sheet.write_row(0, 0, list(HEADERS.values()))
        for row, line in enumerate((FIRST, SECOND)):
            for at, tier in enumerate(TIERS):
                sheet.write_row(1 + row * 3 + at, 0, [line.code, line.agency, line.act, BASIS, *tier, line.begins])
        for row in (4, 5, 6):
            sheet.set_row(row, None, None, {"hidden": True})
    batch, _ = prepare(path, path.name, city.user, ImportOptions(full_list=True, instrument=city.repeal.pk, effective_from=END))
    assert "HIDDEN_ROWS" in said(batch) and "FULL_LIST_UNCERTAIN" in said(batch)
    assert actions(batch) == ["same"]


@pytest.mark.parametrize("how", ["locked", "draft", "draft beside"])
def test_what_somebody_works_on_does_not_end(city: City, tmp_path: Path, how: str) -> None:
    edition = Edition.objects.get(benchmark__code="A2")
    if how == "locked":
        Edition.objects.filter(pk=edition.pk).update(locked=True)
    elif how == "draft":
        edition.save_revision()
    else:
        Edition.objects.create(benchmark=edition.benchmark, live=False)
    batch = full(city, tmp_path, FIRST)
    assert (actions(batch), said(batch)) == (["same", "end"], ["ITEMS_TO_END", "HELD"])
    publish(batch, city.user)
    assert set(shown(END)) == {"A1", "A2", "B1"}


def test_what_was_taken_up_since_the_review_does_not_end(city: City, tmp_path: Path) -> None:
    batch = full(city, tmp_path, FIRST)
    Edition.objects.filter(benchmark__code="A2").update(locked=True)
    Edition.objects.get(benchmark__code="A3").save_revision()
    batch = publish(batch, city.user)
    assert actions(batch) == ["same", "held", "held"]
    assert set(shown(END)) == {"A1", "A2", "A3", "B1"}


def test_editions_still_to_come_end_too(city: City, tmp_path: Path) -> None:
    """Otherwise an item would come back by itself on the day its next edition begins."""
    bring(tmp_path, [Line(SECOND.act, MILDER, code="A2", begins="2026-01-01")])
    batch = full(city, tmp_path, FIRST)
    assert actions(batch) == ["same", "end", "end", "end"]
    publish(batch, city.user)
    assert set(shown(DAY_BEFORE)) >= {"A2"}
    assert "A2" not in shown(END) and "A2" not in shown(date(2026, 1, 1)) and "A2" not in shown(date(2030, 1, 1))


def test_what_is_over_already_is_not_ended_again(city: City, tmp_path: Path) -> None:
    publish(full(city, tmp_path, FIRST), city.user)
    batch = full(city, tmp_path, FIRST)
    assert (actions(batch), said(batch)) == (["same"], [])


def test_all_agencies_of_the_file_and_no_other(city: City, tmp_path: Path) -> None:
    batch = full(city, tmp_path, Line("无证经营食品", code="B2", agency=MARKET, begins=BEGINS))
    assert actions(batch) == ["create", "end"]
    publish(batch, city.user)
    assert set(shown(END)) == {"A1", "A2", "A3", "B2"}
