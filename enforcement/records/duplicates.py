"""The same number twice: reported by department and township, or given to two decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from enforcement.fingerprints import fold
from enforcement.notation.document_numbers import document_number_key
from enforcement.records.place import Reporter

#: What two reports of one decision may differ in.
_OF_THE_REPORT: Final = frozenset(("seq", "document_no", "source_agency", "source_agency_code", "updated_at", "remark", "published_on", "display_until", "status", "attachment", "region_code"))
#: What makes two rows of different bodies suspicious of being one decision.
_OF_THE_CASE: Final = ("party_name", "decided_on")


class Numbers:
    """The numbers seen so far in a file: what was kept under each is remembered as a short digest."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], tuple[int, str, int]] = {}
        self._cases: dict[str, tuple[str, int]] = {}

    def is_repeated(self, number: str, agency: str, values: Mapping[str, str], reporter: Reporter) -> bool:
        """Whether the row says again what an earlier one said; a number with other content is an error."""
        key = document_number_key(number), fold(agency)
        content = hash(tuple(sorted((name, fold(text)) for name, text in values.items() if name not in _OF_THE_REPORT and text)))
        case = hash(tuple(fold(values.get(name, "")) for name in _OF_THE_CASE))
        earlier = self._seen.get(key)
        if earlier is None:
            self._seen[key] = content, reporter.item.sheet, reporter.item.row
            self._other_body(key, case, reporter)
            return False
        where = f"“{earlier[1]}”第{earlier[2]}行"
        if earlier[0] == content:
            reporter.say("warning", "DUPLICATE_RECORD", "document_no", f"与{where}是同一决定，只导入一次。", "部门和乡镇重复报送的，无需处理。")
        else:
            reporter.say("error", "DUPLICATE_NUMBER", "document_no", f"文号与{where}相同而内容不同，保留前一行。", "核对文号；同一决定的，使各栏内容一致。")
        return True

    def _other_body(self, key: tuple[str, str], case: int, reporter: Reporter) -> None:
        earlier = self._cases.setdefault(key[0], (f"{case}|{reporter.item.sheet}", reporter.item.row))
        if earlier[1] != reporter.item.row and earlier[0].startswith(f"{case}|"):
            message = f"文号、当事人和决定日期与第{earlier[1]}行相同而机关不同，可能是同一决定。"
            reporter.say("warning", "SAME_NUMBER_OTHER_AGENCY", "document_no", message, "核对作出决定的机关；是同一决定的，删去一行。")
