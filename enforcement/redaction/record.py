"""A record as it came → public columns, and findings that say what was hidden, where and why.

Redaction happens before anything is stored in a public column; index, files and
pages are made from public columns only. Legal grounds: 《行政处罚法》 arts. 48 and 50
(decisions are public, secrets and privacy are not), 《政府信息公开条例》 arts. 15, 17
and 37 (privacy is kept back, what can be separated is published without it),
《个人信息保护法》 arts. 6, 25, 28 and 34, 《未成年人保护法》 art. 103.

What is **held** is in no public column: the column stays empty until a second
person has compared the proposal with the original. What no program can find is
told in ``people``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from enforcement.notation.credit_codes import credit_code_fault, normalise_credit_code
from enforcement.notation.identity_numbers import age_on, identity_in_tax_number
from enforcement.redaction.addresses import township_of
from enforcement.redaction.fields import Treatment, treatment_of
from enforcement.redaction.folding import fold
from enforcement.redaction.known import Known
from enforcement.redaction.minors import FULL_AGE, YEARS_BACK, born_on
from enforcement.redaction.name_forms import is_name, masked_name, name_pattern
from enforcement.redaction.parties import Party, is_office, names_in, party_of, trade_name
from enforcement.redaction.policy import NamePolicy
from enforcement.redaction.spans import Kind, Outcome, Span
from enforcement.redaction.text import Context, RedactedText, occurrences, redact_text, redact_value
from enforcement.redaction.written_digits import runs

Verdict = Literal["clear", "held", "never"]

#: What an officer writes where there is nothing to say.
_NOTHING: Final = frozenset(("", "/", "\\", "-", "—", "——", "无", "暂无", "不涉及", "N/A", "NULL", "NONE"))
_SUFFIX: Final = re.compile(r"\.(pdf|docx?|xlsx?|ofd|wps|jpe?g|png|zip|rar|txt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in which field, from which sign to which; never the value itself."""

    field: str
    kind: Kind
    start: int
    end: int
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Redacted:
    """``public`` holds what may be stored in public columns, ``proposed`` what a second person is asked about.

    ``verdict``: ``clear`` may be published, ``held`` waits for a second person,
    ``never`` tells of a minor and has no public column at all. ``party`` decides
    whether the page carries noindex and stays out of feeds and bulk files.
    """

    public: dict[str, str]
    proposed: dict[str, str]
    findings: tuple[Finding, ...]
    party: Party
    verdict: Verdict

    @property
    def reasons(self) -> list[str]:
        """Why it is held, in Chinese, each once."""
        return list(dict.fromkeys(finding.reason for finding in self.findings if finding.outcome == "held"))


def redact(
    record: Mapping[str, str],
    policy: NamePolicy | None = None,
    *,
    acted_on: date | None = None,
    decided_on: date | None = None,
    others: Collection[str] = (),
) -> Redacted:
    """Public columns for the texts of one record.

    ``record`` maps field names (those of the header files) to texts as written;
    fields that nobody declared are treated as running text. ``others`` are names
    that the file knows and the public may not (complainant, witness). Age is
    counted on the day of the act, else of the decision, else today.
    """
    return _Redaction(record, policy or NamePolicy(), acted_on, decided_on, others).run()


