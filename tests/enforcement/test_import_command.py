"""``manage.py import_workbook``: the officer's upload on the command line."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from enforcement.models import Benchmark, Edition, ImportBatch, Instrument, Law
from tests.street import MILDER, TIERS, City, Line, make_city, shown, standards, write_workbook

pytestmark = pytest.mark.django_db

DUMPING = Line("在河道管理范围内倾倒渣土", code="A1", begins="2024-03-01")
METER = Line("未安装取水计量设施", code="A2", begins="2024-03-01")
SILENT = Line("在堤防上种植高秆作物", code="A3")
FAULTY = Line("", code="A4", begins="2024-03-01")


@pytest.fixture
def city() -> City:
    return make_city()


class Said:
    """What a run printed and how it ended."""

    def __init__(self, *arguments: str) -> None:
        self.out, self.err, self.status = StringIO(), StringIO(), 0
        try:
            call_command("import_workbook", *arguments, stdout=self.out, stderr=self.err, no_color=True)
        except SystemExit as end:
            self.status = end.code if isinstance(end.code, int) else 1
        except CommandError as error:
            self.status, self.message = error.returncode, str(error)

    @property
    def json(self) -> dict[str, Any]:
        said = json.loads(self.out.getvalue())
        assert isinstance(said, dict)
        return said


def run(folder: Path, *arguments: str, lines: list[Line]) -> Said:
    return Said(str(write_workbook(folder, lines)), *arguments)


def counts() -> list[int]:
    return [model.objects.count() for model in (ImportBatch, Benchmark, Edition, Law, Instrument)]


def test_without_publish_the_batch_waits(city: City, tmp_path: Path) -> None:
    said = run(tmp_path, lines=[DUMPING, METER])
    assert said.status == 0
    batch = ImportBatch.objects.get()
    assert (batch.state, Edition.objects.count()) == ("pending", 0)
    assert "新增2" in said.out.getvalue() and f"批次{batch.pk}" in said.out.getvalue()


def test_publish(city: City, tmp_path: Path) -> None:
    said = run(tmp_path, "--publish", "--user", "officer", lines=[DUMPING])
    assert (said.status, shown(date(2025, 1, 1))) == (0, {"A1": standards(TIERS)})
    assert "已发布：1项" in said.out.getvalue()
    batch = ImportBatch.objects.get()
    assert (batch.created_by, batch.decided_by) == (city.user, city.user)


@pytest.mark.parametrize("lines", [[DUMPING], [FAULTY], [SILENT, FAULTY]])
def test_a_dry_run_writes_nothing(city: City, tmp_path: Path, lines: list[Line]) -> None:
    before = counts()
    run(tmp_path, "--dry-run", "--publish", "--accept-warnings", lines=lines)
    assert counts() == before


def test_warnings_must_be_accepted(city: City, tmp_path: Path) -> None:
    said = run(tmp_path, "--publish", lines=[SILENT])
    assert said.status == 1
    assert "--accept-warnings" in said.message
    assert ImportBatch.objects.get().state == "pending"
    said = run(tmp_path, "--publish", "--accept-warnings", lines=[SILENT])
    assert (said.status, Edition.objects.count()) == (0, 1)


def test_a_date_given_leaves_no_warning(city: City, tmp_path: Path) -> None:
    said = run(tmp_path, "--publish", "--effective-from", "2024年9月3日", lines=[SILENT, DUMPING])
    assert said.status == 0
    assert dict(Edition.objects.values_list("benchmark__code", "in_force_from")) == {"A3": date(2024, 9, 3), "A1": date(2024, 3, 1)}


def test_faulty_items_stop_only_themselves(city: City, tmp_path: Path) -> None:
    said = run(tmp_path, "--json", "--publish", "--accept-warnings", lines=[DUMPING, FAULTY])
    assert (said.status, said.json["outcome"]) == (0, "partial")
    assert [item["code"] for item in said.json["items"]] == ["A1"]
    assert [(problem["code"], problem["row"], problem["column"]) for problem in said.json["problems"]] == [("MISSING_VIOLATION", 5, "C")]
    assert set(shown(date(2025, 1, 1))) == {"A1"}


def test_json_is_all_that_is_printed(city: City, tmp_path: Path) -> None:
    said = run(tmp_path, "--json", "--publish", lines=[DUMPING])
    assert said.err.getvalue() == ""
    assert set(said.json) == {"outcome", "items", "counts", "problems"}
    assert said.json["outcome"] == "import"
    item = said.json["items"][0]
    assert (item["kind"], item["sheet"], item["row"], item["code"], item["violation"]) == ("benchmark", "裁量权基准", 2, "A1", DUMPING.act)
    assert item["tiers"][0] == {"tier": "轻微", "condition": TIERS[0][1], "penalty": TIERS[0][2]}
    assert "\\u" not in said.out.getvalue()


def test_nothing_importable_is_status_1(city: City, tmp_path: Path) -> None:
    said = run(tmp_path, "--json", lines=[FAULTY])
    assert (said.status, said.json["outcome"], said.json["items"]) == (1, "reject", [])


def test_a_repeated_file_is_no_failure(city: City, tmp_path: Path) -> None:
    assert run(tmp_path, "--publish", lines=[DUMPING]).status == 0
    said = run(tmp_path, "--publish", lines=[DUMPING])
    assert (said.status, Edition.objects.count()) == (0, 1)
    assert "无变化1" in said.out.getvalue()


@pytest.mark.parametrize("as_json", [True, False])
def test_a_refused_file_says_why(city: City, tmp_path: Path, as_json: bool) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(write_workbook(tmp_path, [DUMPING]).read_bytes()[:2000])
    said = Said(str(path), *(["--json"] if as_json else []), "--publish")
    assert (said.status, ImportBatch.objects.count()) == (1, 0)
    if as_json:
        assert (said.json["outcome"], said.json["problems"][0]["code"]) == ("reject", "CORRUPT_FILE")
    else:
        assert "损坏" in said.err.getvalue()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["没有的文件.xlsx"], "没有文件没有的文件.xlsx"),
        (["{file}", "--user", "nobody"], "没有用户nobody"),
        (["{file}", "--instrument", "云水规〔1999〕9号"], "没有制定文件云水规〔1999〕9号"),
        (["{file}", "--instrument", "99999"], "没有制定文件99999"),
        (["{file}", "--kind", "nothing"], "没有清单类型nothing"),
        (["{file}", "--effective-from", "某一天"], "不是日期：某一天"),
        (["{file}", "--full-list"], "--instrument"),
    ],
)  # fmt: skip
def test_a_mistake_on_the_command_line_is_told_in_chinese(city: City, tmp_path: Path, arguments: list[str], message: str) -> None:
    file = str(write_workbook(tmp_path, [DUMPING]))
    said = Said(*(argument.format(file=file) for argument in arguments))
    assert said.status != 0
    assert message in said.message
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("by", ["number", "key"])
def test_a_document_by_its_number_or_key(city: City, tmp_path: Path, by: str) -> None:
    named = city.instrument.document_no if by == "number" else str(city.instrument.pk)
    assert run(tmp_path, "--publish", "--instrument", named, lines=[DUMPING]).status == 0
    assert Edition.objects.get().instrument == city.instrument


def test_a_correction(city: City, tmp_path: Path) -> None:
    run(tmp_path, "--publish", lines=[DUMPING])
    said = run(tmp_path, "--publish", "--correction", lines=[Line(DUMPING.act, MILDER, code="A1", begins="2024-03-01")])
    assert (said.status, Edition.objects.count()) == (0, 1)
    assert shown(date(2025, 1, 1)) == {"A1": standards(MILDER)}
    assert "更正1" in said.out.getvalue()


def test_a_full_list(city: City, tmp_path: Path) -> None:
    run(tmp_path, "--publish", lines=[DUMPING, METER])
    arguments = ("--full-list", "--instrument", city.repeal.document_no, "--effective-from", "2025-01-01", "--publish")
    said = run(tmp_path, *arguments, lines=[DUMPING])
    assert said.status == 1  # what would end is shown before it is confirmed
    assert set(shown(date(2025, 1, 1))) == {"A1", "A2"}
    assert run(tmp_path, *arguments, "--accept-warnings", lines=[DUMPING]).status == 0
    assert set(shown(date(2025, 1, 1))) == {"A1"}


def test_agencies_are_made_only_when_asked(city: City, tmp_path: Path) -> None:
    stranger = Line("违法探测气象", agency="云岭市气象局", code="A7", begins="2024-03-01")
    said = run(tmp_path, "--json", lines=[stranger])
    assert (said.status, said.json["problems"][0]["code"]) == (1, "UNKNOWN_AGENCY")
    assert run(tmp_path, "--create-agencies", "--publish", "--accept-warnings", lines=[stranger]).status == 0
    assert Benchmark.objects.get().agency.name == "云岭市气象局"


def test_only_the_first_problems_are_printed(city: City, tmp_path: Path) -> None:
    lines = [DUMPING, *(Line("", code=f"C{number}", begins="2024-03-01") for number in range(60))]
    said = run(tmp_path, lines=lines)
    assert "另有20条" in said.out.getvalue()
    assert len(ImportBatch.objects.get().report) == 60
