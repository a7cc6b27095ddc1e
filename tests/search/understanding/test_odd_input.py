"""Whatever is typed: never an error, never half a character, always the same answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import SearchQuery, clean_text
from search.ranking import build_clause, build_excluded
from search.understanding import understand
from tests.search.sample import known

ODD = [
    "", " ", "\u3000", "罚", "的", "吗？", "%_'\"<script>alert(1)</script>", "'; DROP TABLE x;--", "😀", "🇨🇳👨‍👩‍👧", "\x00\x01\x1f\x7f", "\ud83d", "酒\ud83d驾", "\udc00",
    '"', '""""', "“”“”", "「", "(((((", "[]{}", "\\", "\\u0000", "*", "?", "~~~", "a AND b", "code:*", "-", "--", "- -", "-1", "：", "法律:", "法律:《》", "机关:-", "编码:\"", "\u202e反向", "\ufeff水", "e\u0301",
    "İ", "ﷺ", "㎡", "①②③", "½", "Ⅳ", "〇", "ａ", "1e999", "0x10", "９" * 300, "万" * 300, "一百" * 100, "第一条" * 60, "第" * 300, "罚" * 300, "未" * 300, "a" * 300, "ai" * 150, "xi an " * 50,
    "食品安全法" * 60, "过其食品" * 60, "法" * 300, "条例" * 150, "城管" * 150, "5万-" * 100, "…" * 100, "水 法 " * 80, "怎么罚" * 100, "遛狗" * 150, "\"水\"" * 100, "-水 " * 100, "法律:水法 " * 40,
]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_questions_are_understood(text: str) -> None:
    for typed in (text, clean_text(text), clean_text(text * 100)):
        meant = understand(typed, known())
        build_clause(meant)
        build_excluded(meant)
        meant.matter.encode()
        assert SearchQuery(text=typed).request(meant).size > 0


@given(st.text(max_size=200) | st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Lo", "Nd", "So", "Ps", "Pi", "Sm"]), max_size=120))
def test_any_text_is_understood(text: str) -> None:
    meant = understand(text, known())
    build_clause(meant)
    for concept in meant.concepts:
        assert concept.said.strip()


@given(st.text(max_size=60))
def test_the_same_text_means_the_same(text: str) -> None:
    assert understand(text, known()) == understand(text, known())


def test_ten_thousand_characters() -> None:
    for text in ("酒驾" * 5_000, "第一百二十四条" * 1_500, "guoqi" * 2_000, "5万元" * 3_000, "\"" * 10_000):
        assert understand(clean_text(text), known()).text == clean_text(text)
