"""Which row of the policy table applies: exactly one, the most specific."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from enforcement.models import Agency, Measure, Party, Policy, Purpose, RecordKind, Severity


class NoRule(LookupError):
    """The table is silent; the message is for the officer. A deadline is never made up."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is looked up for. ``agencies`` are ids from the agency up to the root, nearest first."""

    kind: RecordKind
    agencies: tuple[int, ...] = ()
    domain: str = ""
    party: Party = Party.ALL
    severity: Severity = Severity.ALL

    @classmethod
    def of(cls, kind: RecordKind, agency: Agency, **more: str) -> Case:
        """The case of an agency's record; the agencies above it cost a query each."""
        line: list[int] = []
        above: Agency | None = agency
        while above is not None and above.pk not in line:
            line.append(above.pk)
            above = above.parent
        return cls(kind, tuple(line), **more)  # type: ignore[arg-type]

    def __str__(self) -> str:
        choices = [RecordKind(self.kind), Party(self.party), Severity(self.severity)]
        parts = [self.domain, *(str(choice.label) for choice in choices if choice != "all")]
        return "，".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table, read once. Rows are few: every question walks them all."""

    rows: tuple[Policy, ...]

    def rule(self, purpose: Purpose, measure: Measure, case: Case, day: date, on: date | None = None) -> Policy:
        """The one row that applies to an event of ``day``. Raises NoRule.

        The most specific goes first: by agency (the nearest above), field,
        kind, party, severity, in this order. ``on`` is the day on which one
        asks: a later row that reaches back takes over from the day on which
        it came into force.
        """
        return self.standing(purpose, measure, case, day, on)[0]

    def find(self, purpose: Purpose, measure: Measure, case: Case, day: date, on: date | None = None) -> Policy | None:
        """``rule``, or None where the table is silent."""
        try:
            return self.rule(purpose, measure, case, day, on)
        except NoRule:
            return None

    def standing(self, purpose: Purpose, measure: Measure, case: Case, day: date, on: date | None = None) -> list[Policy]:
        """The row that applies, and after it those that stand beside it since it is ``alongside`` them. Raises NoRule."""
        fitting = [row for row in self.rows if row.purpose == purpose and row.measure == measure and _fits(row, case)]
        found: list[Policy] = []
        if on is not None and on > day:
            found = [row for row in fitting if row.reaches_back and row.valid_from > day and _valid(row, on)]
        found = found or [row for row in fitting if _valid(row, day)]
        if not found:
            raise NoRule(f"{day:%Y-%m-%d}没有适用于“{case}”的{Purpose(purpose).label}{Measure(measure).label}，请在“期限规定”中登记。")
        found.sort(key=lambda row: _distance(row, case))
        return _until_alone(found)


def _valid(row: Policy, day: date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or row.valid_until >= day)


def _fits(row: Policy, case: Case) -> bool:
    return (
        (row.agency_id is None or row.agency_id in case.agencies)
        and row.domain in ("", case.domain)
        and all(getattr(row, name) in ("all", getattr(case, name)) for name in ("kind", "party", "severity"))
    )


def _distance(row: Policy, case: Case) -> tuple[int, ...]:
    """How far a fitting row is from the case in each respect; no two rows of one day are equally far (``Policy.clean``)."""
    agency = len(case.agencies) if row.agency_id is None else case.agencies.index(row.agency_id)
    return (agency, row.domain == "", *(getattr(row, name) == "all" for name in ("kind", "party", "severity")))


def _until_alone(rows: Sequence[Policy]) -> list[Policy]:
    taken = []
    for row in rows:
        taken.append(row)
        if not row.alongside:
            break
    return taken


def rules_of(rows: Iterable[Policy]) -> Rules:
    """Rules of these rows."""
    return Rules(tuple(rows))


def read_rules() -> Rules:
    """The table on record: one query."""
    return rules_of(Policy.objects.select_related("agency").order_by("pk"))
