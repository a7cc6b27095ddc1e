"""Everyday words in a question, and the concepts they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.thesaurus.meaning import Meaning
from search.lexicon import EMPTY, Lexicon
from search.understanding.concepts import Concept, read_concepts
from search.understanding.sayings import Sayings

SAYINGS = Sayings(
    [
        Meaning(("欠…工资", "拖欠工资"), (("拖欠", "工资"),)),
        Meaning(("过期食品", "过期吃的"), (("超过保质期", "食品"),)),
        Meaning(("过期",), (("超过保质期",), ("超过有效期",))),
        Meaning(("食品",), (("食用农产品",),)),
        Meaning(("没戴头盔", "头盔没戴"), (("未戴安全头盔",),)),
        Meaning(("出口",), (("出境",),)),
        Meaning(("遛狗…绳", "遛狗没绳"), (("未拴绳",),)),
        Meaning(("黑导游",), (("未取得导游证",),)),
        Meaning(("过期",), (("有效期届满",),)),
    ]
)
LEXICON = Lexicon({"安全出口": 3, "安全": 5, "食品": 9}, {"安全", "全出", "出口"})


def concepts(text: str) -> list[str]:
    return [concept.said for concept in read_concepts(text, SAYINGS, LEXICON)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("拖欠工资", {"拖欠工资", "欠工资"}),
        ("欠工资", {"欠工资"}),
        ("欠了三个月工资", {"欠工资"}),
        ("欠我们几个人的工资", {"欠工资"}),
        ("欠我们好几个工友的工资", set()),
        ("吃了过期的", {"过期吃的", "过期"}),
        ("未戴头盔", {"未戴头盔", "没戴头盔", "头盔没戴"}),
        ("不戴头盔", {"不戴头盔"}),
        ("无戴头盔", {"无戴头盔"}),
        ("过期食品", {"过期食品", "过期", "食品"}),
        ("遛狗时牵绳太长", {"遛狗绳"}),
        ("", set()),
        ("天气", set()),
    ],
)
def test_sayings_as_they_stand_with_gaps_and_in_another_order(text: str, said: set[str]) -> None:
    assert {spoken.said for spoken in SAYINGS.find(text)} == said


@pytest.mark.parametrize(("text", "said"), [
    ("过期食品", ["过期食品"]),
    ("超市过期食品", ["超市", "过期食品"]),
    ("过期的食品", ["过期", "食品"]),
    ("安全出口", ["安全出口"]),
    ("货物出口", ["货物", "出口"]),
    ("过期过期", ["过期"]),
    ("", []),
])  # fmt: skip
def test_concepts_are_the_largest_sayings_and_the_words_between(text: str, said: list[str]) -> None:
    assert concepts(text) == said


def test_a_saying_keeps_the_smaller_ones_within_it() -> None:
    (concept,) = read_concepts("过期食品", SAYINGS, LEXICON)
    assert concept.means == (("超过保质期", "食品"),)
    assert [part.said for part in concept.parts] == ["过期", "食品"]
    assert list(concept.words()) == ["过期", "食品"]
    assert {"超过保质期", "食用农产品"} <= set(concept.terms())


def test_a_saying_in_two_entries_means_both() -> None:
    (concept,) = read_concepts("过期", SAYINGS, LEXICON)
    assert concept.means == (("超过保质期",), ("超过有效期",), ("有效期届满",))


def test_a_word_begins_a_saying_only_by_itself() -> None:
    (alone,) = read_concepts("黑导游", SAYINGS, LEXICON)
    assert alone.means == (("未取得导游证",),)
    beside = read_concepts("遛弯 拖欠", SAYINGS, LEXICON)
    assert [(concept.said, concept.means, concept.known) for concept in beside] == [("遛弯", (), False), ("拖欠", (), False)]
    (begun,) = read_concepts("拖欠", SAYINGS, LEXICON)
    assert begun.means == (("拖欠", "工资"),)


def test_without_a_catalogue_no_word_is_unknown() -> None:
    assert read_concepts("遛弯", SAYINGS, EMPTY) == (Concept("遛弯"),)


@given(st.text(alphabet="过期食品欠工资拖未不没戴头盔的了安全出口遛狗绳", max_size=30))
def test_places_are_those_of_the_text_and_words_are_not_lost(text: str) -> None:
    for spoken in SAYINGS.find(text):
        assert spoken.places and max(spoken.places) < len(text)
    found = read_concepts(text, SAYINGS, LEXICON)
    assert len(set(found)) == len(found)
    assert all(sign in text for concept in found if not concept.means for sign in concept.said)
