"""What circumstances are measured in: units, what each measures, how the larger ones count in the smaller."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple


class Measure(NamedTuple):
    """A unit: its name in questions, what it measures, whether only whole numbers make sense."""

    unit: str
    dimension: str
    whole: bool


#: From the smallest to the largest, each with how many of the first it holds.
#: Days in a month and a year are an estimate (民法典 art. 202 counts by the calendar): whoever asks must say so.
_SCALES: Final[dict[str, dict[str, Decimal]]] = {
    "mass": {"克": Decimal(1), "斤": Decimal(500), "千克": Decimal(1000), "吨": Decimal(1_000_000)},
    "length": {"毫米": Decimal(1), "厘米": Decimal(10), "米": Decimal(1000), "公里": Decimal(1_000_000)},
    "area": {"平方米": Decimal(1), "公顷": Decimal(10_000), "平方公里": Decimal(1_000_000)},
    "volume": {"毫升": Decimal(1), "升": Decimal(1000), "立方米": Decimal(1_000_000)},
    "share": {"%": Decimal(1), "成": Decimal(10), "倍": Decimal(100)},
    "money": {"元": Decimal(1)},
    "time": {
        "秒": Decimal(1), "分钟": Decimal(60), "小时": Decimal(3_600), "日": Decimal(86_400), "周": Decimal(604_800),
        "个月": Decimal(2_592_000), "年": Decimal(31_536_000),
    },
}  # fmt: skip
_SYNONYMS: Final = {
    "公斤": "千克", "天": "日", "星期": "周", "月": "个月", "㎡": "平方米", "平米": "平方米", "m2": "平方米", "m²": "平方米", "立方": "立方米",
    "千米": "公里", "个小时": "小时", "kg": "千克", "kg/h": "千克", "百分点": "个百分点", "工作日": "个工作日", "名": "人", "棵": "株", "岁": "周岁",
}  # fmt: skip
#: Neither counted in pieces nor part of a scale.
_ALONE: Final = ("亩", "周岁", "分贝", "个百分点", "个工作日", "学时", "课时")
_COUNTED: Final = (
    "个年度", "个会计年度", "个学年", "个学期", "人次", "车次", "辆次", "批次", "个批次", "户次", "例次", *"人件个次处户家份单种项条本册张枚盒瓶袋箱桶罐支粒套艘架间座栋层桌例只头匹羽尾根株块辆台笔篇集幅起批组节盏盘碗包捆筐车店门枝颗副床",
)  # fmt: skip

MEASURES: Final[dict[str, Measure]] = {
    **{unit: Measure(unit, unit, True) for unit in _COUNTED},
    **{unit: Measure(unit, unit, False) for unit in _ALONE},
    **{unit: Measure(unit, dimension, False) for dimension, scale in _SCALES.items() for unit in scale},
}
MEASURES.update({word: MEASURES[unit] for word, unit in _SYNONYMS.items()})


def smaller(one: str, other: str) -> str:
    """The smaller of two units of one scale; the first when they are on none."""
    scale = _SCALES.get(MEASURES[one].dimension)
    return min(one, other, key=lambda unit: scale[unit]) if scale else one


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """The value in a unit no larger; a year is 12 months and 365 days, a month 30 days.

    Raises KeyError for two units that measure different things.
    """
    if unit == to:
        return value
    if (unit, to) == ("年", "个月"):
        return value * 12
    scale = _SCALES[MEASURES[unit].dimension]
    return value * scale[unit] / scale[to]
