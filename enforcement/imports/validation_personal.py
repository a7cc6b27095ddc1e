"""Personal data in fields that the public will read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from enforcement.redaction.patterns import Kind, find_personal_data
from enforcement.spreadsheets.items import RawItem
from enforcement.spreadsheets.problems import Problem, Severity

_NAMES: Final[dict[Kind, str]] = {
    "identity_number": "身份证号码",
    "mobile": "手机号码",
    "bank_card": "银行账号",
    "passport": "护照或者证件号码",
    "plate": "车牌号码",
    "email": "电子邮箱",
}
#: These name a person or open an account; the others may be an office's own.
_STOPPING: Final = frozenset({"identity_number", "mobile", "bank_card", "passport"})

_TIER_FIELDS: Final = ("tier", "condition", "penalty")


def personal_data(item: RawItem) -> Iterator[Problem]:
    """A problem for each kind of personal data in each field; landlines of offices are let pass."""
    texts = [str(value) for name, value in item.values.items() if value and name != "code"]
    texts += [getattr(tier, name) for tier in item.tiers for name in _TIER_FIELDS]
    # One look at everything is enough for almost every item.
    if not find_personal_data("\n".join(texts)):
        return
    for name, value in item.values.items():
        if name != "code" and value:
            yield from _in_cell(str(value), item, item.rows.get(name, item.row), item.cells.get(name))
    for tier in item.tiers:
        for name in _TIER_FIELDS:
            yield from _in_cell(getattr(tier, name), item, tier.row, tier.cells.get(name))


def _in_cell(text: str, item: RawItem, row: int, column: str | None) -> Iterator[Problem]:
    reported = set()
    for finding in find_personal_data(text):
        if finding.kind not in _NAMES or finding.kind in reported:
            continue
        reported.add(finding.kind)
        name = _NAMES[finding.kind]
        severity: Severity = "error" if finding.kind in _STOPPING else "warning"
        yield Problem(
            severity,
            "PERSONAL_DATA",
            f"公开内容中有{name}",
            f"删去{name}后重新上传；公开的裁量基准不得含有个人信息",
            item.sheet,
            row,
            column,
            text[finding.start : finding.end],
        )
