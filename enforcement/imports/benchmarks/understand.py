"""From a file to rows: read, judge, and name what is on record."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from enforcement.fingerprints import fold
from enforcement.imports.benchmarks.validation import CheckedItem, validate_benchmarks
from enforcement.imports.competent import department_of
from enforcement.imports.names import AgencyNames, LawNames
from enforcement.imports.on_record import Understood, about_laws, about_new_agencies, name_agency
from enforcement.imports.rows import Row
from enforcement.imports.validation_fields import read_code
from enforcement.models import Benchmark, EditionCitation
from enforcement.notation.citations import Citation, parse_citations
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.rows import Reading

LONGEST_LAW = 200


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
        if name_agency(row, agencies, understood, create_agencies):
            understood.rows.append(row)
        else:
            understood.uncertain_agencies.add(item.agency)
    understood.new_agencies = list(dict.fromkeys(row["agency"] for row in understood.rows if row["agency_id"] is None))
    understood.problems += about_new_agencies(understood)
    if inferred:
        understood.problems.append(
            Problem(
                "warning", "AGENCY_INFERRED", f"文件没有写明实施机关，依所引法律推断为“{inferred}”。",
                "请确认；不对的，请在表中增加“实施机关”列，或者在标题中写明机关。",
            )
        )  # fmt: skip
    understood.problems += about_laws(understood.rows, laws, day or timezone.localdate())
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
