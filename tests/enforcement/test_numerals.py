"""Numbers as Chinese documents write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.notation.numerals import parse_integer, parse_number, to_chinese, to_chinese_digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("五", "5"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百一十", "110"),
        ("一百十五", "115"),
        ("一千零五十八", "1058"),
        ("一二四", "124"),
        ("二〇二四", "2024"),
        ("二○二四", "2024"),
        ("二零二四", "2024"),
        ("二０二四", "2024"),
        ("壹佰贰拾叁", "123"),
        ("贰拾万", "200000"),
        ("两万", "20000"),
        ("一万五", "15000"),
        ("一万零五", "10005"),
        ("一亿零五", "100000005"),
        ("三点五万", "35000"),
        ("5万", "50000"),
        ("3.5万", "35000"),
        ("10万5千", "105000"),
        ("1亿2000万", "120000000"),
        ("3千5百", "3500"),
        ("5,000", "5000"),
        ("１２", "12"),
        ("１，２００．５", "1200.5"),
        ("0.5", "0.5"),
        ("百分之三", "0.03"),
        ("千分之五", "0.005"),
        ("3%", "0.03"),
        ("３％", "0.03"),
    ],
)
def test_reads(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "万", "百", "十十", "五五百", "一点", "五百千", "abc", "第一", "万万", "1.2.3", "1,00", "一 or 二"])
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="不是可以识别的数字"):
        parse_number(text)


def test_an_integer_has_no_decimals() -> None:
    assert parse_integer("3.5万") == 35000
    with pytest.raises(ValueError, match="数字"):
        parse_integer("三点五")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (110, "一百一十"),
        (101, "一百零一"),
        (1010, "一千零一十"),
        (20050, "二万零五十"),
        (100000, "十万"),
        (100_000_500, "一亿零五百"),
    ],
)
def test_writes_chinese(number: int, text: str) -> None:
    assert to_chinese(number) == text


@given(st.integers(0, 10**12 - 1))
def test_what_is_written_reads_back(number: int) -> None:
    assert parse_integer(to_chinese(number)) == number


@given(st.integers(10, 10**9))
def test_figures_one_by_one_read_back(number: int) -> None:
    assert parse_integer(to_chinese_digits(number)) == number


@given(st.text(alphabet="零〇一二三十百千万亿点壹拾0123456789.,，% ", max_size=12))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        assert parse_number(text) >= 0
    except ValueError as refusal:
        assert "数字" in str(refusal)


def test_to_chinese_refuses_what_it_cannot_write() -> None:
    for number in (-1, 10**12):
        with pytest.raises(ValueError, match="范围"):
            to_chinese(number)
