"""Fines and confiscated gains: one unit a column, and the same sum as in the text of the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from enforcement.records.money import MYRIAD, Unit, fines_in, gains_in, parse_sum
from enforcement.records.place import Reporter

_IN_TEXT: dict[str, Callable[[str], set[Decimal]]] = {"fine_amount": fines_in, "confiscation_amount": gains_in}


def check_amount(field: str, values: Mapping[str, str], unit: Unit, reporter: Reporter) -> Decimal | None:
    """The sum in yuan; None where there is none, or where its unit must be asked."""
    text = values.get(field, "")
    told = _IN_TEXT[field](values.get("penalty_content") or values.get("kind_and_basis", ""))
    label = reporter.label(field)
    if not text:
        # A decision of one fine tells its sum.
        return next(iter(told)) if len(told) == 1 else None
    try:
        found = parse_sum(text, unit)
    except ValueError:
        reporter.say("warning", "BAD_AMOUNT", field, f"“{label}”不是可以识别的金额，该栏未导入。", "只填写数字，单位写在表头。")
        return None
    if found is None:
        plain = parse_sum(text, "元")
        assert plain is not None
        for yuan in (plain.yuan, plain.yuan * MYRIAD):
            if yuan in told:
                return yuan
        reporter.say("warning", "AMOUNT_WITHOUT_UNIT", field, f"“{label}”没有写明单位是元还是万元，该栏未导入。", "在表头写明“（元）”或者“（万元）”。")
        return None
    if found.mixed:
        reporter.say("warning", "AMOUNT_UNITS_MIXED", field, f"“{label}”中的单位与表头不同，按单元格自己的单位读取。", "全列统一使用表头的单位。")
    return _compare(field, found.yuan, found.unit, told, reporter)


def _compare(field: str, yuan: Decimal, unit: Unit, told: set[Decimal], reporter: Reporter) -> Decimal:
    if not told or yuan in told or yuan == 0:
        return yuan
    label = reporter.label(field)
    other = yuan / MYRIAD if unit == "万元" else yuan * MYRIAD
    if other in told:
        wrong, right = ("万元", "元") if unit == "万元" else ("元", "万元")
        message = f"“{label}”按{wrong}读取与处罚内容不符，按{right}读取则相符，元和万元可能混用。"
        reporter.say("error", "AMOUNT_UNITS_MIXED", field, message, f"核对后按表头的单位（{unit}）重新填写。")
    else:
        reporter.say("warning", "AMOUNT_DISAGREES", field, f"“{label}”与处罚内容中的金额不一致。", "核对金额和处罚内容。")
    return yuan
