"""From a workbook to the record, as the tests walk it: a small city, its files, and the importer's own door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import xlsxwriter
from django.contrib.auth.models import User

from enforcement.imports.options import ImportOptions
from enforcement.imports.prepare import prepare
from enforcement.imports.publish import publish
from enforcement.models import Agency, AgencyName, Edition, ImportBatch, Instrument, Law

Tiers = tuple[tuple[str, str, str], ...]

LAW = "中华人民共和国水法"
BASIS = f"《{LAW}》第六十五条第二款"
TIERS: Tiers = (
    ("轻微", "首次发现并且当日改正的", "处1万元以上2万元以下罚款"),
    ("一般", "逾期未改正的", "处2万元以上4万元以下罚款"),
    ("严重", "造成严重后果的", "处4万元以上5万元以下罚款"),
)
MILDER: Tiers = (
    ("轻微", "首次发现并且当日改正的", "处1万元罚款"),
    ("一般", "逾期未改正的", "处1万元以上3万元以下罚款"),
    ("严重", "造成严重后果的", "处3万元以上5万元以下罚款"),
)
WATER, MARKET, CITY = "云岭市水利局", "云岭市市场监督管理局", "云岭市人民政府"
HEADERS = {
    "code": "事项编码", "agency": "实施机关", "act": "违法行为", "basis": "法律依据",
    "label": "裁量阶次", "circumstance": "适用条件", "standard": "裁量标准", "begins": "施行日期", "remark": "备注",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One item as an officer writes it. ``begins`` is a date in any wording."""

    act: str
    tiers: Tiers = TIERS
    agency: str = WATER
    code: str = ""
    basis: str = BASIS
    begins: str = ""
    remark: str = ""


@dataclass
class City:
    """A city with two departments, its law and the document that issues and ends."""

    water: Agency
    market: Agency
    law: Law
    instrument: Instrument
    repeal: Instrument
    user: User = field(default_factory=lambda: User.objects.create_superuser("officer"))


def make_city() -> City:
    """The records a file refers to, before any file came."""
    root = Agency.objects.create(name=CITY, slug="yunling", kind=Agency.Kind.GOVERNMENT)
    water = Agency.objects.create(name=WATER, slug="slj", parent=root, short_name="市水务局")
    market = Agency.objects.create(name=MARKET, slug="scjg", parent=root)
    AgencyName.objects.create(agency=market, name="市场监管局")
    AgencyName.objects.create(agency=market, name="云岭市工商行政管理局", kind=AgencyName.Kind.FORMER)
    law = Law.objects.create(name=LAW, slug="shuifa", short_name="水法", kind=Law.Kind.LAW, verified=True)
    return City(
        water, market, law,
        Instrument.objects.create(title="水行政处罚裁量权基准", document_no="云水规〔2024〕1号", issuer=water),
        Instrument.objects.create(title="关于废止部分裁量权基准的通知", document_no="云水规〔2025〕9号", issuer=water),
    )  # fmt: skip


def write_workbook(folder: Path, lines: Iterable[Line], *, name: str = "", without: Iterable[str] = ()) -> Path:
    """The lines as an officer's table: one row a tier, an item's own cells only in its first row."""
    path = folder / (name or f"{uuid4().hex}.xlsx")
    columns = [column for column in HEADERS if column not in set(without)]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("裁量权基准")
        sheet.write_row(0, 0, [HEADERS[column] for column in columns])
        row = 1
        for line in lines:
            for at, (label, circumstance, standard) in enumerate(line.tiers):
                said: dict[str, str] = {"label": label, "circumstance": circumstance, "standard": standard}
                if at == 0:
                    said |= {column: getattr(line, column) for column in ("code", "agency", "act", "basis", "begins", "remark")}
                for place, column in enumerate(columns):
                    if said.get(column):
                        sheet.write_string(row, place, said[column])
                row += 1
    return path


def waiting(folder: Path, lines: Iterable[Line], *, user: User | None = None, **options: Any) -> ImportBatch:
    """A batch made of these lines that waits for review."""
    path = write_workbook(folder, lines)
    return prepare(path, path.name, user, ImportOptions(**options))[0]


def bring(folder: Path, lines: Iterable[Line], *, user: User | None = None, **options: Any) -> ImportBatch:
    """A batch made of these lines, published."""
    return publish(waiting(folder, lines, user=user, **options), user)


def shown(on: date) -> dict[str, tuple[str, ...]]:
    """What is visible on a day: address → standards of its tiers. Two editions of one item would be a fault."""
    found: dict[str, tuple[str, ...]] = {}
    for edition in Edition.objects.visible(on).select_related("benchmark").prefetch_related("tiers"):
        assert edition.benchmark.address not in found
        found[edition.benchmark.address] = tuple(tier.standard for tier in edition.tiers.all())
    return found


def standards(tiers: Tiers) -> tuple[str, ...]:
    """The standards of these tiers, as ``shown`` gives them."""
    return tuple(standard for _, _, standard in tiers)


def said(batch: ImportBatch) -> list[str]:
    """The codes of the problems in a batch's report."""
    return [problem["code"] for problem in batch.report]


def actions(batch: ImportBatch) -> list[str]:
    """What each item of a batch does, in the file's order."""
    return list(batch.items.values_list("action", flat=True))
