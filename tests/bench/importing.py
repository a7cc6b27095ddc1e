"""A workbook from file to published and searchable, against a floor and a stock import."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import tablib
import xlsxwriter
from django.db import connection, transaction
from import_export import resources
from python_calamine import CalamineWorkbook

from enforcement.imports.options import ImportOptions
from enforcement.imports.prepare import plan, prepare
from enforcement.imports.publish import publish
from enforcement.models import Agency, Benchmark, Edition, Instrument, Tier
from search.indexer import drain
from tests.bench.models import FlatTier, SearchableTier

RUNS = 3


class FlatResource(resources.ModelResource):
    """import-export with its defaults."""

    class Meta:
        model = FlatTier
        import_id_fields = ("code", "label")
        exclude = ("id",)


class SearchableResource(FlatResource):
    """The same on a model that Wagtail indexes."""

    class Meta(FlatResource.Meta):
        model = SearchableTier


def run(workbook: Path) -> None:
    """Prints the seconds and the ratios; each run starts from an empty catalogue."""
    rows = [entry.row for entry in plan(workbook, ImportOptions(create_agencies=True)).entries]
    flat = _flat(rows)
    flat_file = workbook_of(flat)
    print(f"工作簿 {workbook.name}：{len(rows)}项，{len(flat)}个阶次")
    floors, portal, again = [], [], []
    for _ in range(RUNS):
        floors.append(_timed(lambda: _floor(workbook, rows)))
        empty()
        portal.append(_timed(lambda: ours(workbook)))
        again.append(_timed(lambda: ours(workbook)))
        empty()
    stock = _timed(lambda: _stock(FlatResource(), flat_file))
    searchable = _timed(lambda: _stock(SearchableResource(), flat_file))
    print(f"  下限（calamine读取 + 一次bulk_create）    {median(floors):6.2f} 秒")
    print(f"  本平台，文件到公开可检索                  {median(portal):6.2f} 秒　为下限的 {median(portal) / median(floors):.1f} 倍（目标 ≤ 4）")
    print(f"  本平台，同一文件再次导入（无变化）        {median(again):6.2f} 秒")
    print(f"  import-export 默认设置，读取、试运行、写入  {stock:6.2f} 秒　为本平台的 {stock / median(portal):.1f} 倍（写入后检索不到）")
    print(f"  import-export 默认设置，写入Wagtail索引模型 {searchable:6.2f} 秒　为本平台的 {searchable / median(portal):.1f} 倍（目标 ≥ 5）")


def ours(workbook: Path) -> None:
    batch, _ = prepare(workbook, workbook.name, None, ImportOptions(create_agencies=True))
    publish(batch, None)
    drain()


def _floor(workbook: Path, rows: list[dict[str, Any]]) -> None:
    """Reading the cells and writing the same items and tiers, nothing else; the caller empties the database afterwards."""
    book = CalamineWorkbook.from_path(str(workbook))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    with transaction.atomic():
        with _uncounted():
            agency = Agency.objects.create(name="基准", slug="floor")
            instrument = Instrument.objects.create(title="基准")
            benchmarks = Benchmark.objects.bulk_create([Benchmark(agency=agency, address=f"floor-{n}") for n in range(len(rows))])
        editions = Edition.objects.bulk_create(
            [
                Edition(
                    benchmark=benchmark, instrument=instrument, act=row["act"], domain=row["domain"], basis_text=row["basis_text"],
                    statutory_penalty=row["statutory_penalty"], in_force_from="2026-09-01",
                )
                for benchmark, row in zip(benchmarks, rows, strict=True)
            ]
        )  # fmt: skip
        Tier.objects.bulk_create(
            [
                Tier(edition=edition, sort_order=order, label=label, circumstance=circumstance, standard=standard)
                for edition, row in zip(editions, rows, strict=True)
                for order, (label, circumstance, standard) in enumerate(row["tiers"])
            ]
        )


def _stock(resource: FlatResource, flat_file: bytes) -> None:
    """As its users run it: upload, a dry run to look, confirm, which reads and imports again."""
    for dry_run in (True, False):
        dataset = tablib.Dataset().load(flat_file, format="xlsx")
        resource.import_data(dataset, dry_run=dry_run, raise_errors=True)


def workbook_of(flat: tablib.Dataset) -> bytes:
    """The flattened rows as the plain workbook that a stock import wants."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate([flat.headers, *flat]):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def _flat(rows: list[dict[str, Any]]) -> tablib.Dataset:
    headers = ["code", "agency", "act", "basis", "label", "circumstance", "standard"]
    return tablib.Dataset(
        *(
            (row["code"] or f"x{number}", row["agency"], row["act"], row["basis_text"], *tier)
            for number, row in enumerate(rows)
            for tier in row["tiers"]
        ),
        headers=headers,
    )


def empty() -> None:
    """Back to an empty catalogue, uncounted."""
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)


_paused = 0.0


@contextmanager
def _uncounted() -> Any:
    global _paused
    started = time.perf_counter()
    yield
    _paused += time.perf_counter() - started


def _timed(do: Callable[[], None]) -> float:
    global _paused
    _paused = 0.0
    connection.ensure_connection()
    started = time.perf_counter()
    do()
    return time.perf_counter() - started - _paused
