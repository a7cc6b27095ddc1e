"""Which signs of a text belong to ordinary words, so that what is left may be a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import rjieba

#: Tagged as names of people in the dictionary or none of its words, and words of every decision all the same.
_NO_NAMES: Final = frozenset(
    "许可 林木 安全检查 和平 高度 安全 文明 明确 明显 明知 成立 成为 成品 平安 安平 高峰 高原 金属 石英 石油 白酒 白糖 白云 温泉 温度 江河 江水 时间 时任 单位 单价 应急 向阳 常年 常规 易燃 全部 全新 包装 管理 关系 花生 花园 连续 连锁 "
    "华为 万元 金额 方向 方便 武装 于是 任意 任何 任务 支付 应当 经营 经理 夏季 冬季 春季 秋季 康复 安装 安排 成都 成分 高压 高中 高温 方案 古树 古城 车辆 车间 边坡 房屋 党员 米面 计划 宗教 宣传 计量 卫生 司法 程序 商标 "
    "严重 严格 习惯 项目 乐园 石材 毛发 毛坯 黄金 黄色 红色 青山 林地 林业 森林 木材 国家 国土 牛肉 牛羊 马路 龙头 水利 水泥 水库 药品 景区 宝石 宝马 富强 永久 长期 长途 山林 山地 田地 江山 江边 明文 华侨 华北 东方 "
    "乔木 保健 全栋 全群 关锁 单品 占满 卫星 古建筑 古树名木 向新 苗木 商品 商超 孔明灯 全季 封锁 应建 强超 成果 扬言 时长 西布曲明 杨树 林权 林缘 查明 查清 柳树 "
    "梁柱 洪峰 牟利 玉米苗 荣誉 红蓝 车龙 迟延 韩文 齐全".split()
)


_PLAIN_WORDS: Final = re.compile("|".join(sorted(_NO_NAMES, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: for each sign where its word begins and ends, and whether it is a word that explains it."""

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    ordinary: tuple[bool, ...]

    def is_ordinary(self, start: int, end: int) -> bool:
        """Whether any sign of the slice belongs to an ordinary word."""
        return any(self.ordinary[start:end])

    def word_at(self, place: int) -> int:
        """Length of the ordinary word that begins at a place, 0 when none does."""
        if place >= len(self.begins) or self.begins[place] != place or not self.ordinary[place]:
            return 0
        return self.ends[place] - place


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """The text cut into words of the dictionary; unknown words are not guessed, since names are unknown words."""
    begins: list[int] = []
    ends: list[int] = []
    ordinary: list[bool] = []
    place = 0
    for word, tag in rjieba.tag(text, False):
        known = len(word) > 1 and (not tag.startswith("nr") or word in _NO_NAMES)
        begins += [place] * len(word)
        ends += [place + len(word)] * len(word)
        ordinary += [known] * len(word)
        place += len(word)
    for match in _PLAIN_WORDS.finditer(text):
        start, end = match.span()
        begins[start:end] = [start] * (end - start)
        ends[start:end] = [end] * (end - start)
        ordinary[start:end] = [True] * (end - start)
    return Words(tuple(begins), tuple(ends), tuple(ordinary))
