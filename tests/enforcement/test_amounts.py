"""Amounts read out of penalty texts and written into them."""

from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.penalties.amount import Style, Unit
from enforcement.penalties.amounts import Amount, format_amount, parse_amounts, statutory_bands


def ends(text: str) -> list[str]:
    """The amounts in the notation of intervals: [5000, 50000) yuan."""
    return [
        f"{'[' if amount.min_inclusive else '('}{_plain(amount.minimum)}, {_plain(amount.maximum)}{']' if amount.max_inclusive else ')'} {amount.unit}"
        for amount in parse_amounts(text)
    ]


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("5000元以上5万元以下", "[5000, 50000] yuan"),
        ("处五千元以上五万元以下的罚款", "[5000, 50000] yuan"),
        ("处５０００元以上５万元以下罚款", "[5000, 50000] yuan"),
        ("1万元以上不满4万元", "[10000, 40000) yuan"),
        ("处不满2000元罚款", "[, 2000) yuan"),
        ("处超过5000元不满1万元罚款", "(5000, 10000) yuan"),
        ("处超过5000元至1万元罚款", "(5000, 10000] yuan"),
        ("处超过5000元、1万元以下罚款", "(5000, 10000] yuan"),
        ("可以并处5000元以下罚款", "[, 5000] yuan"),
        ("处5万元以内的罚款", "[, 50000] yuan"),
        ("处1000元以上罚款", "[1000, ] yuan"),
        ("处一万元以上、五万元以下罚款", "[10000, 50000] yuan"),
        ("处5万元以上，10万元以下罚款", "[50000, 100000] yuan"),
        ("处2万元以上（含）5万元以下（不含）罚款", "[20000, 50000) yuan"),
        ("5,000元", "[5000, 5000] yuan"),
        ("可处5,000元以上20,000元以下的罚款", "[5000, 20000] yuan"),
        ("处0.5万元罚款", "[5000, 5000] yuan"),
        ("处三点五万元以上五万元以下罚款", "[35000, 50000] yuan"),
        ("处200元罚款", "[200, 200] yuan"),
        ("罚款200元", "[200, 200] yuan"),
        ("2-5万元", "[20000, 50000] yuan"),
        ("处一至三万元罚款", "[10000, 30000] yuan"),
        ("5000～20000元", "[5000, 20000] yuan"),
        ("5000元至2万元", "[5000, 20000] yuan"),
        ("5万以上10万以下罚款", "[50000, 100000] yuan"),
        ("处警告或者五千元以下罚款", "[, 5000] yuan"),
        ("罚款数额为二万元以上五万元以下", "[20000, 50000] yuan"),
        ("货值金额十倍以上二十倍以下", "[10, 20] times"),
        ("违法所得1倍以上5倍以下", "[1, 5] times"),
        ("处2.2倍以上3.8倍以下罚款", "[2.2, 3.8] times"),
        ("合同价款2%以上4%以下", "[2, 4] percent"),
        ("处工程合同价款百分之二以上百分之四以下的罚款", "[2, 4] percent"),
        ("处欠缴税款百分之五十以上五倍以下的罚款", "[0.5, 5] times"),
        ("处十日以上十五日以下拘留", "[10, 15] day"),
        ("责令停业整顿3个月以上6个月以下", "[3, 6] month"),
        ("暂扣驾驶证6个月", "[6, 6] month"),
        ("三年内不受理其申请", "[3, 3] year"),
        ("一次记12分", "[12, 12] points"),
    ],
)
def test_one_amount(text: str, amounts: str) -> None:
    assert ends(text) == [amounts]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "不予行政处罚",
        "吊销许可证",
        "责令限期15日内改正",
        "违法所得5000元以上的，没收违法所得",
        "违法行为持续1个月以上不足6个月的",
        "超载30%以上不足50%的",
        "依照《某法》第三十五条的规定处罚",
        "责令限期补种毁坏株数1倍以上3倍以下的树木",
        "处理费用5000元由当事人承担",
    ],
)
def test_no_sanction_with_a_measure(text: str) -> None:
    assert parse_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("并处货值金额十倍以上二十倍以下罚款", "base", "货值金额"),
        ("处其上一年度从本单位取得收入的百分之三十以上一倍以下罚款", "base", "上一年度从本单位取得收入"),
        ("处1至3倍违法所得的罚款", "base", "违法所得"),
        ("并处工程合同价款2%以上4%以下罚款", "base", "工程合同价款"),
        ("每平方米100元以上200元以下", "per", "平方米"),
        ("处100元/平方米以上200元/平方米以下罚款", "per", "平方米"),
        ("每株处500元罚款", "per", "株"),
        ("按照每台（件）计量器具100元以上500元以下的标准处以罚款", "per", "台"),
        ("按照受侵害的劳动者每人1000元以上5000元以下的标准计算，处以罚款", "per", "人"),
        ("对其直接负责的主管人员和其他直接责任人员处2000元以下罚款", "subject", "直接负责的主管人员和其他直接责任人员"),
        ("对单位给予警告，并处1万元罚款", "subject", "单位"),
        ("个人：500元以下", "subject", "个人"),
        ("逾期不改正的，处五万元罚款", "condition", "逾期不改正"),
        ("超载30%以上不足50%的，处200元以上500元以下罚款", "condition", "超载30%以上不足50%"),
    ],
)
def test_what_stands_around(text: str, field: str, value: str) -> None:
    (amount,) = parse_amounts(text)
    assert getattr(amount, field) == value


