"""Questions typed in pinyin or by initials, and Latin words that are neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon import EMPTY
from search.understanding import understand
from search.understanding.pinyin import read_pinyin
from tests.search.sample import known


def meant(text: str) -> str:
    correction = understand(text, known()).correction
    return correction.meant if correction else text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("jiujia", "酒驾"), ("jiu jia", "酒驾"), ("JiuJia", "酒驾"), ("ｊｉｕｊｉａ", "酒驾"), ("guoqishipin", "过期食品"), ("guoqi shipin", "过期食品"),
        ("guo qi shi pin", "过期食品"), ("wuzhengjiashi", "无证驾驶"), ("chuanghongdeng", "闯红灯"), ("gaokongpaowu", "高空抛物"), ("shaokao", "烧烤"),
        ("lüshi", "律师"), ("lvshi", "律师"), ("nvgong", "女工"), ("xiaofangtongdao", "消防通道"), ("xiao'fang tongdao", "消防通道"),
        ("酒驾 jiujia", "酒驾 酒驾"), ("卖 guoqi shipin 怎么罚", "卖过期食品怎么罚"), ("jiujia怎么罚", "酒驾怎么罚"),
        ("xfctd", "消防车通道"), ("gkpw", "高空抛物"), ("gqsp", "过期食品"),
    ],
)  # fmt: skip
def test_pinyin_and_initials(typed: str, wanted: str) -> None:
    assert meant(typed).replace(" ", "") == wanted.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    ["ktv", "KTV", "gb2760", "GB 2760", "python", "app", "vip", "pos机", "b超", "ct", "x光", "wifi", "xian", "a", "ab", "http", "www.example.com", "iphone", "dvd", "gps", "3d打印", "ok", "pm2.5", "LED", "ATM"],
)  # fmt: skip
def test_latin_that_is_no_pinyin_stays(text: str) -> None:
    assert understand(text, known()).correction is None


def test_a_space_is_the_edge_of_a_syllable() -> None:
    """jiu jia may be 酒驾, ji ujia may not."""
    assert meant("ji ujia") != "酒驾"


def test_verbatim_means_what_was_typed() -> None:
    assert understand("jiujia", known(), verbatim=True).correction is None


def test_without_a_catalogue_nothing_is_read() -> None:
    assert read_pinyin("jiujia", EMPTY) == "jiujia"


@given(st.text(alphabet="abcdeghijklmnopqrstuvwxyzü' 酒驾", max_size=60))
def test_no_run_of_letters_fails(text: str) -> None:
    read = read_pinyin(text, known().lexicon)
    assert [sign for sign in text if sign in "酒驾"] == [sign for sign in read if sign in "酒驾"] or len(read) != len(text)
