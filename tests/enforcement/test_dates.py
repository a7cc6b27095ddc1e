"""Dates as they stand in officers' tables."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.notation.dates import is_open_ended, parse_date, to_chinese_date

DAYS = st.dates(date(1950, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "2024年9月3日",
        "2024年9月3号",
        "2024 年 9 月 3 日",
        "2024年09月03日",
        "2024.9.3",
        "2024．9．3",
        "2024-09-03",
        "２０２４－０９－０３",
        "2024/9/3",
        "2024/09/03/",
        "20240903",
        "'2024-9-3",
        "’2024-9-3",
        "2024-09-03 00:00:00",
        "2024-09-03T08:30:00",
        "自2024年9月3日起施行",
        "二〇二四年九月三日",
        "二○二四年九月三日",
        "二零二四年九月三日",
        "贰零贰肆年玖月叁日",
        "二零二四年玖月叁日",
        "45538",
        "45538.0",
        45538,
        45538.75,
        20240903,
        date(2024, 9, 3),
        datetime(2024, 9, 3, 17, 30),
        "\u30002024.9.3 ",
    ],
)
def test_reads_every_form(value: object) -> None:
    assert parse_date(value) == date(2024, 9, 3)


def test_letters_o_stand_for_zero_in_a_chinese_year() -> None:
    assert parse_date("二OO五年十月二十一日") == date(2005, 10, 21)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2024.13.3", "没有13月"),
        ("2023年2月29日", "没有29日"),
        ("二〇二三年二月二十九日", "没有29日"),
        ("2024年9月", "没有写明到日"),
        ("24.9.3", "四位数"),
        ("3/9/2024", "次序不明"),
        ("1024-01-01", "不合理"),
        ("长期", "不是可以识别的日期"),
        ("待定", "不是可以识别的日期"),
        ("", "为空"),
        (None, "为空"),
        (True, "不是日期"),
        (2024, "不是日期"),
        (float("nan"), "不是日期"),
        (-1, "不是日期"),
    ],
)
def test_refuses_in_chinese(value: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_date(value)


@given(DAYS)
def test_every_written_form_reads_back(day: date) -> None:
    forms = [
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        to_chinese_date(day),
    ]
    assert [parse_date(form) for form in forms] == [day] * len(forms)


@given(DAYS)
def test_both_serial_systems(day: date) -> None:
    assert parse_date((day - date(1899, 12, 30)).days) == day
    assert parse_date((day - date(1904, 1, 1)).days, date_1904=True) == day


def test_the_systems_lie_four_years_and_a_day_apart() -> None:
    assert parse_date(44076, date_1904=True) - parse_date(44076) == timedelta(days=1462)


@given(st.text(alphabet="0123456789年月日.-/二〇十 'T:", max_size=14))
def test_any_text_is_a_day_or_refused_in_chinese(text: str) -> None:
    try:
        parse_date(text)
    except ValueError as refusal:
        assert "日期" in str(refusal)


@pytest.mark.parametrize(
    "value",
    ["长期", "长期有效", "永久", "无固定期限", "2099-12-31", "2099年12月31日", "2099/12/31 00:00:00", "20991231", "9999.12.31", date(2099, 12, 31)],
)
def test_no_end(value: object) -> None:
    assert is_open_ended(value)


@pytest.mark.parametrize("value", ["2029年9月2日", "", "2099-12-30", date(2029, 12, 31), "长期未"])
def test_an_end(value: object) -> None:
    assert not is_open_ended(value)
