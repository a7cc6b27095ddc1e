"""What each list of a file would do to what is on record. A list is decided as one document."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from enforcement.imports.leniency.standing import StandingList, find_list, list_hash, matter_hash
from enforcement.imports.leniency.understand import Lists
from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Entry, Plan
from enforcement.imports.rows import Row
from enforcement.models import BatchItem, LeniencyList, LeniencyVersion
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.rows import Reading

KIND = "leniency"
Action = BatchItem.Action
#: Problems that say: there are matters in the file that were not read.
OUT_OF_SIGHT = frozenset({"HIDDEN_ROWS", "HIDDEN_COLUMNS", "HIDDEN_SHEET", "NOTES_SHEET_SKIPPED"})


def plan(reading: Reading, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
    """What the lists of a file would do; see ``Importer.plan``."""
    lists = Lists(reading, options)
    rows = lists.read()
    if agencies is not None:
        _keep_within(rows, agencies, lists)
        rows = [row for row in rows if row["agency_id"] in agencies]
    problems = lists.understood.problems
    problems += lists.about_laws(options.effective_from or today)
    unseen = any(problem.code in OUT_OF_SIGHT for problem in problems)
    entries = []
    for row in rows:
        entry, near = _entry(row, options, today, unseen=unseen)
        entries.append(entry)
        if entry.action == Action.HELD:
            problems.append(_problem(row, "HELD", f"“{row['title']}”暂缓：{entry.held_because}。", "处理后重新导入本清单即可，其他清单不受影响。"))
        elif near is not None:
            problems.append(_problem(row, "NEAR_MATCH", f"已有同类清单“{near}”，本表名称不同，将作为另一份清单导入。", "如为同一清单，请使标题与已有清单的名称一致后重新上传。"))
        if entry.action in (Action.CREATE, Action.CHANGE) and not row["in_force_from"]:
            problems.append(_problem(row, "NO_EFFECTIVE_DATE", f"“{row['title']}”没有写明施行日期，将以发布当日为施行日期。", "请在导入时填写施行日期，或者在标题下写明“自……起施行”。"))
    matters = sum(len(row["matters"]) for row in rows)
    return Plan(KIND, entries, problems, reading.file_format, lists.understood.new_agencies, {"matters": matters})


def _keep_within(rows: list[Row], agencies: Collection[int], lists: Lists) -> None:
    """An officer imports the lists of their own agency and those below it, never the city's."""
    for row in rows:
        if row["agency_id"] not in agencies:
            whose = row["agency"] or "全市"
            lists.understood.problems.append(
                Problem(
                    "error", "FOREIGN_AGENCY", f"“{row['title']}”是{whose}的清单，不是您所在机关或者其下级的，不导入。",
                    "由该机关或者全市管理人员导入；如为本机关的清单，请在标题中写明机关名称。", row["sheet"], row["row"],
                )
            )  # fmt: skip
            continue
        foreign = [matter for matter in row["matters"] if matter["agency_id"] not in agencies]
        for matter in foreign:
            lists.understood.problems.append(
                Problem(
                    "error", "FOREIGN_AGENCY", f"“{matter['agency']}”不是您所在的机关或者其下级，本项不导入。", "请删除其他机关的事项后重新上传。",
                    matter["sheet"], matter["row"], matter["cells"].get("agency"), matter["agency"],
                )
            )  # fmt: skip
        if foreign:
            row["matters"] = [matter for matter in row["matters"] if matter["agency_id"] in agencies]
            row["faulty"] = True
    lists.understood.new_agencies = []


def _entry(row: Row, options: ImportOptions, today: date, *, unseen: bool) -> tuple[Entry, LeniencyList | None]:
    known, near = find_list(row)
    standing = StandingList(known) if known else None
    for matter, pk in zip(row["matters"], standing.matters(row["matters"]) if standing else [None] * len(row["matters"]), strict=True):
        matter["matter"] = pk
    begins = date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else today
    action, because, base = judge(row, standing, begins, correction=options.correction)
    if standing and standing.versions and action != Action.SAME and (row["faulty"] or unseen):
        action, because = Action.HELD, "有的行存在错误或者被隐藏，现在发布会使这些事项从清单中消失"
    agency = known.agency_id if known else row["agency_id"]
    return Entry(row, action, because, base.pk if base else None, known.pk if known else None, None, agency), near


def judge(row: Row, standing: StandingList | None, begins: date, *, correction: bool) -> tuple[str, str, LeniencyVersion | None]:
    """The action, why the list must wait when it is ``HELD``, and the version compared with: asked at review, and again at publication."""
    if standing is None or not standing.versions:
        return Action.CREATE, "", None
    base = standing.on(begins)
    reissued = bool(row["instrument"]) and base is not None and row["instrument"] != base.instrument_id and begins != base.in_force_from
    if base is not None and not reissued and base.content_hash == list_hash([matter_hash(matter) for matter in row["matters"]]):
        return Action.SAME, "", base
    if correction:
        return (Action.CORRECT, "", base) if base else (Action.HELD, "该日没有施行中的版本可以更正", None)
    if any(version.in_force_from == begins for version in standing.versions):
        return Action.HELD, f"自{begins.year}年{begins.month}月{begins.day}日起已有内容不同的版本；如系更正，请选择“更正现行版本”", base
    return Action.CHANGE, "", base


def _problem(row: Row, code: str, message: str, remedy: str) -> Problem:
    return Problem("warning", code, message, remedy, row["sheet"], row["row"])
