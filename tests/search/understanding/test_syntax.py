"""Quotes, minus and field words: what they mean, and what is only a slip of the keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding import understand
from search.understanding.syntax import FIELD_WORDS, read_syntax
from tests.search.sample import known


@pytest.mark.parametrize(
    ("typed", "text", "phrases", "excluded", "fields"),
    [
        ("酒驾", "酒驾", (), (), ()),
        ('"安全头盔"', "", ("安全头盔",), (), ()),
        ("“安全头盔” 罚款", "罚款", ("安全头盔",), (), ()),
        ("「安全头盔」", "", ("安全头盔",), (), ()),
        ("＂安全头盔＂", "", ("安全头盔",), (), ()),
        ('"占道" 经营 "夜市"', "经营", ("占道", "夜市"), (), ()),
        ('"未闭合', "未闭合", (), (), ()),
        ('未闭合"', "未闭合", (), (), ()),
        ('""', "", (), (), ()),
        ("头盔 -摩托", "头盔", (), ("摩托",), ()),
        ("头盔 －摩托 －乘坐", "头盔", (), ("摩托", "乘坐"), ()),
        ("-头盔", "", (), ("头盔",), ()),
        ("头盔-摩托", "头盔-摩托", (), (), ()),
        ("头盔 - 摩托", "头盔 - 摩托", (), (), ()),
        ("200-2000元", "200-2000元", (), (), ()),
        ("2024-09-03", "2024-09-03", (), (), ()),
        ("法律:食品安全法 过期", "过期", (), (), (("law", "食品安全法"),)),
        ("法律：《食品安全法》过期", "过期", (), (), (("law", "食品安全法"),)),
        ("机关: 交警 头盔", "头盔", (), (), (("agency", "交警"),)),
        ("部门：城管 单位：环保局", "", (), (), (("agency", "城管"), ("agency", "环保局"))),
        ("编码:2299", "", (), (), (("code", "2299"),)),
        ("领域:食品安全", "", (), (), (("domain", "食品安全"),)),
        ("机关:", "机关:", (), (), ()),
        ("执法机关 头盔", "执法机关 头盔", (), (), ()),
        ('法律:消防法 "消火栓" -埋压 漏水', "漏水", ("消火栓",), ("埋压",), (("law", "消防法"),)),
    ],
)  # fmt: skip
def test_signs(typed: str, text: str, phrases: tuple[str, ...], excluded: tuple[str, ...], fields: tuple[tuple[str, str], ...]) -> None:
    marked = read_syntax(typed)
    assert (marked.text, marked.phrases, marked.excluded, marked.fields) == (text, phrases, excluded, fields)


@pytest.mark.parametrize(
    ("typed", "narrowed", "phrases"),
    [
        ("法律:食品安全法", {"laws": ("中华人民共和国食品安全法",)}, ()),
        ("法律:食安法", {"laws": ("中华人民共和国食品安全法",)}, ()),
        ("法律:消法", {"laws": ("中华人民共和国消费者权益保护法",)}, ()),
        ("法律:水法 法规:防洪法", {"laws": ("中华人民共和国水法", "中华人民共和国防洪法")}, ()),
        ("机关:交警", {"agencies": ("jj",)}, ()),
        ("机关:工商局", {"agencies": ("scjg",)}, ()),
        ("机关:桦岭市水利局", {"agencies": ("slj",)}, ()),
        ("法律:没有这部法", {}, ("没有这部法",)),
        ("机关:外星局", {}, ("外星局",)),
    ],
)
def test_field_words_narrow_to_what_is_on_record_and_else_are_looked_for(typed: str, narrowed: dict[str, tuple[str, ...]], phrases: tuple[str, ...]) -> None:
    meant = understand(typed, known())
    assert (meant.narrowed, meant.phrases) == (narrowed, phrases)


def test_who_knows_the_signs_is_not_corrected() -> None:
    assert understand('"过其食品"', known()).correction is None
    assert understand("法律:食品安全法 过其食品", known()).correction is None


SIGN = st.sampled_from(['"', "“", "”", "「", "」", "-", " -", "－", ":", "：", "《", "》", " ", "头盔", "摩托", *FIELD_WORDS])


@given(st.lists(SIGN, max_size=14).map("".join))
def test_any_heap_of_signs_is_read(typed: str) -> None:
    marked = read_syntax(typed)
    assert not set('"“”「」') & set(marked.text)
    assert all(marked.phrases) and all(marked.excluded)
    assert all(name in FIELD_WORDS.values() and value == value.strip() for name, value in marked.fields)
    assert read_syntax(marked.text).phrases == ()


@given(st.text(alphabet="头盔摩托过期食品", min_size=1, max_size=12), st.text(alphabet="头盔摩托过期食品", min_size=1, max_size=12))
def test_quotes_and_minus_keep_what_they_hold(quoted: str, left_out: str) -> None:
    marked = read_syntax(f'"{quoted}" -{left_out}')
    assert (marked.text, marked.phrases, marked.excluded) == ("", (quoted,), (left_out,))
