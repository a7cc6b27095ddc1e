"""From a file of decisions to rows: checked and redacted (``enforcement.records.check``), then named as on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any, Final

from enforcement.fingerprints import fold
from enforcement.imports.names import AgencyNames
from enforcement.imports.on_record import Understood, about_new_agencies, name_agency
from enforcement.imports.options import ImportOptions
from enforcement.imports.records.columns import plain
from enforcement.imports.rows import Row
from enforcement.models import PartyKind, Procedure, Tier
from enforcement.notation.document_numbers import document_number_key
from enforcement.records.check import check_reading
from enforcement.records.checked import CheckedRecord
from enforcement.spreadsheets.rows import Reading

#: What stands aside from a row: the columns of ``RecordOriginal``, by sheet and row.
Originals = dict[tuple[str, int], dict[str, Any]]

_PARTY: Final = {"organisation": PartyKind.ORGANISATION, "sole_trader": PartyKind.SOLE_TRADER}
_PROCEDURES: Final = (
    (Procedure.SIMPLE, ("简易", "当场")), (Procedure.FAST, ("快速",)), (Procedure.HEARING, ("听证",)), (Procedure.ORDINARY, ("普通", "一般")),
)  # fmt: skip
#: Where each kind says what it is about, the first that speaks.
_ACT: Final = {"penalty": ("violation_type", "case_name", "violation_fact"), "license": ("certificate_name", "document_name", "content", "license_kind")}
#: What two reports of one decision may differ in.
_OF_THE_REPORT: Final = frozenset(("seq", "source_agency", "source_agency_code", "updated_at", "remark", "published_on", "display_until", "status", "attachment", "region_code"))
#: Shown where the number itself may hold somebody's name.
NUMBER_IN_DOUBT: Final = "文号待复核"
LONGEST_ACT, LONGEST_NUMBER = 300, 128


def understand(reading: Reading, options: ImportOptions, today: date) -> tuple[Understood, Originals]:
    """The rows that may go on, and apart from them what the agencies wrote."""
    checked = check_reading(reading, today=today, tiers=frozenset(Tier.objects.order_by().values_list("label", flat=True).distinct()))
    understood = Understood([], [*reading.problems, *checked.problems], reading.file_format)
    agencies, originals = AgencyNames(), {}
    for record in checked.records:
        row = _row(record)
        if not name_agency(row, agencies, understood, create=options.create_agencies):
            continue
        understood.rows.append(row)
        originals[row["sheet"], row["row"]] = _original(record)
    understood.new_agencies = list(dict.fromkeys(row["agency"] for row in understood.rows if row["agency_id"] is None))
    understood.problems += about_new_agencies(understood)
    return understood, originals


def _row(record: CheckedRecord) -> Row:
    number, key = _number(record)
    reasons = dict.fromkeys(finding.reason for finding in record.findings if finding.outcome == "held" and finding.reason)
    row: Row = {
        "sheet": record.sheet, "row": record.row, "cells": record.cells, "citations": [], "agency": record.agency, "agency_id": None,
        "number": number, "number_key": key, "verdict": record.verdict, "held_because": "；".join(reasons)[:300], "content_hash": _digest(record.original),
        "display_until": plain("display_until", record.display_until),
    }  # fmt: skip
    row |= _columns(record, record.public)
    if record.verdict != "never":
        row |= {"penalty_kinds": list(record.penalty_kinds), "fine": plain("fine", record.fine), "confiscated": plain("confiscated", record.confiscation)}
        row |= {"acted_on": plain("acted_on", record.acted_on), "tier_label": record.applied_tier[:60]}
    row |= {name: plain(name, getattr(record, name)) for name in ("decided_on", "valid_from", "valid_until")}
    return row


def _number(record: CheckedRecord) -> tuple[str, str]:
    """The number as shown and as compared. One that may hold a name is compared by its digest, and shown by nobody."""
    key = document_number_key(record.document_no)[:LONGEST_NUMBER]
    field = "certificate_no" if record.number_from_certificate else "document_no"
    if record.verdict != "never" and not record.public.get(field):
        return NUMBER_IN_DOUBT, "?" + blake2b(key.encode(), digest_size=12).hexdigest()
    return record.document_no[:LONGEST_NUMBER], key


def _columns(record: CheckedRecord, texts: Mapping[str, str]) -> dict[str, Any]:
    """Texts by field of the file → text columns of a record; columns that the kind does not have stay empty."""

    def said(name: str) -> str:
        return texts.get(name, "").strip()

    kind = _PARTY.get(record.party, PartyKind.PERSON)
    broken = said("violated_basis")
    procedure = said("procedure")
    return {
        "party_name": said("party_name")[:200], "party_kind": str(kind), "credit_code": said("credit_code") if kind == PartyKind.ORGANISATION else "",
        "legal_representative": said("legal_representative")[:60],
        "act": next((said(name) for name in _ACT[record.kind] if said(name)), "")[:LONGEST_ACT], "facts": said("violation_fact"),
        "basis_text": "\n".join(filter(None, (said("penalty_basis"), f"违反：{broken}" if broken else ""))),
        "content": said("penalty_content") or said("kind_and_basis") or said("content"), "licence_affected": said("license_affected")[:200],
        "licence_kind": said("license_kind")[:60], "certificate": " ".join(filter(None, (said("certificate_name"), said("certificate_no"))))[:200],
        "source_agency": said("source_agency")[:200], "remark": said("remark"),
        "procedure": next((str(name) for name, words in _PROCEDURES if any(word in procedure for word in words)), ""),
        "penalty_kinds": [], "fine": None, "confiscated": None, "acted_on": None, "tier_label": "",
    }  # fmt: skip


def _original(record: CheckedRecord) -> dict[str, Any]:
    proposed = {name: value for name, value in _columns(record, record.proposed).items() if isinstance(value, str)} if record.verdict == "held" else {}
    return {
        "texts": {name: text for name, text in record.original.items() if text.strip()}, "proposed": proposed,
        "findings": [{"field": f.field, "kind": f.kind, "start": f.start, "end": f.end, "outcome": f.outcome} for f in record.findings],
    }  # fmt: skip


def _digest(original: Mapping[str, str]) -> str:
    """Everything that was written of the case itself."""
    said = "\x1f".join(f"{name}\x1e{fold(text)}" for name, text in sorted(original.items()) if name not in _OF_THE_REPORT and text.strip())
    return blake2b(said.encode(), digest_size=16).hexdigest()
