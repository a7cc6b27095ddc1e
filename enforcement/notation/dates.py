"""Dates as they stand in officers' tables: text of any form, serial numbers, date cells."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from enforcement.notation.numerals import parse_integer, to_chinese, to_chinese_digits
from enforcement.notation.widths import half_width

#: Dates outside these years are taken for slips of the pen: no rule of the People's
#: Republic is older, none is made for the next century but one.
FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2199

# Day 0 of the two date systems of spreadsheet programs. The 1900 system counts a
# 29 February 1900 that never was; from March 1900 on, this origin makes up for it.
_ORIGIN_1900: Final = date(1899, 12, 30)
_ORIGIN_1904: Final = date(1904, 1, 1)

_FIGURES: Final = "0-9零〇○◯一二三四五六七八九十廿卅两壹贰叁肆伍陆柒捌玖拾"
_TIME: Final = r"(?:[ T]?\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}秒?(?:\.\d+)?|分)?Z?)?"
_NUMERIC: Final = re.compile(rf"(\d{{4}})([./\-—–−、])(\d{{1,2}})[./\-—–−、](\d{{1,2}})[./\-日]?{_TIME}", re.ASCII)
_WRITTEN: Final = re.compile(rf"([{_FIGURES}Oo]{{2,5}})年([{_FIGURES}]{{1,3}})月份?([{_FIGURES}]{{1,3}})[日号]?{_TIME}")
_COMPACT: Final = re.compile(r"((?:19|2[01])\d{2})(\d{2})(\d{2})", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_YEAR_LAST: Final = re.compile(r"\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}|\d{2}[./\-年]\d{1,2}[./\-月]\d{1,2}日?", re.ASCII)
_NO_DAY: Final = re.compile(rf"[{_FIGURES}]{{4}}[./\-年](?:[{_FIGURES}]{{1,3}}月?)?")

#: What may stand around a date in a cell: 自…起施行, an apostrophe that makes it text.
_AROUND: Final = re.compile(r"^[自从于’‘'`′\"“]+|(?:起|开始)?(?:施行|实施|执行|生效|有效)?[。'’\"”]*$")

_OPEN_ENDED: Final = re.compile(
    r"长期(?:有效|执行)?|永久(?:有效)?|无(?:固定)?期限|(?:至|到)?(?:新规定?|新基准|另行通知|废止)(?:出台|发布|施行|实施)?(?:为止|之日|前)?"
    r"|(?:2099|2999|9999)[年./-]?12[月./-]?31日?"
)


def parse_date(value: object, *, date_1904: bool = False) -> date:
    """The day that a cell says.

    Reads date objects, serial numbers (of the 1904 system when ``date_1904``)
    and text: 2024年3月5日, 2024.3.5, 2024-03-05, 2024/3/5, 20240305, a serial
    number as text, 二〇二四年三月五日 with ○ or 零, financial figures, full-width
    figures, with an apostrophe before or 起施行 behind. A time of day is dropped.

    Raises ValueError, in Chinese, for what is no date, for a day that does not
    exist, for two-digit years and for text without a day: nothing is guessed.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        raise ValueError("日期为空" if value is None else "不是日期")
    if isinstance(value, int | float):
        return _from_number(value, date_1904)
    return _from_text(str(value), date_1904)


def is_open_ended(value: object) -> bool:
    """Whether the cell says that there is no end: 长期, 长期有效, 2099-12-31 and the like."""
    if isinstance(value, date):
        return (value.year, value.month, value.day) in {(year, 12, 31) for year in (2099, 2999, 9999)}
    text = re.sub(r"[\s'’‘]", "", half_width(str(value)))
    return bool(_OPEN_ENDED.fullmatch(text.removesuffix("00:00:00")))


def to_chinese_date(day: date) -> str:
    """The day in Chinese figures: 二〇二四年三月五日."""
    return f"{to_chinese_digits(day.year)}年{to_chinese(day.month)}月{to_chinese(day.day)}日"


def _from_number(number: float, date_1904: bool) -> date:
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError("不是日期")
    whole = math.floor(number)
    if match := _COMPACT.fullmatch(str(whole)):
        return _day(*map(int, match.groups()), text=str(whole))
    if 1 <= whole < 10**6:
        day = (_ORIGIN_1904 if date_1904 else _ORIGIN_1900) + timedelta(days=whole)
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    raise ValueError(f"数字“{number:g}”不是日期")


@lru_cache(maxsize=1024)
def _from_text(text: str, date_1904: bool) -> date:
    plain = re.sub(r"\s+(?=\D)|(?<=[年月./\-])\s+", "", half_width(text).strip())
    plain = _AROUND.sub("", plain).strip()
    if not plain:
        raise ValueError("日期为空")
    if match := _NUMERIC.fullmatch(plain):
        return _day(int(match[1]), int(match[3]), int(match[4]), text=text)
    if match := _WRITTEN.fullmatch(plain):
        year, month, day = (_figure(part, text) for part in match.groups())
        if len(match[1]) != 4:
            raise ValueError(f"日期“{text}”的年份不是四位数")
        return _day(year, month, day, text=text)
    if match := _COMPACT.fullmatch(plain):
        return _day(*map(int, match.groups()), text=text)
    if _SERIAL.fullmatch(plain):
        return _from_number(float(plain), date_1904)
    if _YEAR_LAST.fullmatch(plain):
        raise ValueError(f"日期“{text}”的年份不是四位数，或者年月日次序不明")
    if _NO_DAY.fullmatch(plain):
        raise ValueError(f"日期“{text}”没有写明到日")
    raise ValueError(f"“{text}”不是可以识别的日期")


def _figure(figures: str, text: str) -> int:
    expanded = figures.replace("廿", "二十").replace("卅", "三十")
    try:
        return parse_integer(re.sub("[Oo]", "〇", expanded))
    except ValueError:
        raise ValueError(f"日期“{text}”无法识别") from None


def _day(year: int, month: int, day: int, *, text: str) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"日期“{text}”无法识别：没有{month}月")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"日期“{text}”的年份不合理")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"日期“{text}”无法识别：{year}年{month}月没有{day}日") from None
