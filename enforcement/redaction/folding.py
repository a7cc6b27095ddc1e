"""A text as a finder compares it, every sign remembering where it stood.

The same number or name is written in many ways: full width, with spaces, in
Chinese figures, with the letter O for a zero, in traditional characters. A
finder looks at the folded text and names slices of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Figures that stand for one digit, financial ones included.
HAN_DIGITS: Final = {
    **{sign: str(value) for value, sign in enumerate("零一二三四五六七八九")},
    **{sign: str(value) for value, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": "0", "◯": "0", "貳": "2", "參": "3", "叄": "3", "陸": "6", "幺": "1", "弌": "1",
}  # fmt: skip

#: Signs that nobody sees, and all white space.
_INVISIBLE: Final = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")

# Traditional forms of characters that are common in names and addresses. Another
# written form of a character is the same name.
_TRADITIONAL: Final = (
    "約漢倫爾納連諾諸"
    "張陳劉楊黃趙吳孫馬鄭謝許馮鄧葉蘇盧賈閻鍾譚鄒陸賀龔萬錢湯顧龍嚴賴齊莊聶魯葛韋蕭羅於衛蔣範單歐陽關傅遲項駱畢鄔顏竇遊紀黎應牛興國偉麗強軍濤華蘭紅飛東寧輝鵬靜艷豔榮貴"
    "傑鳳雲慶維學聰穎蓮瓊瑩夢詩語嬌鑫銳鋒鋼鐵劍權恆鴻億聖開義農業財寶發達順愛憲勝勳曉亞嶺鎮鄉縣區樓號組單元車門鎖證話電機護照賬帳戶銀員歲"
)
_SIMPLIFIED: Final = (
    "约汉伦尔纳连诺诸"
    "张陈刘杨黄赵吴孙马郑谢许冯邓叶苏卢贾阎钟谭邹陆贺龚万钱汤顾龙严赖齐庄聂鲁葛韦萧罗于卫蒋范单欧阳关傅迟项骆毕邬颜窦游纪黎应牛兴国伟丽强军涛华兰红飞东宁辉鹏静艳艳荣贵"
    "杰凤云庆维学聪颖莲琼莹梦诗语娇鑫锐锋钢铁剑权恒鸿亿圣开义农业财宝发达顺爱宪胜勋晓亚岭镇乡县区楼号组单元车门锁证话电机护照账账户银员岁"
)
_PLAIN: Final = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` in plain form; ``places[i]`` is where its sign ``i`` stands in the original."""

    text: str
    places: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A slice of the folded text as a slice of the original."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=1 << 14)
def _plain(sign: str) -> str:
    return "".join(_PLAIN.get(one, one) for one in unicodedata.normalize("NFKC", sign).upper())


class _Table(dict[int, str]):
    """Sign → plain form, made as signs come."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


_TABLE: Final = _Table()

#: Texts up to this length come again and again (bodies, kinds, days), longer ones a few times within one record.
_SHORT: Final = 64


def fold(text: str, *, spaces: bool = False, han_digits: bool = True) -> Folded:
    """The text in half width, capitals and simplified characters, without white space unless ``spaces``.

    Chinese figures that follow one another become digits (``han_digits``).
    """
    return (_fold_short if len(text) <= _SHORT else _fold_long)(text, spaces, han_digits)


def _fold(text: str, spaces: bool, han_digits: bool) -> Folded:
    quick = "" if _INVISIBLE.search(text) else text.translate(_TABLE)
    if len(quick) == len(text):
        # No sign is left out, so none became two.
        signs = list(quick) if han_digits else []
        _digits_plain(signs)
        return Folded("".join(signs) or quick, range(len(text)))
    signs = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if _INVISIBLE.match(sign):
            if spaces and (not signs or signs[-1] != " "):
                signs.append(" ")
                places.append(place)
            continue
        for one in _plain(sign):
            if _INVISIBLE.match(one):
                continue
            signs.append(one)
            places.append(place)
    if han_digits:
        _digits_plain(signs)
    return Folded("".join(signs), tuple(places))


_fold_short: Final = lru_cache(maxsize=4096)(_fold)
_fold_long: Final = lru_cache(maxsize=32)(_fold)


def _digits_plain(signs: list[str]) -> None:
    """Chinese figures in a row of three digits or more become digits; 一 alone is a word."""
    start = 0
    while start < len(signs):
        if signs[start] not in HAN_DIGITS and not signs[start].isdecimal():
            start += 1
            continue
        end = start
        while end < len(signs) and (signs[end] in HAN_DIGITS or signs[end].isdecimal()):
            end += 1
        if end - start >= 3:
            signs[start:end] = [HAN_DIGITS.get(sign, sign) for sign in signs[start:end]]
        start = max(end, start + 1)
