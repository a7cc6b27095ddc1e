"""What is missing from a full list: items that are to end, because the officer said so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from enforcement.imports.options import ImportOptions
from enforcement.imports.understand import Understood
from enforcement.models import Agency, BatchItem, Edition
from enforcement.spreadsheets.problems import Problem

if TYPE_CHECKING:
    from enforcement.imports.prepare import Entry


def missing_items(understood: Understood, entries: list[Entry], options: ImportOptions, today: date) -> tuple[list[Edition], list[Problem]]:
    """Editions in force of the agencies in the file that the file does not name.

    An agency with a faulty or held row is left alone: what could not be read
    may be the very item that seems to be missing. Without an instrument
    nothing ends, for a rule ends only by one.
    """
    if options.instrument is None:
        return [], [
            Problem(
                "error", "FULL_LIST_WITHOUT_INSTRUMENT", "选择了“完整清单”，但没有选择废止未列入事项所依据的文件，因此没有事项被废止。",
                "请选择制定文件后重新上传。",
            )
        ]  # fmt: skip
    day = options.effective_from or today
    named = {entry.benchmark_id for entry in entries if entry.benchmark_id}
    held = {entry.row["agency_id"] for entry in entries if entry.action == BatchItem.Action.HELD}
    uncertain = held | set(
        Agency.objects.filter(name__in=understood.uncertain_agencies).values_list("pk", flat=True)
    )
    if understood.uncertain_agencies - set(Agency.objects.values_list("name", flat=True)):
        # A faulty row of an agency that could not be told apart: any of them may be meant.
        uncertain |= {row["agency_id"] for row in understood.rows}
    agencies = {row["agency_id"] for row in understood.rows if row["agency_id"]} - uncertain
    missing = list(
        Edition.objects.in_force(day).filter(benchmark__agency__in=agencies, ended_on__isnull=True)
        .exclude(benchmark__in=named).order_by("benchmark__address")
    )  # fmt: skip
    free = [edition for edition in missing if not (edition.locked or edition.has_unpublished_changes)]
    problems = []
    if free:
        problems.append(
            Problem("warning", "ITEMS_TO_END", f"本表未列入{len(free)}项现行基准，发布后将自{day:%Y-%m-%d}起废止。", "请逐项核对“废止”清单后再确认。")
        )
    if len(missing) > len(free):
        problems.append(
            Problem("warning", "HELD", f"另有{len(missing) - len(free)}项未列入，但正在修改或者已锁定，不会被废止。", "处理后另行办理。")
        )
    if uncertain:
        problems.append(
            Problem("warning", "FULL_LIST_UNCERTAIN", "有机关的部分行存在错误或者被暂缓，这些机关的事项均不废止。", "改正错误后重新上传完整清单。")
        )
    return free, problems
