"""One decision as JSON shows it. Public columns only, and only decisions about organisations come this far."""

from __future__ import annotations

from datetime import date
from typing import Any

from enforcement.models import Record
from search.renderers.amounts import number

DECISIONS = ("penalty", "license")


def decision_record(record: Record, on: date, url: str) -> dict[str, Any]:
    """The decision; sums in yuan. An allow-list, never a dump of the model."""
    return {
        "kind": record.kind, "address": record.address, "code": record.number, "url": url, "act": record.act,
        "agency": {"slug": record.agency.slug, "name": record.agency.name},
        "party": {"name": record.party_name, "kind": record.party_kind, "credit_code": record.credit_code},
        "facts": record.facts, "basis": record.basis_text, "content": record.content, "penalty_kinds": record.penalty_kinds,
        "fine": number(record.fine), "confiscated": number(record.confiscated), "licence_affected": record.licence_affected,
        "licence_kind": record.licence_kind, "certificate": record.certificate, "procedure": record.procedure,
        "tier": record.tier_label, "consistency": record.consistency, "applied": record.applied,
        "acted_on": record.acted_on, "decided_on": record.decided_on, "valid_from": record.valid_from, "valid_until": record.valid_until,
        "published_at": record.published_at, "displayed_until": record.displayed_until, "as_of": on,
    }  # fmt: skip
