"""Identity numbers (公民身份号码, GB 11643-1999): their check digit, their day of birth, and where they hide.

Eighteen signs: division (six digits), day of birth (eight), sequence (three, odd
for men) and a check sign (mod 11-2). Until 1999 fifteen digits, without century
and check sign. The tax number of an individual business was the number of its
owner and two more signs, twenty in all.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final, Literal

IdentityFault = Literal["length", "alphabet", "division", "birth", "check_digit"]

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS: Final = "10X98765432"
#: First two digits of the administrative divisions (GB/T 2260), with 81-83 for the
#: residence permits of people from Hong Kong, Macau and Taiwan.
DIVISIONS: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_FIRST_BIRTH: Final = date(1880, 1, 1)
_SPACE: Final = re.compile(r"[\s\-—–_·.'’‘`\u200b\ufeff]+")

#: What each fault is called on screen.
FAULTS: Final[dict[IdentityFault, str]] = {
    "length": "身份证号码不是18位",
    "alphabet": "身份证号码含有数字以外的字符",
    "division": "身份证号码的前6位不是行政区划代码",
    "birth": "身份证号码中的出生日期不存在",
    "check_digit": "身份证号码的校验码不符，至少有一位填写错误",
}


def normalise_identity_number(text: str) -> str:
    """The number in half width and capitals, without what separates its groups."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).upper()


def identity_check_sign(body: str) -> str:
    """The eighteenth sign for seventeen digits. Raises ValueError for anything else."""
    if len(body) != 17 or not (body.isascii() and body.isdigit()):
        raise ValueError("身份证号码的前17位应当是数字")
    return _CHECK_SIGNS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11]


def expand_identity_number(number: str) -> str:
    """A number of fifteen digits as it was reissued: century 19 and check sign added. Raises ValueError."""
    if len(number) != 15:
        raise ValueError("不是15位的身份证号码")
    body = f"{number[:6]}19{number[6:]}"
    return body + identity_check_sign(body)


def birth_date(number: str) -> date:
    """The day of birth that a plain number of 15 or 18 signs says. Raises ValueError for a day that never was."""
    digits = number[6:14] if len(number) == 18 else "19" + number[6:12]
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def identity_number_fault(text: str, today: date | None = None) -> IdentityFault | None:
    """What is wrong with a number of 15 or 18 signs, None when nothing is.

    A person born after ``today`` (by default this day) is not born yet.
    """
    number = normalise_identity_number(text)
    if len(number) not in (15, 18):
        return "length"
    if not re.fullmatch(r"[0-9]{15}|[0-9]{17}[0-9X]", number):
        return "alphabet"
    if number[:2] not in DIVISIONS:
        return "division"
    try:
        born = birth_date(number)
    except ValueError:
        return "birth"
    if not _FIRST_BIRTH <= born <= (today or date.today()):
        return "birth"
    if len(number) == 18 and identity_check_sign(number[:17]) != number[17]:
        return "check_digit"
    return None


def identity_in_tax_number(text: str) -> str | None:
    """The identity number inside a tax number of seventeen (15 + 2) or twenty (18 + 2) signs, else None."""
    number = normalise_identity_number(text)
    if len(number) not in (17, 20) or not number.isascii() or not number.isalnum():
        return None
    inside = number[:-2]
    return inside if identity_number_fault(inside) is None else None


def age_on(born: date, day: date) -> int:
    """Full years of age (周岁); a year is full on the day after the birthday (《民法典》 art. 201)."""
    return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))