class _Redaction:
    """One record on its way."""

    def __init__(
        self, record: Mapping[str, str], policy: NamePolicy, acted_on: date | None, decided_on: date | None, others: Collection[str]
    ) -> None:
        self.record = record
        self.policy = policy
        self.acted_on, self.decided_on = acted_on, decided_on
        self.findings: list[Finding] = []
        self.proposed: dict[str, str] = {}
        self.minor = False
        name = record.get("party_name", "")
        self.party = party_of(name, record.get("party_type", ""), record.get("credit_code", ""))
        self.trade_name = trade_name(name) if self.party.kind in ("organisation", "sole_trader") else ""
        self.context = self._context(name, others)

    def run(self) -> Redacted:
        if self.party.doubt:
            self._note("party_name", "party_name", 0, len(self.record.get("party_name", "")), "held", self.party.doubt)
        for field, text in self.record.items():
            self.proposed[field] = "" if fold(text).text in _NOTHING else self._field(field, text)
        self._check_secrets()
        held = {finding.field for finding in self.findings if finding.outcome == "held"}
        if self.minor:
            return Redacted({}, {}, tuple(self.findings), self.party, "never")
        public = {field: "" if field in held else text for field, text in self.proposed.items()}
        return Redacted(public, self.proposed, tuple(self.findings), self.party, "held" if held else "clear")

    # What the record knows

    def _context(self, name: str, others: Collection[str]) -> Context:
        people = [Known(other, "person", "omitted") for other in others if len(other) > 1]
        representatives = [one for one in names_in(self.record.get("legal_representative", "")) if fold(one).text not in _NOTHING]
        if self.party.kind == "organisation":
            people += [Known(one, "legal_representative", self.policy.legal_representative, "法定代表人") for one in representatives]
        else:
            form = self.policy.sole_trader if self.party.kind == "sole_trader" else "masked"
            people += [Known(one, "legal_representative", form, "经营者") for one in representatives]
            people += self._own_names(name, form)
        offices = [self.record.get(field, "") for field in ("agency", "source_agency")]
        shown = [one for one in offices if is_office(one)]
        organisations = [self.trade_name, *shown]
        if self.party.kind == "organisation" or self.policy.business_name == "shown":
            shown.append(self.trade_name)
        return Context(people, [one for one in organisations if one], [one for one in shown if one], self.party.private)

    def _own_names(self, name: str, form: str) -> list[Known]:
        if self.party.kind == "person" or self.party.kind == "unknown":
            return [Known(one, "party_name", "masked") for one in names_in(name) or [name]]
        bare = names_in(name)
        # An individual business that is entered under its owner's name, or names the owner in a bracket.
        inside = re.findall(r"[（(](?:经营者|负责人|业主|店主)?[:：]?([^（）()]{2,12})[）)]", name)
        return [Known(one, "party_name", form, "经营者") for one in [*bare, *inside] if is_name(one) and not _is_business(one)]  # type: ignore[arg-type]

    # Field by field

    def _field(self, field: str, text: str) -> str:
        treatment = treatment_of(field)
        if treatment == "dropped":
            return self._dropped(field, text)
        if treatment == "party":
            return self._party_name(field, text)
        if treatment == "representative":
            return self._representative(field, text)
        if treatment == "credit_code":
            return self._credit_code(field, text)
        if treatment == "address":
            return self._address(field, text)
        if treatment == "file":
            return self._file_name(field, text)
        redacted = redact_value(text, self.context) if treatment == "number" else redact_text(text, self.context)
        return self._take(field, redacted, treatment)

    def _take(self, field: str, redacted: RedactedText, treatment: Treatment = "text") -> str:
        for span in redacted.spans:
            if treatment == "number" and span.kind in ("long_number", "landline", "bank_account"):
                continue
            self._found(field, span)
        for born in redacted.births:
            self._born(field, born)
        if treatment == "number" and not any(finding.field == field for finding in self.findings):
            return self.record[field]
        if treatment == "value" and redacted.spans:
            self._note(field, redacted.spans[0].kind, redacted.spans[0].start, redacted.spans[0].end, "held", "本栏不应当有个人信息，需人工核实")
        return redacted.text

    def _dropped(self, field: str, text: str) -> str:
        self._note(field, "identity_number", 0, len(text), "omitted")
        self._holder(field, text)
        return ""

    def _party_name(self, field: str, text: str) -> str:
        if self.party.kind in ("person", "unknown"):
            names = names_in(text)
            self._note(field, "party_name", 0, len(text), "masked")
            rest = redact_text(text, Context(self.context.people))
            for span in rest.spans:
                if span.kind in ("birth", "minor", "identity_number"):
                    self._found(field, span)
            for born in rest.births:
                self._born(field, born)
            if not names or not all(map(is_name, names)):
                self._note(field, "party_name", 0, len(text), "held", "姓名栏的内容不像姓名，需人工核实")
                return ""
            return "、".join(dict.fromkeys(map(masked_name, names)))
        if trade_name(text) != text.strip():
            self._note(field, "legal_representative", len(trade_name(text)), len(text), "omitted")
        name = trade_name(text)
        if self.party.kind == "sole_trader" and is_name(name) and not _is_business(name):
            self._note(field, "party_name", 0, len(text), "masked")
            return masked_name(name) if self.policy.sole_trader == "masked" else name if self.policy.sole_trader == "shown" else "个体工商户"
        checked = redact_value(name, self.context)
        for span in checked.spans:
            self._found(field, span)
        owner_known = any(person.kind != "person" for person in self.context.people)
        if self.party.kind == "sole_trader" and self.policy.business_name == "masked" and not owner_known:
            unknown = redact_text(name, Context())
            for span in unknown.spans:
                if span.kind in ("possible_name", "person"):
                    self._note(field, "possible_name", span.start, span.end, "held", "商号中可能含有经营者姓名，需人工核实")
        return checked.text

    def _representative(self, field: str, text: str) -> str:
        form = self.policy.legal_representative if self.party.kind == "organisation" else self.policy.sole_trader
        names = names_in(text)
        if self.party.kind in ("person", "unknown"):
            form = "omitted"
        outcome: Outcome = "omitted" if form == "omitted" else "masked"
        if form != "shown":
            self._note(field, "legal_representative", 0, len(text), outcome)
        if form == "omitted":
            return ""
        if not all(map(is_name, names)) or (form == "shown" and redact_value(text, Context()).spans):
            self._note(field, "legal_representative", 0, len(text), "held", "姓名栏的内容不像姓名，需人工核实")
            return ""
        return "、".join(names if form == "shown" else map(masked_name, names))

    def _credit_code(self, field: str, text: str) -> str:
        if credit_code_fault(text) is None and self.party.kind != "person":
            return normalise_credit_code(text)
        personal = identity_in_tax_number(text) is not None or redact_value(text, Context()).spans
        kind: Kind = "identity_number" if personal else "long_number"
        self._note(field, kind, 0, len(text), "omitted")
        self._holder(field, text)
        return ""

    def _address(self, field: str, text: str) -> str:
        if self.party.private:
            self._note(field, "address", 0, len(text), "masked")
            return township_of(text)
        return self._take(field, redact_text(text, self.context))

    def _file_name(self, field: str, text: str) -> str:
        """A file is called what it is, never what somebody called it."""
        suffix = _SUFFIX.search(text.strip())
        for span in redact_text(text, self.context).spans:
            self._note(field, span.kind, span.start, span.end, "omitted")
        return f"附件{suffix[0].lower()}" if suffix else "附件"

    # Findings

    @property
    def _day(self) -> date:
        return self.acted_on or self.decided_on or date.today()

    def _found(self, field: str, span: Span) -> None:
        self._note(field, span.kind, span.start, span.end, span.outcome, span.reason)
        if span.kind == "identity_number":
            self._holder(field, self.record[field][span.start : span.end])

    def _holder(self, field: str, number: str) -> None:
        """Asks the identity number of whoever it is for the age; an organisation is not born."""
        born = born_on(number, self._day) if self.party.private else None
        if born:
            self._born(field, born)

    def _born(self, field: str, born: date) -> None:
        age, length = age_on(born, self._day), len(self.record[field])
        if age < FULL_AGE and self.party.private:
            self._minor(field, self.record[field])
        elif age < FULL_AGE:
            self._note(field, "minor", 0, length, "held", "可能涉及未成年人，需人工核实")
        elif self.acted_on is None and age < FULL_AGE + YEARS_BACK and self.party.private:
            self._note(field, "minor", 0, length, "held", "行为日期不明，行为时可能未满十八周岁，需人工核实")

    def _minor(self, field: str, text: str) -> None:
        self.minor = True
        self._note(field, "minor", 0, len(text), "held", "被处罚人在行为时未满十八周岁，处罚信息不得公开")

    def _note(self, field: str, kind: Kind, start: int, end: int, outcome: Outcome, reason: str = "") -> None:
        self.findings.append(Finding(field, kind, start, end, outcome, reason))

    def _check_secrets(self) -> None:
        """What the record's own columns call private stands in no other column, whatever the finders saw."""
        patterns = [pattern for person in self.context.people if person.form != "shown" and (pattern := name_pattern(person.name))]
        numbers = {digits for field, text in self.record.items() if treatment_of(field) == "dropped" and len(digits := _digits(text)) >= 6}
        for field, text in self.proposed.items():
            if not text:
                continue
            spaced = fold(text, spaces=True, han_digits=False)
            kept = occurrences(text, self.context.shown)
            named = any(
                not any(start <= spaced.places[match.start()] < end for start, end in kept)
                for pattern in patterns
                for match in pattern.finditer(spaced.text)
            )
            if named or any(number in _digits(text) for number in numbers):
                self._note(field, "party_name" if named else "identity_number", 0, len(text), "held", "仍含有应当隐去的内容，需人工核实")


def _digits(text: str) -> str:
    return "".join(group.digits for run in runs(text) for group in run)


def _is_business(name: str) -> bool:
    return party_of(name).kind in ("organisation", "sole_trader")
