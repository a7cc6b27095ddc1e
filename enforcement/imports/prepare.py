"""From a file to a batch that waits for review: nothing is public yet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from enforcement.bulk import collector_paused, insert_many
from enforcement.fingerprints import match_key
from enforcement.imports.columns import Row
from enforcement.imports.drafts import Comparison
from enforcement.imports.full_list import missing_items
from enforcement.imports.judge import judge
from enforcement.imports.options import ImportOptions
from enforcement.imports.reach import keep_within
from enforcement.imports.resources import EditionResource
from enforcement.imports.understand import understand
from enforcement.models import BatchItem, ImportBatch
from enforcement.redaction.masks import mask_personal_data
from enforcement.spreadsheets.problems import Problem

Action = BatchItem.Action
#: Near matches named one by one; the rest is counted.
NEAR_NAMED = 20


@dataclass(slots=True)
class Entry:
    """What one row would do."""

    row: Row
    action: str
    comparison: Comparison | None = None
    held_because: str = ""
    #: Ending items have no row of their own.
    edition_id: int | None = None
    benchmark_id: int | None = None
    base_revision_id: int | None = None


@dataclass(slots=True)
class Plan:
    """All that a file would do, and all that is wrong with it."""

    entries: list[Entry]
    problems: list[Problem]
    file_format: str
    new_agencies: list[str]

    @property
    def counts(self) -> dict[str, int]:
        """Entries by action, errors and warnings: what the officer is shown."""
        found = Counter(entry.action for entry in self.entries)
        severities = Counter(problem.severity for problem in self.problems)
        return {**{action: found[action] for action in Action.values}, "errors": severities["error"], "warnings": severities["warning"]}

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


def plan(path: Path, options: ImportOptions, today: date | None = None, agencies: Collection[int] | None = None) -> Plan:
    """Reads, judges and compares; writes nothing. Rows beyond ``agencies`` (all when None) are errors. Raises FileRefused."""
    with collector_paused():
        return _plan(path, options, today or timezone.localdate(), agencies)


def _plan(path: Path, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
    understood = understand(path, kind=options.kind, create_agencies=options.create_agencies, day=options.effective_from or today)
    if agencies is not None:
        keep_within(understood, agencies)
    for row in understood.rows:
        row["in_force_from"] = row["in_force_from"] or (options.effective_from.isoformat() if options.effective_from else None)
        row["instrument"] = options.instrument
    entries, problems = compare(understood.rows, options, today)
    problems = understood.problems + problems + _about_dates(entries)
    if options.full_list:
        ending, said = missing_items(understood, entries, options, today)
        entries += [Entry({}, Action.END, None, "", e.pk, e.benchmark_id, e.latest_revision_id) for e in ending]
        problems += said
    return Plan(entries, problems, understood.file_format, understood.new_agencies)


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
        elif entry.benchmark_id is None and row["agency_id"] and resource.loader and (other := resource.loader.near(row)):
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
        row, action, found, because,
        edition_id=standing.pk if standing else None,
        benchmark_id=item.pk if item else None,
        base_revision_id=standing.latest_revision_id if standing else None,
    )  # fmt: skip


def _hold_repeated(entries: list[Entry]) -> None:
    """One item, one row: what two rows say of the same item cannot both be written."""
    first: dict[tuple[object, ...], Row] = {}
    for entry in entries:
        row = entry.row
        known = (entry.benchmark_id,) if entry.benchmark_id else (row["agency_id"] or row["agency"], match_key(row["act"], row["citations"]))
        earlier = first.setdefault(known, row)
        if earlier is not row and (entry.benchmark_id or not (row["code"] and earlier["code"])):
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


def prepare(
    path: Path, name: str, user: User | None, options: ImportOptions, agencies: Collection[int] | None = None
) -> tuple[ImportBatch, Plan]:
    """Plans the file and keeps file, plan and report as a pending batch. Raises FileRefused, keeping nothing."""
    planned = plan(path, options, agencies=agencies)
    with path.open("rb") as stream, transaction.atomic():
        batch = ImportBatch(
            kind=options.kind, file_name=mask_personal_data(Path(name).name)[:200], file_hash=_hash(path), file_format=planned.file_format,
            options=options.as_json(), counts=planned.counts, report=[problem.as_dict() for problem in planned.problems], created_by=user,
        )  # fmt: skip
        batch.file.save(f"{batch.file_hash[:16]}{_suffix(name)}", File(stream), save=False)
        batch.save()
        insert_many(
            [
                BatchItem(
                    batch=batch, sheet=entry.row.get("sheet", "")[:120], row=entry.row.get("row"), action=entry.action, payload=entry.row,
                    benchmark_id=entry.benchmark_id, edition_id=entry.edition_id, base_revision_id=entry.base_revision_id,
                    held_because=entry.held_because[:200],
                )
                for entry in planned.entries
            ]
        )  # fmt: skip
    return batch, planned


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if suffix in {".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt", ".docx", ".html", ".htm"} else ".bin"


