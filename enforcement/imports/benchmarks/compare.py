"""What each row of a file of benchmarks would do to what is on record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from enforcement.fingerprints import match_key
from enforcement.imports.benchmarks.drafts import Comparison
from enforcement.imports.benchmarks.full_list import missing_items
from enforcement.imports.benchmarks.judge import judge
from enforcement.imports.benchmarks.resources import EditionResource
from enforcement.imports.benchmarks.understand import understand
from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Entry, Plan
from enforcement.imports.reach import keep_within
from enforcement.imports.rows import Row
from enforcement.models import BatchItem
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.rows import Reading

KIND = "benchmark"
Action = BatchItem.Action
#: Near matches named one by one; the rest is counted.
NEAR_NAMED = 20


def plan(reading: Reading, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
    """What the benchmarks of a file would do; see ``Importer.plan``."""
    understood = understand(reading, create_agencies=options.create_agencies, day=options.effective_from or today)
    if agencies is not None:
        keep_within(understood, agencies)
    for row in understood.rows:
        row["in_force_from"] = row["in_force_from"] or (options.effective_from.isoformat() if options.effective_from else None)
        row["instrument"] = options.instrument
    entries, problems = compare(understood.rows, options, today)
    problems = understood.problems + problems + _about_dates(entries)
    if options.full_list:
        ending, said = missing_items(understood, entries, options, today)
        entries += [Entry({}, Action.END, "", e.pk, e.benchmark_id, e.latest_revision_id, e.benchmark.agency_id) for e in ending]
        problems += said
    return Plan(KIND, entries, problems, understood.file_format, understood.new_agencies)


def compare(rows: list[Row], options: ImportOptions, today: date) -> tuple[list[Entry], list[Problem]]:
    """What each row would do to what is on record: a dry run of the resource."""
    resource = EditionResource(day=today, correction=options.correction)
    results = resource.run(rows, dry_run=True)
    entries = [_entry(row, result.instance.compared, options) for row, result in zip(rows, results, strict=True)]
    _hold_repeated(entries)
    problems = []
    near = 0
    for entry in entries:
        row = entry.row
        if entry.action == Action.HELD:
            problems.append(_problem(row, "warning", "HELD", f"本项暂缓：{entry.held_because}。", "处理后重新导入本项即可，其他事项不受影响。"))
        elif entry.identity_key is None and row["agency_id"] and resource.loader and (other := resource.loader.near(row)):
            near += 1
            if near <= NEAR_NAMED:
                act = other.editions[-1].act if other.editions else other.code
                problems.append(_problem(
                    row, "warning", "NEAR_MATCH", f"与已有事项“{act[:30]}”很相近，将作为新事项导入。",
                    "如为同一事项，请填写其事项编码，或者使文字和依据与已有事项一致后重新上传。",
                ))  # fmt: skip
    return entries, problems


def _entry(row: Row, found: Comparison, options: ImportOptions) -> Entry:
    standing, item = found.standing, found.item
    action, because = judge(row, found, correction=options.correction)
    return Entry(
        row, action, because,
        record_key=standing.pk if standing else None,
        identity_key=item.pk if item else None,
        base_revision_id=standing.latest_revision_id if standing else None,
        agency_id=item.agency_id if item else row["agency_id"],
    )  # fmt: skip


def _hold_repeated(entries: list[Entry]) -> None:
    """One item, one row: what two rows say of the same item cannot both be written."""
    first: dict[tuple[object, ...], Row] = {}
    for entry in entries:
        row = entry.row
        known = (entry.identity_key,) if entry.identity_key else (row["agency_id"] or row["agency"], match_key(row["act"], row["citations"]))
        earlier = first.setdefault(known, row)
        if earlier is not row and (entry.identity_key or not (row["code"] and earlier["code"])):
            entry.action, entry.held_because = Action.HELD, f"与“{earlier['sheet']}”第{earlier['row']}行是同一事项"


def _about_dates(entries: list[Entry]) -> list[Problem]:
    silent = [entry for entry in entries if entry.action in (Action.CREATE, Action.CHANGE) and not entry.row["in_force_from"]]
    if not silent:
        return []
    return [
        Problem(
            "warning", "NO_EFFECTIVE_DATE", f"文件未写明施行日期，{len(silent)}项将以发布当日为施行日期。",
            "请在导入时填写施行日期，或者在文件中增加“施行日期”列。",
        )
    ]  # fmt: skip


def _problem(row: Row, severity: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(severity, code, message, remedy, sheet=row["sheet"], row=row["row"], column=row["cells"].get("violation"))  # type: ignore[arg-type]
