"""Numbers that name a person, reach one or open an account, in any written form.

Stricter than ``patterns``, which reads the tables of benchmarks: in the text of
a decision a number that may be a person's is masked (《个人信息保护法》 arts. 6, 28;
《政府信息公开条例》 art. 15), and a long number that nobody explains is held. Amounts
of money, dates, numbers of documents and approvals stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from enforcement.notation.identity_numbers import DIVISIONS, birth_date, identity_number_fault
from enforcement.redaction.spans import Span
from enforcement.redaction.written_digits import Group, runs, spellings

_LONGEST: Final = 24
_LOOK_BACK: Final = 16

_PHONE_LABEL: Final = re.compile(r"(?:电话|手机|联系|传真|座机|致电|来电|热线|拨打|号码|TEL|Tel|tel)[^0-9,.;，。；\n]{0,8}$")
_PHONE_BEHIND: Final = re.compile(r"\s?[(（](?:固定|办公|家庭)?(?:电话|手机|座机)")
_ACCOUNT_LABEL: Final = re.compile(
    r"(?:账号|帐号|账户|帐户|卡号|银行卡|开户行?|尾号|存折|收款|汇入|转入|转账|支行|信用社|农商行|银行)[^0-9,.;，。；\n]{0,10}$"
)
_PERSON_LABEL: Final = re.compile(r"(?:身份证|身份号码|居民身份|证件号|公民身份)[^0-9,.;，。；\n]{0,10}$")
_OTHER_LABEL: Final = re.compile(
    r"(?:信用代码|注册号|登记号|许可证|编号|编码|文号|案号|单号|订单|流水号|条码|条形码|批号|批次|代码|证号|备案号?|序列号|[A-Za-zＡ-Ｚａ-ｚ字第])"
    r"[^0-9A-Za-z,.;，。；\n]{0,6}$"
)
_AMOUNT_AFTER: Final = re.compile(r"\s*(?:[.．,，]\d|[元万亿%％倍吨克升]|千克|公斤|平方|立方)")
#: Digits that the writer starred out partly still say where and when somebody was born.
_HALF_HIDDEN: Final = re.compile(r"[0-9０-９]{3,}\s?[*＊xX×•●]{3,}\s?[0-9０-９]{0,6}[0-9０-９xXＸ]")


def personal_numbers(text: str) -> Iterator[Span]:
    """Identity numbers (also within tax numbers), telephones and accounts, as slices of the text."""
    for match in _HALF_HIDDEN.finditer(text):
        yield Span(*match.span(), "identity_number" if len(match[0]) >= 14 else "mobile")
    for run in runs(text):
        if sum(len(group.digits) for group in run) >= 7:
            yield from _in_run(text, run)


def _in_run(text: str, run: list[Group]) -> Iterator[Span]:
    taken: set[int] = set()
    for digits, groups in spellings(run, _LONGEST):
        if taken & {group.start for group in groups}:
            continue
        span = _classify(text, digits, groups)
        if span:
            taken |= {group.start for group in groups}
            yield span


def _classify(text: str, digits: str, groups: list[Group]) -> Span | None:
    start, end = groups[0].start, groups[-1].end
    before = text[max(0, start - _LOOK_BACK) : start]
    if len(groups) == 1 and len(digits) >= 15 and _holds_identity(digits):
        return Span(start, end, "identity_number")
    if _is_identity(digits, before, len(groups)):
        # The two signs that make it a tax number go with it.
        tail = re.match(r"[0-9A-Za-z]{1,2}(?![0-9A-Za-z])", text[end:])
        return Span(start, end + (len(tail[0]) if tail else 0), "identity_number")
    if "X" in digits:
        return _classify(text, digits[:-1], [*groups[:-1], Group(groups[-1].digits[:-1], groups[-1].start, end - 1)])
    if _is_mobile(digits, groups):
        return Span(start, end, "mobile")
    if _AMOUNT_AFTER.match(text[end:]):
        return None
    if _is_landline(text, digits, before, groups):
        return Span(start - (text[start - 1 : start] in ("(", "（")), end, "landline")
    if _ACCOUNT_LABEL.search(before) and 8 <= len(digits) <= 24 and not _is_dated(digits, groups):
        return Span(start, end, "bank_account")
    return _account(digits, before, groups, start, end)


def _holds_identity(digits: str) -> bool:
    """Whether an unbroken run is or holds an identity number, as the old tax numbers do."""
    windows = range(len(digits) - 17)
    if any(identity_number_fault(digits[place : place + 18]) is None for place in windows):
        return True
    old = digits[:15]
    return len(digits) in (15, 17) and "X" not in old and identity_number_fault(old) is None


def _is_identity(digits: str, before: str, groups: int) -> bool:
    if len(digits) == 20 and groups > 1:
        return identity_number_fault(digits[:18]) is None
    if len(digits) not in (15, 18) or "X" in digits[:-1] or (len(digits) == 15 and "X" in digits):
        return False
    fault = identity_number_fault(digits)
    if len(digits) == 15:
        return fault is None and (groups == 1 or bool(_PERSON_LABEL.search(before)))
    if fault == "check_digit":
        # Mistyped, it is still somebody's number, unless the text says what else it is.
        likely = digits[:2] in DIVISIONS and birth_date(digits).year >= 1900 and not _OTHER_LABEL.search(before)
        return likely or bool(_PERSON_LABEL.search(before))
    return fault is None or bool(_PERSON_LABEL.search(before))


def _is_mobile(digits: str, groups: list[Group]) -> bool:
    if len(groups) > 6 and any(len(group.digits) > 2 for group in groups):
        return False
    for prefix in ("0086", "86", ""):
        rest = digits.removeprefix(prefix)
        if len(rest) == 11 and rest[0] == "1" and rest[1] in "3456789":
            return len(digits) == 11 or digits.startswith(prefix)
    return False


def _is_landline(text: str, digits: str, before: str, groups: list[Group]) -> bool:
    labelled = bool(_PHONE_LABEL.search(before) or _PHONE_BEHIND.match(text, groups[-1].end))
    if len(digits) in (7, 8) and len(groups) <= 2 and digits[0] in "2345678":
        return labelled
    if not re.fullmatch(r"0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}", digits) or len(groups) > 4:
        return False
    # Twelve digits together may as well be the code of an item.
    return len(groups) > 1 or len(digits) != 12 or labelled or not _OTHER_LABEL.search(before)


def _is_dated(digits: str, groups: list[Group]) -> bool:
    """Whether the run is a day, or two: 2024.03.05-2024.04.05."""
    return bool(re.fullmatch(r"(?:20\d\d[01]\d[0-3]\d){1,2}", digits)) or len(groups[0].digits) == 4 and len(digits) < 10


def _account(digits: str, before: str, groups: list[Group], start: int, end: int) -> Span | None:
    plain = len(groups) == 1 or all(len(group.digits) == 4 for group in groups[:-1])
    spaced = len(groups) == len(digits)
    if not 16 <= len(digits) <= 19 or not (plain or spaced) or _is_dated(digits, groups):
        return None
    if passes_luhn(digits) and digits[0] in "34569":
        return Span(start, end, "bank_account")
    if _OTHER_LABEL.search(before) or len(groups) > 1:
        return None
    if digits.startswith("62"):
        return Span(start, end, "bank_account")
    return Span(start, end, "long_number", outcome="held", reason="出现来历不明的长号码，可能是银行账号，需人工核实")


def passes_luhn(digits: str) -> bool:
    """The check of payment cards (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0
