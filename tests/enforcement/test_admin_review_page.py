"""What an officer reads after an upload, and afterwards in an item's history."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from enforcement.models import Edition, ImportBatch
from enforcement.views.imports.problems import PLACES_SHOWN, by_sheet
from tests.enforcement.back_office import Office, url
from tests.enforcement.test_admin_import import at, text, upload, uploaded
from tests.street import MARKET, Line

pytestmark = pytest.mark.django_db


def test_every_item_of_a_batch_shows_its_import_in_its_history(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line(f"擅自取水{number}", code=f"SL10{number}") for number in range(3)])
    office.client("reviewer").post(at("publish", batch), {"confirm": "1"})
    brought = Edition.objects.filter(batch=batch)
    assert brought.count() == 3
    for edition in brought:
        assert "由批量导入写入" in text(office.client("officer").get(url("history", edition.pk)))


def test_a_file_without_anything_to_import_says_so_and_cannot_be_published(office: Office, tmp_path: Path) -> None:
    response = upload(office, tmp_path, [Line(f"他人的事{number}", code=f"SC10{number}", agency=MARKET) for number in range(9)])
    batch = ImportBatch.objects.latest("pk")
    assert response["Location"] == at("review", batch) and not batch.items.exists()
    page = text(office.client("officer").get(at("review", batch)))
    assert "没有可以导入的事项" in page and "请逐项核对" not in page and "放弃这一批次" in page
    assert 'action="' + at("publish", batch) not in text(office.client("superuser").get(at("review", batch)))


def test_an_officer_is_told_who_publishes(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水", code="SL100")])
    assert "由审核员发布" in text(office.client("officer").get(at("review", batch)))
    assert "由审核员发布" not in text(office.client("reviewer").get(at("review", batch)))


def test_what_is_said_of_many_rows_is_said_once() -> None:
    alike = [{"severity": "error", "code": "agency", "sheet": "水利", "row": row, "message": "甲", "remedy": "乙"} for row in range(2, 12)]
    other = {"severity": "warning", "code": "date", "sheet": "水利", "row": 3, "column": "B", "message": "丙", "remedy": "丁"}
    (sheet,) = by_sheet([other, *alike])
    assert (sheet.sheet, sheet.count) == ("水利", 11)
    first, second = sheet.problems
    assert first["places"] == "、".join(f"第{row}行" for row in range(2, 2 + PLACES_SHOWN)) + "等10处" and first["severity_label"] == "错误"
    assert second["places"] == "B3" and second["severity_label"] == "警告"


def test_the_back_office_bears_the_platforms_name(office: Office) -> None:
    for who, address in (("officer", reverse("wagtailadmin_home")), ("anonymous", reverse("wagtailadmin_login"))):
        page = text(office.client(who).get(address))
        assert "执法公示平台管理后台</title>" in page
    assert "登录执法公示平台管理后台" in page