def test_branches_keep_their_conditions() -> None:
    text = (
        "没收违法所得；货值金额不足1万元的，并处5万元以上10万元以下罚款；"
        "货值金额1万元以上的，并处货值金额10倍以上20倍以下罚款；情节严重的，吊销许可证"
    )
    low, high = parse_amounts(text)
    assert (low.condition, low.maximum, low.base) == ("货值金额不足1万元", 100_000, "")
    assert (high.condition, high.maximum, high.base) == ("货值金额1万元以上", 20, "货值金额")


def test_a_sum_before_another_sanction_is_a_circumstance() -> None:
    (fine,) = parse_amounts("并处违法经营额5倍以下罚款，500万元以上的吊销营业执照")
    assert (fine.maximum, fine.unit, fine.base) == (5, "times", "违法经营额")


def test_subjects_are_told_apart() -> None:
    unit, person = parse_amounts("对单位处1万元以上5万元以下罚款，对个人处500元以下罚款")
    assert (unit.subject, unit.maximum, person.subject, person.maximum) == ("单位", 50_000, "个人", 500)


def test_sanctions_are_told_apart() -> None:
    detention, fine = parse_amounts("处5日以上10日以下拘留，可以并处500元以上1000元以下罚款")
    assert (detention.sanction, detention.is_fine, fine.sanction, fine.is_fine) == ("detention", False, "fine", True)


def test_a_reversed_range_says_so() -> None:
    (amount,) = parse_amounts("处5万元以上1万元以下罚款")
    assert amount.is_reversed
    assert not amount.is_fixed


def test_statutory_bands_of_a_whole_article() -> None:
    article = (
        "违反本法规定，有下列情形之一的，由主管部门责令改正，处二万元以上二十万元以下的罚款；情节严重的，处二十万元以上一百万元以下的罚款：\n"
        "（一）未在三十日内报告的；\n（二）数额超过五万元未申报的。\n"
        "单位有前款行为的，对其直接负责的主管人员处一万元以下罚款。"
    )
    bands = statutory_bands(article)
    assert [(band.maximum, band.condition.split("，")[-1], band.subject) for band in bands] == [
        (200_000, "有下列情形之一", ""),
        (1_000_000, "情节严重", ""),
        (10_000, "单位有前款行为", "直接负责的主管人员"),
    ]


SUMS = st.integers(1, 10**9).map(Decimal) | st.integers(1, 10**6).map(lambda cents: Decimal(cents) / 100)
UNITS = st.sampled_from([("yuan", ""), ("times", "违法所得"), ("percent", "工程合同价款"), ("times", "")])


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    drawn, base = draw(UNITS)
    unit: Unit = cast(Unit, drawn)
    per = draw(st.sampled_from(["", "平方米", "亩", "株", "人"])) if unit == "yuan" else ""
    low, high = sorted(draw(st.tuples(SUMS, SUMS)))
    shape = draw(st.sampled_from(["range", "upto", "from", "fixed"]))
    if shape == "fixed" or low == high:
        return Amount(low, low, unit, base, per=per)
    if shape == "from":
        return Amount(low, None, unit, base, min_inclusive=draw(st.booleans()), per=per)
    closed = draw(st.booleans())
    if shape == "upto":
        return Amount(None, high, unit, base, max_inclusive=closed, per=per)
    return Amount(low, high, unit, base, min_inclusive=draw(st.booleans()), max_inclusive=closed, per=per)


@given(amounts(), st.sampled_from(["arabic", "chinese"]))
def test_what_is_written_reads_back(amount: Amount, style: Style) -> None:
    assert parse_amounts(f"处{format_amount(amount, style)}罚款") == (amount,)


@given(st.integers(1, 30), st.integers(1, 30), st.sampled_from(["day", "month"]))
def test_periods_read_back(one: int, other: int, unit: Unit) -> None:
    low, high = sorted((Decimal(one), Decimal(other)))
    amount = Amount(low, high, unit, sanction="detention" if unit == "day" else "suspension")
    text = f"处{format_amount(amount)}拘留" if unit == "day" else f"责令停业整顿{format_amount(amount)}"
    assert parse_amounts(text) == (amount,)


@given(st.lists(amounts(), min_size=1, max_size=4))
def test_several_read_back_in_order(several: list[Amount]) -> None:
    text = "；".join(f"有第{number}种情形的，并处{format_amount(amount)}罚款" for number, amount in enumerate(several, 1))
    assert parse_amounts(text) == tuple(replace(amount, condition=f"有第{number}种情形") for number, amount in enumerate(several, 1))


@given(st.text(alphabet="处罚款元万倍%以上下不满超过至-0123456789一二十百分之的，；对单位个人日月拘留每亩（）", max_size=40))
def test_any_text_is_survived(text: str) -> None:
    for amount in parse_amounts(text):
        assert amount.minimum is not None or amount.maximum is not None
        format_amount(amount)
