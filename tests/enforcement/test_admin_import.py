"""An officer's upload, its review and its end, through the back office's own pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement.models import Agency, Benchmark, Edition, ImportBatch
from enforcement.views.imports.problems import harmless, place_of
from tests.enforcement.back_office import Office, form_of, url
from tests.street import MARKET, MILDER, Line, write_workbook

pytestmark = pytest.mark.django_db


def at(name: str, batch: ImportBatch) -> str:
    return reverse(f"enforcement_imports:{name}", args=[batch.pk])


def text(response: Any) -> str:
    said: str = response.content.decode()
    return said


def upload(office: Office, folder: Path, lines: Iterable[Line], who: str = "officer", **said: Any) -> Any:
    content = write_workbook(folder, lines).read_bytes()
    return send(office, content, who, **said)


def send(office: Office, content: bytes, who: str = "officer", name: str = "基准.xlsx", **said: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return office.client(who).post(reverse("enforcement_imports:upload"), {"file": file, "kind": "benchmark", **said})


def uploaded(office: Office, folder: Path, lines: Iterable[Line], who: str = "officer", **said: Any) -> ImportBatch:
    said = {"effective_from": "2025-01-01", "instrument": office.city.instrument.pk, **said}
    response = upload(office, folder, lines, who, **said)
    assert response.status_code == 302, response.context["form"].errors
    batch = ImportBatch.objects.latest("pk")
    assert response["Location"] == at("review", batch)
    return batch


def test_from_upload_to_the_public(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水", code="SL100")])
    assert batch.created_by == office.people["officer"] and not Benchmark.objects.filter(code="SL100").exists()
    page = text(office.client("officer").get(at("review", batch)))
    assert "擅自取水" in page and "新增 1" in page and 'action="' + at("publish", batch) not in page
    reviewer = office.client("reviewer")
    assert 'action="' + at("publish", batch) in text(reviewer.get(at("review", batch)))
    sent = {"confirm": "1"} if batch.counts["warnings"] else {}
    assert reviewer.post(at("publish", batch), sent).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, batch.decided_by) == ("published", office.people["reviewer"])
    assert Edition.objects.visible().filter(benchmark__code="SL100").exists()
    history = office.client("officer").get(url("history", Edition.objects.get(benchmark__code="SL100").pk))
    assert "由批量导入写入" in text(history)


def test_an_officer_does_not_publish_and_nothing_is_published_by_looking(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水")])
    office.client("officer").post(at("publish", batch), {"confirm": "1"})
    assert office.client("reviewer").get(at("publish", batch)).status_code == 405
    batch.refresh_from_db()
    assert batch.state == "pending"


def test_warnings_ask_to_be_read(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水")], effective_from="")
    assert batch.counts["warnings"]
    reviewer = office.client("reviewer")
    reviewer.post(at("publish", batch))
    batch.refresh_from_db()
    assert batch.state == "pending"
    assert "请逐条核对" in text(reviewer.get(at("review", batch)))
    reviewer.post(at("publish", batch), {"confirm": "1"})
    batch.refresh_from_db()
    assert batch.state == "published"


def test_rows_of_another_agency_are_errors(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水"), Line("无照经营", agency=MARKET)])
    assert list(batch.items.values_list("payload__act", flat=True)) == ["擅自取水"]
    problem = next(p for p in batch.report if p["code"] == "FOREIGN_AGENCY")
    assert problem["severity"] == "error" and "不是您所在的机关" in problem["message"] and place_of(problem)[0].isalpha()
    page = text(office.client("officer").get(at("review", batch)))
    assert "不是您所在的机关" in page and place_of(problem) in page
    both = uploaded(office, tmp_path, [Line("擅自取水"), Line("无照经营", agency=MARKET)], who="manager")
    assert both.items.count() == 2
    assert office.client("officer").get(at("review", both)).status_code == 302


def test_a_full_list_ends_nothing_of_another_agency(office: Office, tmp_path: Path) -> None:
    theirs = uploaded(office, tmp_path, [Line("无照经营", agency=MARKET)], who="manager")
    office.client("manager").post(at("publish", theirs), {"confirm": "1"})
    batch = uploaded(
        office, tmp_path, [Line("擅自取水"), Line("无证经营", agency=MARKET)], full_list="on", instrument=office.city.repeal.pk
    )  # fmt: skip
    ended = list(batch.items.filter(action="end").values_list("agency__name", flat=True))
    assert MARKET not in ended and "云岭市水利局" in ended


def test_an_officer_makes_no_agency(office: Office, tmp_path: Path) -> None:
    assert "create_agencies" not in office.client("officer").get(reverse("enforcement_imports:upload")).context["form"].fields
    batch = uploaded(office, tmp_path, [Line("擅自取水", agency="云岭市新设局")], create_agencies="on")
    assert batch.items.count() == 0 and not batch.options["create_agencies"]
    made = uploaded(office, tmp_path, [Line("擅自取水", agency="云岭市新设局")], who="manager", create_agencies="on")
    office.client("manager").post(at("publish", made), {"confirm": "1"})
    assert Agency.objects.filter(name="云岭市新设局").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 not a table", "PDF"),
        (b"", "空"),
        (b"PK\x03\x04 cut off", "损坏"),
        ("今天天气很好\n明天也好\n".encode(), "没有找到可识别的表格"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><html><table></table></html>", "DOCTYPE"),
    ],
    ids=["pdf", "empty", "truncated", "no table", "entities"],
)
def test_a_file_is_known_by_its_content(office: Office, content: bytes, sentence: str) -> None:
    response = send(office, content, name="基准.xlsx")
    assert response.status_code == 200 and sentence in str(response.context["form"].errors["file"])
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_not_read(office: Office, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 10
    assert "超过" in str(send(office, b"x" * 11).context["form"].errors["file"])


def test_choices_that_contradict_each_other_are_refused(office: Office, tmp_path: Path) -> None:
    alone = upload(office, tmp_path, [Line("甲")], full_list="on")
    assert "须选择" in str(alone.context["form"].errors["instrument"])
    both = upload(office, tmp_path, [Line("甲")], full_list="on", correction="on", instrument=office.city.repeal.pk)
    assert "correction" in both.context["form"].errors


def test_changes_are_shown_tier_by_tier(office: Office, tmp_path: Path) -> None:
    first = uploaded(office, tmp_path, [Line("擅自取水", code="SL100")])
    office.client("reviewer").post(at("publish", first), {"confirm": "1"})
    second = uploaded(office, tmp_path, [Line("擅自取水", code="SL100", tiers=MILDER[:2])], effective_from="2025-06-01")
    response = office.client("reviewer").get(at("review", second))
    entry = response.context["items"][0]
    said = {change.place: (change.before, change.after) for change in entry.changes}
    assert said["第1阶次（轻微）具体标准"] == ("处1万元以上2万元以下罚款", "处1万元罚款")
    assert said["第3阶次"] == ("严重；造成严重后果的；处4万元以上5万元以下罚款", "")
    assert "适用条件" not in " ".join(said) and "处1万元罚款" in text(response)


def test_many_items_are_paged_and_bad_pages_are_kind(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line(f"第{number}种行为", basis=f"《中华人民共和国水法》第{number}条") for number in range(1, 46)])
    client = office.client("reviewer")
    assert len(client.get(at("review", batch)).context["items"]) == 20
    assert len(client.get(at("review", batch), {"action": "create", "p": "3"}).context["items"]) == 5
    strange: list[dict[str, str]] = [{"p": "999"}, {"p": "x"}, {"action": "<script>"}]
    for said in strange:
        response = client.get(at("review", batch), said)
        assert response.status_code == 200 and response.context["chosen"] == "create"


def test_a_page_takes_as_many_queries_for_many_items(office: Office, tmp_path: Path) -> None:
    few = uploaded(office, tmp_path, [Line("甲行为")])
    many = uploaded(office, tmp_path, [Line(f"第{n}种行为", basis=f"《中华人民共和国水法》第{n}条") for n in range(1, 20)])
    client, counted = office.client("reviewer"), []
    client.get(at("review", few))
    for batch in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(at("review", batch))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_batch_is_rejected_once(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水")])
    office.client("parent").post(at("reject", batch))
    batch.refresh_from_db()
    assert batch.state == "pending"
    office.client("officer").post(at("reject", batch))
    batch.refresh_from_db()
    assert (batch.state, batch.decided_by) == ("rejected", office.people["officer"])
    office.client("reviewer").post(at("publish", batch), {"confirm": "1"})
    office.client("reviewer").post(at("reject", batch))
    batch.refresh_from_db()
    assert (batch.state, batch.decided_by) == ("rejected", office.people["officer"])


def test_taking_back_shows_what_stays(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水", code="SL100"), Line("擅自采砂", code="SL101", basis="《中华人民共和国水法》第六十六条")])
    reviewer = office.client("reviewer")
    reviewer.post(at("publish", batch), {"confirm": "1"})
    edited = Edition.objects.get(benchmark__code="SL101")
    reviewer.post(url("edit", edited.pk), {**form_of(edition=edited, act="擅自采砂石"), "action-publish": "1"})
    assert "确认撤销" in text(reviewer.get(at("undo", batch)))
    office.client("officer").post(at("undo", batch))
    batch.refresh_from_db()
    assert batch.state == "published"
    response = reviewer.post(at("undo", batch))
    assert response.status_code == 200 and "擅自采砂石" in text(response) and "发布后已被编辑" in text(response)
    visible = set(Edition.objects.visible().values_list("benchmark__code", flat=True))
    assert "SL101" in visible and "SL100" not in visible
    assert reviewer.post(at("undo", batch)).status_code == 302


def test_the_stored_file_is_only_given_through_its_page(office: Office, tmp_path: Path) -> None:
    content = write_workbook(tmp_path, [Line("擅自取水")]).read_bytes()
    send(office, content, name="../<b>基准</b>.xlsx")
    batch = ImportBatch.objects.get()
    response: Any = office.client("officer").get(at("file", batch))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"].startswith("attachment") and response["Content-Type"] == "application/octet-stream"
    assert "/" not in batch.file_name
    assert office.client("superuser").get(batch.file.url).status_code == 404
    assert "<b>" not in text(office.client("officer").get(at("review", batch))).split("下载原文件")[0].split("状态</dt>")[-1]


def test_problems_travel_as_a_table_without_formulas(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水")])
    batch.report = [
        {"severity": "error", "code": "X", "sheet": "=cmd|' /C calc'!A0", "row": 5, "column": "B", "value": "@SUM(1)", "message": "坏", "remedy": "改"},
        {"severity": "warning", "code": "Y", "sheet": None, "row": None, "column": None, "value": None, "message": "整体", "remedy": "-看"},
    ]  # fmt: skip
    batch.save()
    body = office.client("officer").get(at("problems", batch)).content.decode()
    assert body.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(body.removeprefix("\ufeff"))))
    assert rows[1] == ["错误", "'=cmd|' /C calc'!A0", "B5", "'@SUM(1)", "坏", "改"]
    assert rows[2] == ["警告", "整个文件", "", "", "整体", "'-看"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_run_is_quoted(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("cell", ["处5元", " =1", "甲=乙", "", None])
def test_other_cells_stay(cell: str | None) -> None:
    assert harmless(cell) == (cell or "")


def test_forms_need_their_token(office: Office, tmp_path: Path) -> None:
    batch = uploaded(office, tmp_path, [Line("擅自取水")])
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.people["reviewer"])
    for name in ("publish", "reject"):
        assert client.post(at(name, batch), {"confirm": "1"}).status_code == 403
    batch.refresh_from_db()
    assert batch.state == "pending"
