"""Marks are safe HTML on the original text."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import best_excerpt, excerpt, mark

TEXTS = st.text(max_size=200) | st.text(alphabet="<>&\"'/ markＡa①㎡é\u0301İß水法", max_size=60)
WORDS = st.lists(st.text(min_size=1, max_size=4) | st.sampled_from(["<", "&", "mark", "amp", "a", "水", "m2", "1", "é", "ss", ".", "\\"]), max_size=5)
_TAGS = re.compile(r"<[^>]*>")


def bare(marked: str) -> str:
    return unescape(re.sub(r"</?mark>", "", marked))


@given(TEXTS, WORDS)
def test_nothing_but_mark_and_the_text_itself(text: str, words: list[str]) -> None:
    marked = mark(text, words)
    assert set(_TAGS.findall(marked)) <= {"<mark>", "</mark>"}
    assert re.fullmatch(r"(?:[^<]|<mark>[^<]+</mark>)*", marked)
    # HTML's own reading of references to control characters differs, so the comparison is with what escaping gives.
    assert re.sub(r"</?mark>", "", marked) == mark(text, ())
    if "\r" not in text and "\x00" not in text:
        assert bare(marked) == text


@given(TEXTS, WORDS, st.integers(1, 60))
def test_an_excerpt_is_a_piece_of_the_text(text: str, words: list[str], length: int) -> None:
    said = excerpt(text, words, length)
    assert set(_TAGS.findall(said)) <= {"<mark>", "</mark>"}
    piece = bare(said).removeprefix("…").removesuffix("…")
    assert piece in " ".join(text.split()) or "…" in text
    assert len(piece) <= length + 2


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("在河道倾倒垃圾", ["垃圾", "倾倒"], "在河道<mark>倾倒垃圾</mark>"),
        ("食品安全法", ["食品", "食品安全"], "<mark>食品安全</mark>法"),
        ("ＡＢＣ公司", ["abc"], "<mark>ＡＢＣ</mark>公司"),
        ("ABC公司", ["abc"], "<mark>ABC</mark>公司"),
        ("面积100㎡以上的河道", ["河道"], "面积100㎡以上的<mark>河道</mark>"),
        ("<b>水</b>&", ["水", "b"], "&lt;<mark>b</mark>&gt;<mark>水</mark>&lt;/<mark>b</mark>&gt;&amp;"),
        ("a.c abc", ["a.c"], "<mark>a.c</mark> abc"),
        ("驾驶非机动车", ["动车", "机动车"], "驾驶非机动车"),
        ("驾驶机动车", ["机动车"], "驾驶<mark>机动车</mark>"),
        ("生产保健食品", ["食品"], "生产保健<mark>食品</mark>"),
        ("使用电动车", ["电动"], "使用<mark>电动</mark>车"),
        ("曾因饮酒驾驶受处罚", ["酒驾"], "曾因饮酒驾驶受处罚"),
        ("占用人行道", ["行道"], "占用人行道"),
        ("骑行时不戴头盔", ["未戴"], "骑行时<mark>不戴</mark>头盔"),
        ("处1000元罚款", ["100"], "处1000元罚款"),
        ("第１２４条", ["124"], "第<mark>１２４</mark>条"),
        ("没有", [], "没有"),
        ("没有", [""], "没有"),
        ("", ["水"], ""),
    ],
)
def test_marks(text: str, words: list[str], marked: str) -> None:
    assert mark(text, words) == marked


@pytest.mark.parametrize("text", ["擅自占用人行道堆放杂物", "在非机动车道停放机动车", "销售保健食品"])
def test_four_characters_in_a_row_are_no_chance(text: str) -> None:
    """Who quotes a piece of a text sees it marked, wherever the words of the text begin."""
    for begin in range(len(text) - 3):
        assert f"<mark>{text[begin : begin + 4]}</mark>" in mark(text, [text[begin : begin + 4]])


@pytest.mark.parametrize(
    ("pieces", "words", "shown"),
    [
        (["轻微：堆放杂物", "严重：占用盲道堆放杂物"], ["盲道", "堆放"], "严重：占用<mark>盲道堆放</mark>杂物"),
        (["轻微：堆放杂物", "一般：堆放杂物"], ["堆放"], "轻微：<mark>堆放</mark>杂物"),
        (["轻微：甲", "一般：乙"], ["没有"], "轻微：甲"),
        (["轻微：堆放堆放堆放", "一般：占用盲道堆放"], ["堆放", "盲道"], "一般：占用<mark>盲道堆放</mark>"),
        ([], ["没有"], ""),
    ],
)
def test_the_piece_that_tells_most_is_shown(pieces: list[str], words: list[str], shown: str) -> None:
    assert best_excerpt(pieces, words) == shown


def test_an_excerpt_shows_the_place_where_most_words_stand_close() -> None:
    text = "垃圾" + "甲" * 200 + "在河道倾倒垃圾" + "乙" * 200 + "河道"
    said = excerpt(text, ["河道", "倾倒", "垃圾"])
    assert "在<mark>河道倾倒垃圾</mark>" in said and said.startswith("…") and said.endswith("…")


def test_letters_that_fold_into_several_move_no_mark() -> None:
    """A combining accent folds two into one and ㎡ one into two: the mark still stands on its letters."""
    assert mark("e\u0301①㎡在河道倾倒", ["河道"]) == "e\u0301①㎡在<mark>河道</mark>倾倒"


def test_an_excerpt_shows_where_the_word_stands() -> None:
    text = "甲" * 300 + "河道" + "乙" * 300
    said = excerpt(text, ["河道"])
    assert said.startswith("…") and said.endswith("…") and "<mark>河道</mark>" in said
    assert excerpt("短文河道", ["河道"]) == "短文<mark>河道</mark>"
    assert excerpt(text, ["没有"]).startswith("甲")
