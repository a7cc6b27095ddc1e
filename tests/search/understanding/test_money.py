"""Sums of money in a question, and figures that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.notation.numerals import to_chinese
from search.money import read_money
from search.understanding import understand
from tests.search.sample import known

Ends = tuple[int | None, int | None]


def money(text: str) -> list[Ends]:
    return [(found.low, found.high) for found in understand(text, known()).money]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("5万", (50_000, 50_000)), ("五万元", (50_000, 50_000)), ("50000元", (50_000, 50_000)), ("５００００元", (50_000, 50_000)), ("50,000元", (50_000, 50_000)),
        ("5万块", (50_000, 50_000)), ("五万块钱", (50_000, 50_000)), ("1.5万元", (15_000, 15_000)), ("两千块", (2_000, 2_000)), ("199元", (199, 199)),
        ("罚款5万", (50_000, 50_000)), ("罚款5万以上", (50_000, None)), ("5万元以上", (50_000, None)), ("不低于5万元", (50_000, None)), ("超过2000元", (2_000, None)),
        ("2000元以下", (None, 2_000)), ("不超过2000元", (None, 2_000)), ("最多2000元", (None, 2_000)),
        ("二百元以上二千元以下", (200, 2_000)), ("200元以上2000元以下", (200, 2_000)), ("200-2000元", (200, 2_000)), ("200～2000元", (200, 2_000)),
        ("200至2000元", (200, 2_000)), ("200到2000元", (200, 2_000)), ("5-10万元", (50_000, 100_000)), ("5万-10万", (50_000, 100_000)),
        ("五千元以上不满五万元", (5_000, 50_000)), ("五千至五万", (5_000, 50_000)), ("一亿元", (10**8, 10**8)), ("罚200", (200, 200)), ("罚了我500", (500, 500)),
    ],
)  # fmt: skip
def test_sums_and_ranges(text: str, ends: Ends) -> None:
    assert money(text) == [ends]


@pytest.mark.parametrize(
    "text",
    [
        "四道沟镇", "十字路口", "一百二十四条", "万达广场", "三轮车", "二手房", "五一广场", "百货大楼", "千山", "一百分", "2024年", "12345", "110", "500克", "30%以上",
        "5倍", "六个月", "一万公里", "万元", "18岁以下", "80分贝", "3次", "三无产品", "四六级替考", "七日无理由退货", "一次性筷子", "二维码", "百度", "千斤顶", "万能钥匙", "罚3分", "扣12分",
        "第一次", "两轮车", "九年义务教育", "三甲医院", "一楼开饭店", "二次供水", "五险一金", "八小时工作", "十级伤残", "零售", "亿达小区",
    ],
)  # fmt: skip
def test_figures_that_are_no_money(text: str) -> None:
    assert money(text) == []


def test_a_sum_leaves_the_matter() -> None:
    meant = understand("无照经营罚了5万元合理吗", known())
    assert [(found.low, found.high) for found in meant.money] == [(50_000, 50_000)]
    assert "无照经营" in meant.matter and "5" not in meant.matter


def test_two_sums() -> None:
    assert money("罚款500元或者1000元") == [(500, 500), (1_000, 1_000)]


@given(st.integers(1, 9999), st.sampled_from(["", "百", "千", "万"]), st.sampled_from(["元", "块", "块钱"]))
def test_figures_and_numerals_are_one(number: int, unit: str, yuan: str) -> None:
    value = number * {"": 1, "百": 100, "千": 1_000, "万": 10_000}[unit]
    assert [(found.low, found.high) for found in read_money(f"{number}{unit}{yuan}")] == [(value, value)]
    if not unit:
        assert [(found.low, found.high) for found in read_money(f"{to_chinese(number)}{yuan}")] == [(value, value)]


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from(["元以上{}元以下", "-{}元", "至{}元", "元到{}元", "～{}元"]))
def test_ranges_rise(one: int, two: int, form: str) -> None:
    low, high = sorted((one, two))
    assert [(found.low, found.high) for found in read_money(f"{low}{form.format(high)}")] == [(low, high)]


@given(st.text(alphabet="0123456789.,一二三十百千万亿零〇两元块至到-~以上下罚款第条", max_size=40))
def test_no_heap_of_figures_fails(text: str) -> None:
    found = list(read_money(text))
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(each.low is None or each.high is None or each.low <= each.high for each in found)
