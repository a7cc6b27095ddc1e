"""What redaction found, said by cell: personal data where none belongs, texts held, minors."""

from __future__ import annotations

from typing import Final

from enforcement.records.place import Reporter
from enforcement.redaction.record import Redacted
from enforcement.redaction.spans import NAMES, STARS

#: Columns in which personal data belongs: it is reported upward and never shown.
_EXPECTED: Final = frozenset(
    ("party_name", "legal_representative", "representative_id_type", "representative_id_no", "person_id_type", "person_id_no", "tax_no", "registration_no",
     "organisation_code", "institution_no", "social_organisation_no", "party_address")
)  # fmt: skip


def check_privacy(redacted: Redacted, reporter: Reporter) -> None:
    """One problem for each kind in each cell; values are never quoted."""
    if redacted.verdict == "never":
        field = next(finding.field for finding in redacted.findings if finding.kind == "minor")
        reporter.say("warning", "MINOR", field, "被处罚人在行为时未满十八周岁，本条不公开。", "无需处理；本条只作内部留存。")
        return
    said: set[tuple[str, str]] = set()
    for finding in redacted.findings:
        label = reporter.label(finding.field)
        if finding.outcome == "held":
            key, code = (finding.field, finding.reason), "HELD_TEXT"
            message, remedy = f"“{label}”暂不公开：{finding.reason}。", "由第二人对照原文核实后放行，或者改写后重新上传。"
        elif finding.field in _EXPECTED or finding.kind == "party_name":
            continue
        else:
            key, code = (finding.field, finding.kind), "PERSONAL_DATA"
            message, remedy = f"“{label}”中有{NAMES[finding.kind]}，公开时已隐去。", "公示内容不需要的，从原表中删去。"
        if key not in said:
            said.add(key)
            reporter.say("warning", code, finding.field, message, remedy, STARS)
