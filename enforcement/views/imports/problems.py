"""The problems of a batch: grouped for reading, and as a table to take along."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views import View

from enforcement.models import ImportBatch
from enforcement.views.imports.base import BatchPage

#: A cell that begins so is a formula to a spreadsheet program, and could send the sheet's content away.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEVERITIES = {"error": "错误", "warning": "警告"}
WHOLE_FILE = "整个文件"
#: Places of one problem that the page names; the CSV has them all.
PLACES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SheetProblems:
    """What is wrong on one sheet, errors first."""

    sheet: str
    count: int
    problems: list[dict[str, Any]]


def place_of(problem: dict[str, Any]) -> str:
    """The cell as spreadsheet programs name it: B5; the row or the sheet where no cell is meant."""
    column, row = problem.get("column"), problem.get("row")
    if column and row:
        return f"{column}{row}"
    return f"第{row}行" if row else (f"{column}列" if column else "")


def by_sheet(report: Iterable[dict[str, Any]]) -> list[SheetProblems]:
    """In the order of the workbook, what concerns the whole file first; what is said of many rows is said once."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for problem in report:
        groups.setdefault(problem.get("sheet") or WHOLE_FILE, []).append(problem)
    found = [SheetProblems(sheet, len(problems), _gathered(sorted(problems, key=_errors_first))) for sheet, problems in groups.items()]
    return sorted(found, key=lambda group: group.sheet != WHOLE_FILE)


def _gathered(problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Problems alike in all but their place, as one with all its places, some of them named."""
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for problem in problems:
        alike.setdefault(tuple(problem.get(part) for part in ("severity", "code", "value", "message", "remedy")), []).append(problem)
    return [
        {**group[0], "places": _places(group), "severity_label": SEVERITIES.get(group[0].get("severity", ""), "")} for group in alike.values()
    ]


def _places(group: list[dict[str, Any]]) -> str:
    named = [place for place in map(place_of, group) if place]
    more = f"等{len(group)}处" if len(group) > PLACES_SHOWN else ""
    return "、".join(named[:PLACES_SHOWN]) + more


def _errors_first(problem: dict[str, Any]) -> tuple[bool, int]:
    return problem.get("severity") != "error", problem.get("row") or 0


def harmless(cell: object) -> str:
    """The text with a quote before it where a spreadsheet program would run it."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


class ProblemsView(BatchPage, View):
    """All problems as CSV that Excel opens in Chinese."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        batch: ImportBatch = self.batch
        response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="problems-{batch.pk}.csv"'})
        response.write("\ufeff")
        rows = csv.writer(response)
        rows.writerow(["程度", "工作表", "单元格", "内容", "问题", "处理办法"])
        for problem in batch.report:
            cells = (
                SEVERITIES.get(problem.get("severity", ""), ""), problem.get("sheet") or WHOLE_FILE, place_of(problem),
                problem.get("value"), problem.get("message"), problem.get("remedy"),
            )  # fmt: skip
            rows.writerow([harmless(cell) for cell in cells])
        return response
