"""Unified social credit codes (统一社会信用代码, GB 32100-2015): what is wrong with one, and its check digits.

Eighteen signs: registering authority, kind of body, division (six digits), the
nine signs of the organisation code (GB 11714, with a check sign of its own) and
a check sign over the first seventeen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

CreditCodeFault = Literal["length", "alphabet", "check_digit"]

LENGTH: Final = 18
#: Digits and letters without I, O, S, V and Z, which are taken for 1, 0, 5, U and 2.
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_ORGANISATION_SIGNS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)

_SPACE: Final = re.compile(r"[\s\-'’‘`\u200b\ufeff]+")

#: What each fault is called on screen, and what is done about it.
FAULTS: Final[dict[CreditCodeFault, tuple[str, str]]] = {
    "length": ("统一社会信用代码不是18位", "按营业执照或者登记证书重新填写18位代码"),
    "alphabet": ("统一社会信用代码含有不使用的字符（I、O、S、V、Z或者其他符号）", "按营业执照或者登记证书核对，注意数字0、1与字母O、I"),
    "check_digit": ("统一社会信用代码的校验码不符，至少有一位填写错误", "按营业执照或者登记证书逐位核对"),
}  # fmt: skip


def normalise_credit_code(text: str) -> str:
    """The code in capitals and half width, without space, hyphens and the apostrophe that makes a cell text."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).upper()


def credit_code_check_sign(body: str) -> str:
    """The eighteenth sign for seventeen others (mod 31). Raises ValueError for a wrong length or sign."""
    if len(body) != LENGTH - 1 or not set(body) <= _VALUES.keys():
        raise ValueError("统一社会信用代码的前17位不合规则")
    total = sum(weight * _VALUES[sign] for weight, sign in zip(_WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]


def credit_code_fault(text: str) -> CreditCodeFault | None:
    """What is wrong with a code, None when nothing is; it is compared in its plain form."""
    code = normalise_credit_code(text)
    if len(code) != LENGTH:
        return "length"
    if not set(code) <= _VALUES.keys() or not code[2:8].isdigit():
        return "alphabet"
    return None if credit_code_check_sign(code[:17]) == code[17] else "check_digit"


def is_sole_trader_code(text: str) -> bool:
    """Whether the code is one of an individual business (9 market supervision, 2 个体工商户)."""
    return normalise_credit_code(text).startswith("92")


def organisation_check_sign(body: str) -> str:
    """The ninth sign of an organisation code for eight others (GB 11714, mod 11). Raises ValueError."""
    if len(body) != 8 or not set(body) <= set(_ORGANISATION_SIGNS):
        raise ValueError("组织机构代码的前8位不合规则")
    signs = map(_ORGANISATION_SIGNS.index, body)
    rest = 11 - sum(weight * sign for weight, sign in zip(_ORGANISATION_WEIGHTS, signs, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest) or str(rest)


def has_valid_organisation_code(text: str) -> bool:
    """Whether the nine signs of the organisation code within a credit code fit each other.

    Older registers gave out a few that do not: a fault here is worth a look, never a refusal.
    """
    code = normalise_credit_code(text)
    try:
        return organisation_check_sign(code[8:16]) == code[16:17]
    except ValueError:
        return False
