"""What personal data looks like: numbers that name a person, wherever they stand in a text.

The kinds are those that an administrative body keeps back when it publishes a
decision (民法典 art. 1034; 个人信息保护法 arts. 28 and 34). Names cannot be found by
a pattern and are not sought here. What only looks alike is left: item codes,
document numbers, credit codes of organisations, approval numbers of medicines
and amounts of money.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from enforcement.notation.widths import half_width

Kind = Literal["identity_number", "mobile", "landline", "bank_card", "plate", "passport", "email"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of personal data: its kind and where it stands, as a slice of the text."""

    kind: Kind
    start: int
    end: int


_PLATE_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

#: Nothing that this does not match can hold personal data; it spares the patterns below.
_WORTH_A_LOOK: Final = re.compile(rf"[0-9０-９](?:[-－ ]?[0-9０-９]){{6}}|[@＠]|[{_PLATE_PROVINCES}][A-ZＡ-Ｚ]")

# First two digits of the administrative divisions (GB/T 2260), with 81-83 for the
# residence permits of people from Hong Kong, Macau and Taiwan.
_DIVISIONS: Final = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_MONTH_DAY: Final = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
#: A number of whatever kind ends where its digits and letters end.
_BEFORE: Final = r"(?<![0-9A-Za-z])"
_AFTER: Final = r"(?![0-9A-Za-z])"
#: A sum of money is nobody's number.
_NO_AMOUNT: Final = r"(?!\.\d|\s?(?:元|万|亿|%))"

_IDENTITY: Final = re.compile(
    rf"(?<![0-9])(?P<head>{_DIVISIONS}\d{{4}})[- ]?(?P<birth>(?:19|20)\d\d{_MONTH_DAY})[- ]?(?P<tail>\d{{3}}[0-9Xx])"
    rf"(?:[0-9A-Za-z]{{2}})?{_AFTER}"
)
_OLD_IDENTITY: Final = re.compile(rf"{_BEFORE}{_DIVISIONS}\d{{4}}(?P<birth>\d\d{_MONTH_DAY})\d{{3}}{_AFTER}{_NO_AMOUNT}")
_MOBILE: Final = re.compile(
    rf"(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d(?:\d{{8}}|-\d{{4}}-\d{{4}}| \d{{4}} \d{{4}}){_AFTER}{_NO_AMOUNT}"
)
_LANDLINE: Final = re.compile(
    rf"(?<![0-9A-Za-z.-])[(（]?(?:010|02\d|0[3-9]\d{{2}})(?P<gap>[)） -])?[2-8]\d{{6,7}}{_AFTER}{_NO_AMOUNT}"
)
_CARD: Final = re.compile(
    rf"{_BEFORE}(?:62\d\d(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?|[45]\d{{3}}(?:[ -]?\d{{4}}){{3}}){_AFTER}{_NO_AMOUNT}"
)
_ACCOUNT: Final = re.compile(
    r"(?:账号|帐号|账户|帐户|卡号|银行卡)[^0-9A-Za-z,.;，。；\n]{0,6}(?P<number>\d(?:[ -]?\d){8,29})(?!\d)"
)
_PLATE: Final = re.compile(
    rf"[{_PLATE_PROVINCES}](?!GB)[A-HJ-Z][·•.\- ]?"
    rf"(?=[A-HJ-NP-Z]*\d)(?:[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9学警挂港澳]|[A-K][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[A-K])"
    rf"(?![0-9A-Za-z])"
)
_PASSPORT: Final = re.compile(r"(?<![0-9A-Za-z字号-])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7})(?![0-9A-Za-z])")
_LABELLED_PASSPORT: Final = re.compile(
    r"(?:护照|通行证|居留证|居住证|证件)[^0-9A-Za-z,.;，。；\n]{0,6}(?P<number>[A-Z]{1,3}\d{6,10}[A-Z]?)(?![0-9A-Za-z])"
)
_EMAIL: Final = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)

#: What stands right before a number and says whose it is.
_PERSON_LABEL: Final = re.compile(r"(?:身份证|身份号码|居民身份|证件号)[^0-9,.;，。；\n]{0,8}$")
_OTHER_LABEL: Final = re.compile(r"(?:信用代码|注册号|登记号|许可证|编号|编码|文号|案号|单号|流水号)[^0-9A-Za-z,.;，。；\n]{0,6}$")
_PHONE_LABEL: Final = re.compile(r"(?:电话|手机|联系|传真|座机|致电|[Tt][Ee][Ll])[^0-9,.;，。；\n]{0,8}$")

_IDENTITY_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def has_valid_check_digit(number: str) -> bool:
    """Whether the last character of an 18-character identity number fits the others (GB 11643-1999, mod 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_IDENTITY_WEIGHTS, number[:17], strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _is_date(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return day <= date.today()


def _passes_luhn(digits: str) -> bool:
    """The check of payment cards (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0


def _is_identity(match: re.Match[str], text: str) -> bool:
    if not _is_date(match["birth"]):
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    # Document numbers are made of region and day, too: the check digit tells them apart,
    # unless the text itself says that the number (mistyped, then) is a person's.
    if _PERSON_LABEL.search(before):
        return True
    return has_valid_check_digit(match["head"] + match["birth"] + match["tail"]) and not _OTHER_LABEL.search(before)


def _is_old_identity(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    return _is_date("19" + match["birth"]) and not _OTHER_LABEL.search(before)


def _is_landline(match: re.Match[str], text: str) -> bool:
    # Without a hyphen twelve digits may as well be the code of an item.
    return (
        match["gap"] is not None
        or match.end() - match.start() != 12
        or bool(_PHONE_LABEL.search(text[max(0, match.start() - 16) : match.start()]))
    )


def _is_card(match: re.Match[str], text: str) -> bool:
    return _passes_luhn(match[0].replace(" ", "").replace("-", ""))


_SEARCHES: Final[tuple[tuple[Kind, re.Pattern[str], Callable[[re.Match[str], str], bool] | None], ...]] = (
    ("email", _EMAIL, None),
    ("identity_number", _IDENTITY, _is_identity),
    ("bank_card", _ACCOUNT, None),
    ("bank_card", _CARD, _is_card),
    ("identity_number", _OLD_IDENTITY, _is_old_identity),
    ("mobile", _MOBILE, None),
    ("landline", _LANDLINE, _is_landline),
    ("plate", _PLATE, None),
    ("passport", _LABELLED_PASSPORT, None),
    ("passport", _PASSPORT, None),
)


def _candidates(text: str) -> Iterator[Finding]:
    for kind, pattern, holds in _SEARCHES:
        for match in pattern.finditer(text):
            if holds is None or holds(match, text):
                named = "number" in pattern.groupindex
                yield Finding(kind, *(match.span("number") if named else match.span()))


def find_personal_data(text: str) -> list[Finding]:
    """All personal data in the text, in order and without overlaps."""
    if not _WORTH_A_LOOK.search(text):
        return []
    found: list[Finding] = []
    for candidate in _candidates(half_width(text)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in found):
            found.append(candidate)
    return sorted(found, key=lambda finding: finding.start)
