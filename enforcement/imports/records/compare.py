"""What each row of a file would do to the decisions on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Entry, Plan
from enforcement.imports.reach import keep_within
from enforcement.imports.records.standing import Standing, judge
from enforcement.imports.records.understand import understand
from enforcement.imports.rows import Row
from enforcement.models import BatchItem
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.rows import Reading

Action = BatchItem.Action


def plan(kind: str, reading: Reading, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
    """What the rows of a file would do; see ``Importer.plan``."""
    understood, originals = understand(reading, options, today)
    if agencies is not None:
        keep_within(understood, agencies)
    rows, problems = _once(understood.rows, understood.problems)
    standing = Standing(rows)
    entries = []
    for row in rows:
        action, because, record = judge(row, standing, correction=options.correction)
        if action == Action.HELD:
            problems.append(_problem(row, "error", "NUMBER_TAKEN", f"文号“{row['number']}”暂缓：{because}。", "核对文号和内容；确系同一决定的，不必再导入。"))
        key = record.pk if record else None
        entries.append(Entry(row, action, because, key, key, None, row["agency_id"], originals.get((row["sheet"], row["row"])) if action != Action.SAME else None))
    facts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in ("held", "never")}
    return Plan(kind, entries, problems, reading.file_format, understood.new_agencies, {"to_review": facts["held"], "never_public": facts["never"]})


def _once(rows: list[Row], problems: list[Problem]) -> tuple[list[Row], list[Problem]]:
    """One row a decision, also where one body is written in two ways: the first stays, another content is an error."""
    problems = list(problems)
    by_number: dict[tuple[object, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_number[row["agency_id"] or row["agency"], row["number_key"]].append(row)
    kept: list[Row] = []
    for first, *more in by_number.values():
        kept.append(first)
        where = f"“{first['sheet']}”第{first['row']}行"
        for row in more:
            if row["content_hash"] == first["content_hash"]:
                problems.append(_problem(row, "warning", "DUPLICATE_RECORD", f"与{where}是同一决定，只导入一次。", "部门和乡镇重复报送的，无需处理。"))
            else:
                problems.append(_problem(row, "error", "DUPLICATE_NUMBER", f"文号与{where}相同而内容不同，保留前一行。", "核对文号；同一决定的，使各栏内容一致。"))
    return kept, problems


def _problem(row: Row, severity: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(severity, code, message, remedy, row["sheet"], row["row"], row["cells"].get("document_no"))  # type: ignore[arg-type]
