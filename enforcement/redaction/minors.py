"""Minors are never published: told by the day of birth, by an age, or by words.

《行政处罚法》 art. 30 punishes those from fourteen to eighteen more lightly or not at
all; their cases are kept from the public (《未成年人保护法》 art. 4 and 103;
《个人信息保护法》 arts. 28 and 31).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from enforcement.notation.dates import parse_date
from enforcement.notation.identity_numbers import (
    birth_date,
    identity_number_fault,
    normalise_identity_number,
)
from enforcement.notation.numerals import parse_integer
from enforcement.redaction.folding import fold
from enforcement.redaction.spans import Span

FULL_AGE: Final = 18
#: An act of unknown day lies at most so many years before its decision (《行政处罚法》 art. 36).
YEARS_BACK: Final = 2

_FIGURE: Final = r"[0-9〇零一二两三四五六七八九十]{1,3}"
_AGE: Final = re.compile(rf"(?P<under>未满|不满|不足|未到|未达|低于|小于|以下)?(?P<age>{_FIGURE})(?:个)?(?:周)?岁(?P<range>以下|以上)?")
_DAY: Final = r"(?:(?:19|20)\d{2}[年./\-]\d{1,2}[月./\-]\d{1,2}日?|[二一][〇○零九]?[〇○零一二三四五六七八九]{2,3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
_BORN: Final = re.compile(rf"(?:出生(?:日期|年月|于)?|生于|生日)[:：为是]?(?P<day>{_DAY})|(?P<before>{_DAY})(?:出?生|诞生)")
#: Year, or year and month: whoever it is may have been born on the last day.
_BORN_ABOUT: Final = re.compile(r"(?:出生于|生于|出生年月[:：]?)(?P<year>(?:19|20)\d{2})年?(?:\d{1,2}月)?(?!\d|[./\-月]?\d)|(?P<before>(?:19|20)\d{2})年(?:\d{1,2}月)?(?:份)?出?生(?=[，,。；;、)）于]|$)")
_ABOUT: Final = re.compile(r"(?<=[，,（(、])(?:男|女|性别[:：]?[男女]|(?!家族|贵族|水族|民族)[\u4e00-\u9fff]{1,4}族人?)[，,、]?(?=[^，,、（(]|[，,、）)]|$)")
_WORDS: Final = re.compile(
    r"未成年|小学生|初中生|高中生|中学生|中专生|在校学?生|[初高][一二三中]学?(?:生|年级)|[一二三四五六七八九]年级|幼儿园(?:小|中|大)班|(?:小学|中学|初中|高中|中专|职高|幼儿园)(?!校)[^，。；]{0,6}(?:学生|在读|就读|幼儿(?!园)|孩子)"
    r"|男童|女童|男孩|女孩|少年|少女|婴儿|幼童"
)
#: The act is done towards minors in general: cigarettes are sold to them, they are let in.
_TOWARDS: Final = re.compile(r"(?:向|接纳|允许|招用|容留|为|对|给|让|禁止|保护|雇用|招收|接待|提供给|侵害|组织|禁入|针对)[^，。；]{0,8}$")
_REASON: Final = "可能涉及未成年人，需人工核实；未成年人的处罚信息不得公开"


def born_on(number: str, day: date) -> date | None:
    """The day of birth that an identity number tells, also one within a tax number or mistyped; None when it tells none."""
    plain = normalise_identity_number(number)
    if len(plain) in (17, 20):
        plain = plain[:-2]
    if identity_number_fault(plain, day) not in (None, "check_digit", "division"):
        return None
    try:
        return birth_date(plain)
    except ValueError:
        return None


def births(text: str) -> Iterator[tuple[Span, date | None]]:
    """Days of birth, and sex and people (民族) as they stand beside a name, with the day where it can be read; never public."""
    folded = fold(text, han_digits=False)
    for match in _BORN.finditer(folded.text):
        try:
            born = parse_date(match["day"] or match["before"])
        except ValueError:
            born = None
        yield Span(*folded.original(*match.span()), "birth", ""), born
    for match in _BORN_ABOUT.finditer(folded.text):
        yield Span(*folded.original(*match.span()), "birth", ""), date(int(match["year"] or match["before"]), 12, 31)
    for match in _ABOUT.finditer(folded.text):
        yield Span(*folded.original(*match.span()), "birth", ""), None


def minors_told(text: str, *, private: bool) -> Iterator[Span]:
    """Slices that may tell of a minor; each is held.

    ``private`` is true where the party is a natural person: then all but
    向未成年人… and its like is asked about.
    """
    folded = fold(text, han_digits=False)
    plain = folded.text
    for match in _WORDS.finditer(plain):
        # 向未成年人销售 is the act, whoever did it; of a school pupil only an organisation's case speaks in general.
        if (not private or match[0] == "未成年") and _TOWARDS.search(plain[max(0, match.start() - 10) : match.start()]):
            continue
        yield Span(*folded.original(*match.span()), "minor", outcome="held", reason=_REASON)
    for match in _AGE.finditer(plain):
        try:
            age = parse_integer(match["age"])
        except ValueError:
            continue
        general = bool(match["under"] or match["range"])
        if general and not private or age > FULL_AGE or (age == FULL_AGE and not match["under"]):
            continue
        yield Span(*folded.original(*match.span()), "minor", outcome="held", reason=_REASON)
