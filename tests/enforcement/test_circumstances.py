"""Circumstances of tiers: what is measured, between which ends; everything else stays words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.notation.numerals import to_chinese
from enforcement.penalties.circumstances import Fact, parse_circumstance
from enforcement.penalties.measures import MEASURES, convert, smaller
from enforcement.sample.source import read_catalogue


def only(text: str) -> Fact:
    """The one fact of a text with one alternative."""
    ((fact,),) = parse_circumstance(text)
    return fact


def said(fact: Fact) -> str:
    """(3日, 10日] as mathematicians write it; the words where nothing is measured."""
    if fact.measure is None:
        return fact.text
    low = f"{'[' if fact.low.inclusive else '('}{fact.low.value.normalize():f}{fact.low.unit}" if fact.low else "("
    high = f"{fact.high.value.normalize():f}{fact.high.unit}{']' if fact.high.inclusive else ')'}" if fact.high else ")"
    return f"{low}, {high}"


@pytest.mark.parametrize(("text", "range_", "head"), [
    ("违法所得不足1万元的", "(, 10000元)", "违法所得"),
    ("违法所得一万元以下", "(, 10000元]", "违法所得"),
    ("货值金额1万元以上不足5万元", "[10000元, 50000元)", "货值金额"),
    ("货值金额5000元以上2万元以下", "[5000元, 20000元]", "货值金额"),
    ("货值金额１，０００元以上", "[1000元, )", "货值金额"),
    ("逾期3日以上不满10日", "[3日, 10日)", "逾期"),
    ("逾期超过30日不超过180日", "(30日, 180日]", "逾期"),
    ("逾期15日以内弃标", "(, 15日]", "逾期"),
    ("营业15日以上不足3个月", "[15日, 3个月)", "营业"),
    ("投产1个月以上", "[1个月, )", "投产"),
    ("建筑面积5万平方米以上不足6万平方米", "[50000平方米, 60000平方米)", "建筑面积"),
    ("面积超过10平方米至20平方米", "(10平方米, 20平方米]", "面积"),
    ("虚报5%以上", "[5%, )", "虚报"),
    ("含量超标百分之三以上", "[3%, )", "含量超标"),
    ("超过限量50%以上不足2倍", "[50%, 2倍)", "超过限量"),
    ("登记率低于90%不低于70%", "[70%, 90%)", "登记率"),
    ("收支逾500万元", "(5000000元, )", "收支"),
    ("涉及31人至100人", "[31人, 100人]", "涉及"),
    ("接种三十一至二百人", "[31人, 200人]", "接种"),
    ("4至30人次", "[4人次, 30人次]", ""),
    ("转委托1单", "[1单, 1单]", "转委托"),
    ("不足10名新员工", "(, 10人)", ""),
    ("过期辣条不足10袋（瓶）", "(, 10袋)", "过期辣条"),
    ("期满三种以上", "[3种, )", "期满"),
    ("逾期满1年", "[1年, )", "逾期"),
    ("连续使用满6个月", "[6个月, )", "连续使用"),
    ("缺课三个年度以上", "[3个年度, )", "缺课"),
])  # fmt: skip
def test_reads_what_is_measured_and_both_ends(text: str, range_: str, head: str) -> None:
    fact = only(text)
    assert (said(fact), fact.head) == (range_, head)


@pytest.mark.parametrize("text", [
    "首次被查", "第二次使用", "责令改正后7日内未重新张贴", "夜间22时后施工", "2024年3月1日以后仍未改正", "每超过1日", "近1个月未记录", "年内再犯",
    "一项因子超0.5倍以上不足1倍", "一次性使用", "逾期30日仍未治理", "10万元以上不足5万元", "部分未达标", "罚款", "",
])  # fmt: skip
def test_what_is_not_surely_a_measurement_remains_words(text: str) -> None:
    assert all(fact.measure is None for alternative in parse_circumstance(text) for fact in alternative)


def test_alternatives_and_facts_are_told_apart() -> None:
    read = parse_circumstance("投产6个月以上，货值金额不足1万元；或者货值金额1万元以上不足5万元")
    assert [[said(fact) for fact in facts] for facts in read] == [["[6个月, )", "(, 10000元)"], ["[10000元, 50000元)"]]
    read = parse_circumstance("货值金额10万元以上，或者货值1万元以上且就餐人员5人以上腹泻")
    assert [len(facts) for facts in read] == [1, 2] and read[1][1].tail == "腹泻"
    assert len(parse_circumstance("过氧化值或者酸价超标1倍以上")) == 1  # 或者 within a name is no alternative
    assert [fact.text for (fact,) in parse_circumstance("200千克以上或者不能说明来源")] == ["200千克以上", "不能说明来源"]


def test_what_a_circumstance_takes_in_is_no_condition() -> None:
    assert len(parse_circumstance("货值金额5万元以上，含供应学校食堂的情形")[0]) == 1


LESS = st.sampled_from([("不满", False), ("不足", False), ("低于", False), ("不超过", True)])
UNITS = st.sampled_from(["元", "日", "人", "平方米", "%", "千克", "件", "个月"])


@given(st.integers(1, 9999), st.integers(1, 9999), UNITS, st.sampled_from([("以下", True), ("以内", True)]), st.booleans())
def test_every_way_of_writing_a_range_holds_exactly_what_it_says(one: int, other: int, unit: str, end: tuple[str, bool], chinese: bool) -> None:
    low, high = sorted((one, other + 1 if one == other else other))
    write = to_chinese if chinese else str
    for text, closed in ((f"涉及{write(low)}{unit}以上{write(high)}{unit}{end[0]}", end[1]), (f"涉及{write(low)}{unit}以上不满{write(high)}{unit}", False)):
        fact = only(text)
        assert fact.measure is not None
        assert fact.holds(Decimal(low), unit) and not fact.holds(low - Decimal("0.01"), unit)
        assert fact.holds(Decimal(high), unit) is closed and not fact.holds(high + Decimal("0.01"), unit)


@given(st.integers(1, 10**7), UNITS, LESS)
def test_one_sided_ranges_end_where_they_say(value: int, unit: str, less: tuple[str, bool]) -> None:
    below, above, beyond = only(f"合计{less[0]}{value}{unit}"), only(f"合计{value}{unit}以上"), only(f"合计超过{value}{unit}")
    assert below.holds(Decimal(value), unit) is less[1] and below.holds(Decimal(0), unit)
    assert above.holds(Decimal(value), unit) and not above.holds(Decimal(value) - 1, unit)
    assert not beyond.holds(Decimal(value), unit) and beyond.holds(Decimal(value) + 1, unit)


@given(st.text("不满足1234567890万元日人%以上下，；或者且至一二三百千 ,.。（）-", max_size=60))
def test_any_text_is_read_and_none_is_lost(text: str) -> None:
    for alternative in parse_circumstance(text):
        for fact in alternative:
            assert fact.text in text and (fact.low is None or fact.high is None or fact.low.value >= 0)


@given(st.sampled_from(sorted(set(MEASURES))), st.sampled_from(sorted(set(MEASURES))))
def test_units_of_one_kind_convert_to_the_smaller(one: str, other: str) -> None:
    first, second = MEASURES[one], MEASURES[other]
    if first.dimension == second.dimension:
        small = smaller(first.unit, second.unit)
        assert convert(Decimal(1), first.unit, small) >= 1 and convert(Decimal(1), second.unit, small) >= 1


def test_a_year_is_twelve_months_and_365_days() -> None:
    assert convert(Decimal(1), "年", "个月") == 12 and convert(Decimal(2), "年", "日") == 730 and convert(Decimal(3), "个月", "日") == 90


def test_the_sample_is_read_without_impossible_ranges() -> None:
    facts = [
        fact for _, items in read_catalogue() for item in items for tier in item.tiers
        for alternative in parse_circumstance(tier.condition) for fact in alternative
    ]  # fmt: skip
    assert sum(fact.measure is not None for fact in facts) > 5_000
    for fact in facts:
        if fact.low and fact.high and fact.low.unit == fact.high.unit:
            assert fact.low.value <= fact.high.value, fact.text
