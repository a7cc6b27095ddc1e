"""The days of a decision: readable, none in the future, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from enforcement.notation.dates import is_open_ended, parse_date
from enforcement.records.place import Reporter
from enforcement.spreadsheets.problems import Severity

#: Days that may lie in the future: the end of something, and when a licence begins.
_AHEAD: Final = frozenset(("valid_from", "valid_until", "display_until"))
_ALL: Final = ("acted_on", "decided_on", "published_on", "valid_from", "valid_until", "display_until")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that could be read, and whether the end is open."""

    known: Mapping[str, date]
    endless: bool = False

    def get(self, field: str) -> date | None:
        return self.known.get(field)


def check_days(values: Mapping[str, str], today: date, reporter: Reporter) -> Days:
    """Reads all days; without a day of decision the row is stopped, any other unreadable day is left out."""
    known: dict[str, date] = {}
    endless = False
    for field in _ALL:
        text = values.get(field, "")
        if not text:
            continue
        if field in ("valid_until", "display_until") and is_open_ended(text):
            endless = endless or field == "valid_until"
            continue
        try:
            known[field] = parse_date(text)
        except ValueError as fault:
            severity: Severity = "error" if field == "decided_on" else "warning"
            reporter.say(severity, "BAD_DATE", field, f"“{reporter.label(field)}”：{fault}。", "写成“2024年3月5日”后重新上传。")
            continue
        if field not in _AHEAD and known[field] > today:
            reporter.say("error", "FUTURE_DATE", field, f"“{reporter.label(field)}”晚于今天。", "核对日期，更正后重新上传。", known.pop(field).isoformat())
    if not values.get("decided_on"):
        reporter.say("error", "MISSING_DATE", "decided_on", f"缺少“{reporter.label('decided_on')}”。", "补填作出决定的日期。")
    _check_order(known, reporter)
    return Days(known, endless)


def _check_order(known: dict[str, date], reporter: Reporter) -> None:
    decided, acted, published = known.get("decided_on"), known.get("acted_on"), known.get("published_on")
    if decided and published and decided > published:
        reporter.say("error", "DECIDED_AFTER_PUBLISHED", "published_on", "公示日期早于决定日期。", "核对两个日期，更正后重新上传。", published.isoformat())
    if decided and acted and acted > decided:
        reporter.say("error", "ACT_AFTER_DECISION", "acted_on", "违法行为日期晚于处罚决定日期。", "核对两个日期，更正后重新上传。", acted.isoformat())
    begins = known.get("valid_from") or (decided if reporter.item.kind == "license" else None)
    ends = known.get("valid_until")
    if begins and ends and ends < begins:
        reporter.say("warning", "VALIDITY_REVERSED", "valid_until", "有效期的截止日早于起始日，截止日未导入。", "核对有效期。", known.pop("valid_until").isoformat())
