"""What is missing from a full list: items that are to end, because the officer said so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from enforcement.imports.names import AgencyNames
from enforcement.imports.on_record import Understood
from enforcement.imports.options import ImportOptions
from enforcement.models import BatchItem, Edition
from enforcement.spreadsheets.problems import Problem

#: Problems that say: there are items in the file that were not read.
OUT_OF_SIGHT = frozenset({"HIDDEN_ROWS", "HIDDEN_COLUMNS", "HIDDEN_SHEET", "NOTES_SHEET_SKIPPED"})

if TYPE_CHECKING:
    from enforcement.imports.plan import Entry


def missing_items(understood: Understood, entries: list[Entry], options: ImportOptions, today: date) -> tuple[list[Edition], list[Problem]]:
    """Editions in force, or still to come, of the agencies in the file that the file does not name.

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
    named = {entry.identity_key for entry in entries if entry.identity_key}
    held = {entry.row["agency_id"] for entry in entries if entry.action == BatchItem.Action.HELD}
    uncertain = held | _uncertain(understood)
    agencies = {row["agency_id"] for row in understood.rows if row["agency_id"]} - uncertain
    not_over = Q(in_force_until__isnull=True) | Q(in_force_until__gt=day)
    editions = Edition.objects.filter(benchmark__agency__in=agencies, undone_at__isnull=True).exclude(benchmark__in=named)
    missing = list(editions.select_related("benchmark").approved().filter(not_over, ended_on__isnull=True).order_by("benchmark__address", "in_force_from"))
    worked_on = Q(locked=True) | Q(has_unpublished_changes=True) | Q(live=False)
    busy = set(editions.filter(worked_on).values_list("benchmark_id", flat=True))
    free = [edition for edition in missing if edition.benchmark_id not in busy]
    problems = []
    if free:
        problems.append(
            Problem("warning", "ITEMS_TO_END", f"本表未列入{_count(free)}项现行基准，发布后将自{day:%Y-%m-%d}起废止。", "请逐项核对“废止”清单后再确认。")
        )
    if len(missing) > len(free):
        problems.append(
            Problem("warning", "HELD", f"另有{_count(missing) - _count(free)}项未列入，但正在修改或者已锁定，不会被废止。", "处理后另行办理。")
        )
    if uncertain:
        problems.append(
            Problem("warning", "FULL_LIST_UNCERTAIN", "有机关的部分行存在错误、被暂缓或者被隐藏，这些机关的事项均不废止。", "改正错误、取消隐藏后重新上传完整清单。")
        )
    return free, problems


def _count(editions: list[Edition]) -> int:
    return len({edition.benchmark_id for edition in editions})


def _uncertain(understood: Understood) -> set[int | None]:
    """Agencies of which some row could not be read; all of them when nobody can tell whose it was."""
    names = AgencyNames()
    everybody = {row["agency_id"] for row in understood.rows}
    found: set[int | None] = set()
    if any(problem.code in OUT_OF_SIGHT for problem in understood.problems):
        found |= everybody
    for name in understood.uncertain_agencies:
        meant = {agency.pk for agency in names.find(name)}
        found |= meant or everybody
    return found
