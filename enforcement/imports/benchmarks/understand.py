"""From a file to rows: read, judge, and name what is on record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from enforcement.fingerprints import fold
from enforcement.imports.benchmarks.validation import CheckedItem, validate_benchmarks
from enforcement.imports.competent import department_of
from enforcement.imports.names import AgencyNames, LawNames
from enforcement.imports.rows import Row, law_names
from enforcement.imports.validation_fields import read_code
from enforcement.models import Benchmark, EditionCitation
from enforcement.notation.citations import Citation, parse_citations
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.rows import Reading

#: Laws a warning names before it only counts.
NAMED = 5
LONGEST_LAW = 200


@dataclass(slots=True)
class Understood:
    """What a file says: rows that may go on, rows that are held, what is wrong."""

    rows: list[Row]
    problems: list[Problem]
    file_format: str
    new_agencies: list[str] = field(default_factory=list)
    #: Agencies of which some row had an error: nothing of theirs may be taken for missing.
    uncertain_agencies: set[str] = field(default_factory=set)


def understand(reading: Reading, *, create_agencies: bool = False, day: date | None = None) -> Understood:
    """Judges what was read; ``day`` is when items begin that name no day of their own."""
    inferred = _infer_agency(reading)
    checked = validate_benchmarks(reading.items, default_agency=inferred)
    agencies, laws = AgencyNames(), LawNames()
    understood = Understood([], [*reading.problems, *checked.problems], reading.file_format)
    understood.uncertain_agencies.update(refused.text("agency") for refused in reading.refused)
    for item in checked.items:
        if not item.ok:
            understood.uncertain_agencies.add(item.agency)
            continue
        row = _row(item, laws)
        if _name_agency(row, item, agencies, understood, create_agencies):
            understood.rows.append(row)
        else:
            understood.uncertain_agencies.add(item.agency)
    understood.new_agencies = list(dict.fromkeys(row["agency"] for row in understood.rows if row["agency_id"] is None))
    understood.problems += _about_new_agencies(understood)
    if inferred:
        understood.problems.append(
            Problem(
                "warning", "AGENCY_INFERRED", f"文件没有写明实施机关，依所引法律推断为“{inferred}”。",
                "请确认；不对的，请在表中增加“实施机关”列，或者在标题中写明机关。",
            )
        )  # fmt: skip
    understood.problems += _about_laws(understood.rows, laws, day or timezone.localdate())
    return understood


def _infer_agency(reading: Reading) -> str:
    """Only for a file that is silent throughout: then the codes on record tell, else the laws cited."""
    if any(item.text("agency") for item in reading.items):
        return ""
    codes = [code for item in reading.items if (code := _digits(item.values.get("code")))]
    known = set(Benchmark.objects.filter(code__in=codes[:500]).values_list("agency__name", flat=True)) if codes else set()
    if len(known) == 1:
        return known.pop()
    names = ("penalty_basis", "legal_basis", "violated_basis", "law_title")
    return department_of({c.law for name in names for c in parse_citations(item.text(name))} for item in reading.items)


def _digits(code: object) -> str:
    try:
        return read_code(code) or ""
    except ValueError:
        return ""


def _row(item: CheckedItem, laws: LawNames) -> Row:
    """The item in the dataset's columns, its laws under their full names."""
    raw = item.raw
    basis = EditionCitation.Role.PENALTY if "penalty_basis" in raw.cells else EditionCitation.Role.BASIS
    cited = [(basis, citation) for citation in item.citations] + [(EditionCitation.Role.VIOLATED, citation) for citation in item.violated]
    return {
        "sheet": raw.sheet, "row": raw.row, "code": item.code or "", "agency": item.agency, "agency_id": None,
        "act": item.violation, "domain": raw.text("domain").strip(), "basis_text": _beyond_citation(item),
        "statutory_penalty": raw.text("statutory_penalty").strip(), "penalty_kinds": raw.text("penalty_kind").strip(),
        "handling_unit": raw.text("handling_unit").strip(), "remark": raw.text("remark").strip(),
        "in_force_from": item.effective_from.isoformat() if item.effective_from else None, "instrument": None,
        "document_no": raw.text("document_no").strip(), "citation": item.citation,
        "citations": [_place(role, citation, laws) for role, citation in cited if citation.article],
        "tiers": [[tier.label, tier.condition, tier.penalty] for tier in item.tiers], "cells": raw.cells,
    }  # fmt: skip


def _place(role: str, cited: Citation, laws: LawNames) -> list[object]:
    law = laws.find(cited.law)
    return [role, law.name if law else cited.law[:LONGEST_LAW], cited.article, cited.sub_article or 0, cited.paragraph or 0, cited.item or 0]


def _beyond_citation(item: CheckedItem) -> str:
    """The basis as written, when it says more than where it stands: the clause itself."""
    text = item.legal_text
    return text if fold(text) != fold(item.citation) else ""


def _name_agency(row: Row, item: CheckedItem, agencies: AgencyNames, understood: Understood, create: bool) -> bool:
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


def _about_new_agencies(understood: Understood) -> list[Problem]:
    if not understood.new_agencies:
        return []
    names = "、".join(understood.new_agencies[:NAMED]) + ("等" if len(understood.new_agencies) > NAMED else "")
    return [
        Problem(
            "warning", "NEW_AGENCIES", f"将新建{len(understood.new_agencies)}个机关：{names}。",
            "请核对名称；与已有机关相同的，请先在该机关下登记别称。",
        )
    ]  # fmt: skip


def _about_laws(rows: list[Row], laws: LawNames, begin: date) -> list[Problem]:
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
        for name in {c[1] for c in row["citations"] if c[0] != EditionCitation.Role.VIOLATED}:
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
