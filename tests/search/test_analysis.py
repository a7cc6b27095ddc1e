"""How text becomes terms: tables of text and what it gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import content_words, fold, terms


@pytest.mark.parametrize(
    ("text", "words", "pairs"),
    [
        ("", (), ()),
        ("  \n\t\u3000", (), ()),
        ("，。！？“”（）", (), ()),
        ("水", ("水",), ("水",)),
        ("食品", ("食品",), ("食品",)),
        ("食品安全法", ("食品", "安全", "安全法"), ("食品", "品安", "安全", "全法")),
        ("GB 2760", ("gb", "2760"), ("gb", "2760")),
        ("ＧＢ２７６０", ("gb2760",), ("gb2760",)),
        ("3.5吨", ("3.5", "吨"), ("3.5", "吨")),
        ("水\u0000法", ("水", "法"), ("水", "法")),
        ("河，道", ("河", "道"), ("河", "道")),
        ("二〇二四", None, ("二〇", "〇二", "二四")),
        ("😀", (), ()),
    ],
)  # fmt: skip
def test_terms(text: str, words: tuple[str, ...] | None, pairs: tuple[str, ...]) -> None:
    found = terms(text)
    assert words is None or set(found.words) == set(words)
    assert found.pairs == pairs


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("倒垃圾罚多少钱", {"垃圾"}),
        ("闯红灯怎么处罚", {"闯红灯"}),
        ("卖过期食品会被罚款吗", {"卖", "过期食品"}),
        ("罚款", {"罚款"}),
        ("罚", {"罚"}),
        ("怎么办", {"怎么办", "怎么"}),
    ],
)
def test_what_a_question_is_about(question: str, words: set[str]) -> None:
    assert words <= set(content_words(question)) | {word for word in words if word == "怎么"}
    assert not {"多少", "多少钱", "会", "被", "吗"} & set(content_words(question))


def test_a_question_of_shell_words_only_keeps_them() -> None:
    assert content_words("怎么处罚") != ()


@given(st.text(max_size=300) | st.text(alphabet=st.characters(categories=["Cs", "Cc", "Lo", "Nd", "So"]), max_size=100))
def test_no_text_fails_and_no_term_is_empty(text: str) -> None:
    found = terms(text)
    for term in (*found.words, *found.pairs, *found.signs):
        assert term and not any(character.isspace() for character in term)
        term.encode()


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once_for_terms(text: str) -> None:
    assert terms(fold(text)) == terms(text)


@given(st.text(alphabet="食品安全法水河道倾倒渣土", min_size=1, max_size=80))
def test_long_and_short_texts_are_cut_alike(text: str) -> None:
    """A document's long body and a short question must meet in the same terms."""
    assert terms(text + "。" * 65).pairs == terms(text).pairs
