"""Codes and numbers of a row: check digits, lengths, digits lost on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from enforcement.notation.credit_codes import FAULTS, credit_code_fault, normalise_credit_code
from enforcement.notation.identity_numbers import FAULTS as IDENTITY_FAULTS
from enforcement.notation.identity_numbers import identity_number_fault
from enforcement.records.fields import RULES
from enforcement.records.place import Reporter
from enforcement.redaction.parties import Party

_CREDIT_CODES: Final = ("credit_code", "agency_code", "source_agency_code")
_IDENTITY_NUMBERS: Final = {"person_id_no": "person_id_type", "representative_id_no": "representative_id_type"}
_LOST: Final = re.compile(r"\d{15}0{3}")


def check_codes(values: Mapping[str, str], party: Party, reporter: Reporter) -> None:
    """Says what is wrong with codes; a faulty code stops nothing, it is only not published."""
    for field in _CREDIT_CODES:
        text = values.get(field, "")
        if not text or (fault := credit_code_fault(text)) is None:
            continue
        if field == "credit_code" and party.kind == "person":
            continue  # an identity number in the common column of 统一社会信用代码/身份证号
        message, remedy = FAULTS[fault]
        if _LOST.fullmatch(normalise_credit_code(text)):
            message += "，末三位是0，可能在表格软件中丢失"
        reporter.say("warning", "BAD_CREDIT_CODE", field, f"{reporter.label(field)}：{message}，该代码不公示。", f"{remedy}。")
    for field, kind in _IDENTITY_NUMBERS.items():
        text, said = values.get(field, ""), values.get(kind, "")
        if not text or (said and "身份证" not in said) or "永久居留" in said:
            continue
        if wrong := identity_number_fault(text):
            reporter.say("warning", "BAD_IDENTITY_NUMBER", field, f"{reporter.label(field)}：{IDENTITY_FAULTS[wrong]}。", "按证件核对；该号码只用于上报，不公示。")
    if party.kind == "organisation" and not values.get("credit_code"):
        reporter.say("warning", "MISSING_CREDIT_CODE", "credit_code", "组织没有填写统一社会信用代码。", "补填18位代码；确实没有的，写明其他登记号。")


def check_lengths(values: Mapping[str, str], reporter: Reporter) -> None:
    """Warns beyond what every receiver takes, stops beyond what none exceeds."""
    rules = RULES[reporter.item.kind]
    for field, text in values.items():
        rule = rules.get(field)
        if rule is None or not rule.length or len(text) <= rule.length or field in _CREDIT_CODES:
            continue
        if rule.longest and len(text) > rule.longest:
            reporter.say("error", "TOO_LONG", field, f"“{rule.label}”有{len(text)}个字，最多{rule.longest}个字。", "缩写后重新上传。")
        else:
            reporter.say("warning", "TOO_LONG", field, f"“{rule.label}”有{len(text)}个字，上报时部分平台只接收{rule.length}个字。", "缩写，或者确认接收平台的长度。")
