"""Rows of decisions as read → records that may be stored, and problems that say by cell what is wrong.

Nothing is written here and no database is asked: whether body and law are on
record is the importer's affair.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from enforcement.notation.document_numbers import standard_document_number
from enforcement.penalties.tier_words import is_tier_word
from enforcement.records import compound
from enforcement.records.check_amounts import check_amount
from enforcement.records.check_codes import check_codes, check_lengths
from enforcement.records.check_dates import check_days
from enforcement.records.check_privacy import check_privacy
from enforcement.records.checked import CheckedRecord
from enforcement.records.duplicates import Numbers
from enforcement.records.money import Unit, unit_of_header
from enforcement.records.penalty_kinds import is_no_penalty, kinds_in_text, parse_penalty_kinds
from enforcement.records.place import Reporter
from enforcement.redaction.policy import NamePolicy
from enforcement.redaction.record import redact
from enforcement.spreadsheets.cells import is_nothing
from enforcement.spreadsheets.items import RawItem
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.rows import Reading

_AMOUNTS = ("fine_amount", "confiscation_amount")


@dataclass(slots=True)
class Checked:
    """Records without errors, in file order, and every problem that was found."""

    records: list[CheckedRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_reading(
    reading: Reading, *, today: date, policy: NamePolicy | None = None, tiers: Collection[str] = (), others: Collection[str] = ()
) -> Checked:
    """All rows of a file. ``tiers`` are labels that the benchmarks on record use, ``others`` names never to be shown."""
    units: dict[tuple[str, str], Unit] = {}
    for table in reading.tables:
        units |= {(table.sheet, name): unit_of_header(header) for header, name in table.columns.items() if name in _AMOUNTS}
    checker = Checker(today, policy or NamePolicy(), units, frozenset(tiers), others)
    return checker.check(reading.items)


class Checker:
    """Checks row after row; what it remembers of earlier rows is their numbers."""

    def __init__(
        self, today: date, policy: NamePolicy, units: dict[tuple[str, str], Unit], tiers: frozenset[str] = frozenset(), others: Collection[str] = ()
    ) -> None:
        self.today, self.policy, self.units, self.tiers, self.others = today, policy, units, tiers, others
        self.numbers = Numbers()

    def check(self, items: Iterable[RawItem]) -> Checked:
        """The records and problems of these rows, after those checked before."""
        checked = Checked()
        for item in items:
            record, problems = self.check_row(item)
            checked.problems += problems
            if record is not None:
                checked.records.append(record)
        return checked

    def check_row(self, item: RawItem) -> tuple[CheckedRecord | None, list[Problem]]:
        """One row: its record, None where an error stops it or an earlier row said the same."""
        reporter = Reporter(item)
        original = {name: str(value) for name, value in item.values.items()}
        values = {name: "" if is_nothing(text) else text.strip() for name, text in original.items()}
        _split(values, item.agency_source)
        number, borrowed = _number(values, reporter)
        _required(values, reporter)
        days = check_days(values, self.today, reporter)
        check_lengths(values, reporter)
        kinds = _kinds(values, reporter) if item.kind == "penalty" else ()
        amounts = {name: check_amount(name, values, self.units.get((item.sheet, name), ""), reporter) for name in _AMOUNTS}
        if "fine" in kinds and amounts["fine_amount"] is None and values.get("penalty_kind"):
            reporter.say("warning", "MISSING_AMOUNT", "fine_amount", "处罚类别有罚款，没有罚款金额。", "补填罚款金额。")
        self._tier(values, reporter)
        redacted = redact(values, self.policy, acted_on=days.get("acted_on"), decided_on=days.get("decided_on"), others=self.others)
        check_codes(values, redacted.party, reporter)
        check_privacy(redacted, reporter)
        repeated = bool(number and values.get("agency")) and self.numbers.is_repeated(number, values["agency"], values, reporter)
        decided_on = days.get("decided_on")
        if reporter.stopped or repeated or decided_on is None:
            return None, reporter.problems
        record = CheckedRecord(
            item.kind, item.sheet, item.row, number, values["agency"], decided_on, redacted.party.kind, redacted.verdict, redacted.public,
            redacted.proposed, original, redacted.findings, days.get("acted_on"), days.get("published_on"), days.get("display_until"),
            days.get("valid_from"), days.get("valid_until"), days.endless, kinds, amounts["fine_amount"], amounts["confiscation_amount"],
            values.get("applied_tier", ""), borrowed, dict(item.cells),
        )  # fmt: skip
        return record, reporter.problems

    def _tier(self, values: dict[str, str], reporter: Reporter) -> None:
        tier = values.get("applied_tier", "")
        if tier and tier not in self.tiers and not is_tier_word(tier):
            reporter.say("warning", "UNKNOWN_TIER", "applied_tier", "不认识的裁量阶次，不与基准比较。", "使用裁量权基准中的阶次名称。")


def _split(values: dict[str, str], agency_source: str) -> None:
    """The parts of compound columns, where the single columns are silent; a cell goes before a title."""
    if text := values.get("kind_and_basis"):
        parts = compound.kind_and_basis(text)
        values["penalty_content"] = values.get("penalty_content") or parts.first
        values["penalty_basis"] = values.get("penalty_basis") or parts.second
    if text := values.get("agency_and_date"):
        parts = compound.agency_and_date(text)
        named = values.get("agency", "") if agency_source == "column" else ""
        values["agency"] = named or parts.first or values.get("agency", "")
        values["decided_on"] = values.get("decided_on") or parts.second


def _number(values: dict[str, str], reporter: Reporter) -> tuple[str, bool]:
    """The number in its standard form; a licence without one goes by its certificate (〔2018〕424号)."""
    number, borrowed = values.get("document_no", ""), False
    if not number and reporter.item.kind == "license":
        number, borrowed = values.get("certificate_no", ""), True
    if not number:
        also = "和许可编号" if reporter.item.kind == "license" else ""
        reporter.say("error", "MISSING_DOCUMENT_NO", "document_no", f"缺少“{reporter.label('document_no')}”{also}。", "按决定书补填文号。")
    return standard_document_number(number), borrowed and bool(number)


def _required(values: dict[str, str], reporter: Reporter) -> None:
    if not values.get("party_name"):
        reporter.say("error", "MISSING_PARTY", "party_name", f"缺少“{reporter.label('party_name')}”。", "按决定书补填。")
    if not values.get("agency"):
        reporter.say("error", "MISSING_AGENCY", "agency", f"缺少“{reporter.label('agency')}”，表格标题中也没有写明。", "补填机关全称。")
    if reporter.item.kind == "license":
        if not any(values.get(name) for name in ("content", "document_name", "license_kind", "certificate_name")):
            reporter.say("warning", "MISSING_FIELD", "content", "缺少“许可内容”。", "补填。")
        return
    if not any(values.get(name) for name in ("violation_fact", "violation_type", "case_name")):
        reporter.say("warning", "MISSING_FIELD", "violation_fact", "缺少“违法事实”和“违法行为类型”。", "补填。")
    if not any(values.get(name) for name in ("penalty_content", "penalty_kind")):
        reporter.say("warning", "MISSING_FIELD", "penalty_content", "缺少“处罚内容”和“处罚类别”。", "补填。")


def _kinds(values: dict[str, str], reporter: Reporter) -> tuple[str, ...]:
    cell = ";".join(filter(None, (values.get("penalty_kind", ""), values.get("penalty_kind_2", ""))))
    if not cell:
        return kinds_in_text(values.get("penalty_content", ""))
    kinds, unknown = parse_penalty_kinds(cell)
    for piece in unknown:
        why = "不是行政处罚的种类" if is_no_penalty(piece) else "不是《行政处罚法》第九条的种类"
        reporter.say("warning", "UNKNOWN_PENALTY_KIND", "penalty_kind", f"处罚类别中有一项{why}，未作为处罚种类导入。", "按第九条的种类填写，多项用分号隔开。")
    return kinds
