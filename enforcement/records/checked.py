"""A decision as the record may take it: typed values, public and original texts apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from enforcement.redaction.parties import PartyKind
from enforcement.redaction.record import Finding, Verdict


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """One decision that nothing stops.

    ``public`` is all that public columns may hold, ``proposed`` what a second
    person is asked about, ``original`` the row as written: for the table of
    originals only. ``document_no`` is in its standard form and may itself be
    empty in ``public`` when it holds somebody's name. Sums are in yuan.
    ``valid_until`` is None and ``endless`` true for 2099/12/31 and 长期.
    ``decided_on`` is never None for a record without errors. ``amount_asked``
    is true where a sum stands without unit.
    """

    kind: str
    sheet: str
    row: int
    document_no: str
    agency: str
    decided_on: date
    party: PartyKind
    verdict: Verdict
    public: dict[str, str]
    proposed: dict[str, str]
    original: dict[str, str]
    findings: tuple[Finding, ...] = ()
    acted_on: date | None = None
    published_on: date | None = None
    display_until: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    endless: bool = False
    penalty_kinds: tuple[str, ...] = ()
    fine: Decimal | None = None
    confiscation: Decimal | None = None
    applied_tier: str = ""
    number_from_certificate: bool = False
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def of_natural_person(self) -> bool:
        """Whether its page carries noindex and it stays out of feeds and bulk files."""
        return self.party != "organisation"
