"""What a file names and the record knows or does not: agencies and laws, the same for every kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from enforcement.fingerprints import VIOLATED
from enforcement.imports.names import AgencyNames, LawNames
from enforcement.imports.rows import Row, law_names
from enforcement.spreadsheets.problems import Problem

#: Agencies or laws a warning names before it only counts.
NAMED = 5


@dataclass(slots=True)
class Understood:
    """What a file says: rows that may go on, rows that are held, what is wrong."""

    rows: list[Row]
    problems: list[Problem]
    file_format: str
    new_agencies: list[str] = field(default_factory=list)
    #: Agencies of which some row had an error: nothing of theirs may be taken for missing.
    uncertain_agencies: set[str] = field(default_factory=set)


def name_agency(row: Row, agencies: AgencyNames, understood: Understood, create: bool) -> bool:
    found = agencies.find(row["agency"])
    if len(found) == 1:
        row["agency_id"] = found[0].pk
        return True
    place = {"sheet": row["sheet"], "row": row["row"], "column": row["cells"].get("agency"), "value": row["agency"]}
    if len(found) > 1:
        names = "、".join(agency.name for agency in found)
        understood.problems.append(
            Problem("error", "AMBIGUOUS_AGENCY", f"“{row['agency']}”可能是{names}。", "请填写机关全称。", **place)
        )
        return False
    if create:
        return True
    understood.problems.append(
        Problem(
            "error", "UNKNOWN_AGENCY", f"平台上没有实施机关“{row['agency']}”。",
            "请改为平台上已有机关的名称，或者先登记该机关，也可以在导入时选择“新建机关”。", **place,
        )  # fmt: skip
    )
    return False


def about_new_agencies(understood: Understood) -> list[Problem]:
    if not understood.new_agencies:
        return []
    names = "、".join(understood.new_agencies[:NAMED]) + ("等" if len(understood.new_agencies) > NAMED else "")
    return [
        Problem(
            "warning", "NEW_AGENCIES", f"将新建{len(understood.new_agencies)}个机关：{names}。",
            "请核对名称；与已有机关相同的，请先在该机关下登记别称。",
        )
    ]  # fmt: skip


def about_laws(rows: list[Row], laws: LawNames, begin: date) -> list[Problem]:
    """Laws the record does not know, in one warning; laws that had lost their force when the item begins, each."""
    unknown = [name for name in law_names(rows) if laws.find(name) is None]
    problems = []
    if unknown:
        named = "、".join(f"《{name}》" for name in unknown[:NAMED]) + ("等" if len(unknown) > NAMED else "")
        problems.append(
            Problem(
                "warning", "NEW_LAWS", f"法律法规库中没有{len(unknown)}部所引法律法规：{named}，将自动登记为待核定。",
                "发布后请在“法律法规”中核定名称、版本和效力。",
            )
        )  # fmt: skip
    replaced: Counter[str] = Counter()
    first: dict[str, Row] = {}
    for row in rows:
        day = date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else begin
        for name in {c[1] for c in row["citations"] if c[0] != VIOLATED}:
            law = laws.find(name)
            if law and law.replaced(day):
                replaced[name] += 1
                first.setdefault(name, row)
    for name, times in replaced.items():
        law = laws.find(name)
        assert law is not None and law.replaced_on is not None
        by = f"，由《{law.replaced_by.name}》替代" if law.replaced_by else ""
        problems.append(
            Problem(
                "warning", "REPLACED_LAW", f"《{name}》已于{law.replaced_on:%Y年%-m月%-d日}失效{by}，本表有{times}项仍引用。",
                "请改引现行法律；确需保留的，发布后页面将注明该法已失效。",
                sheet=first[name]["sheet"], row=first[name]["row"], column=first[name]["cells"].get("legal_basis"),
            )
        )  # fmt: skip
    return problems
