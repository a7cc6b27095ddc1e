"""What a question wants to know, and what it is about once the words around it are gone."""

from __future__ import annotations

import pytest

from search.understanding import understand
from search.understanding.intents import Intent
from tests.search.sample import known

FINE, BASIS, DETENTION, FIRST, AGENCY = Intent.FINE, Intent.BASIS, Intent.DETENTION, Intent.FIRST_TIME, Intent.AGENCY


@pytest.mark.parametrize(
    ("text", "matter", "intents"),
    [
        ("酒驾", "酒驾", set()),
        ("酒驾怎么罚", "酒驾", {FINE}), ("酒驾怎么处罚", "酒驾", {FINE}), ("酒驾罚多少钱", "酒驾", {FINE}), ("酒驾要罚多少", "酒驾", {FINE}),
        ("酒驾会罚款吗", "酒驾", {FINE}), ("酒驾的处罚标准", "酒驾", {FINE}), ("酒驾最高罚多少", "酒驾", {FINE}), ("酒驾咋罚", "酒驾", {FINE}),
        ("酒驾会不会拘留", "酒驾", {DETENTION}), ("酒驾会坐牢吗", "酒驾", {DETENTION}), ("酒驾拘留几天", "酒驾", {DETENTION}),
        ("第一次违停", "违停", {FIRST}), ("占道经营不罚吗", "占道经营", {FIRST}), ("占道经营可以免罚吗", "占道经营", {FIRST}), ("违停能不能不处罚", "违停", {FIRST}), ("违停初犯", "违停", {FIRST}), ("无证驾驶第一次罚多少", "无证驾驶", {FIRST, FINE}),
        ("违停归谁管", "违停", {AGENCY}), ("占道经营找哪个部门", "占道经营", {AGENCY}), ("怎么举报黑车", "黑车", {AGENCY}),
        ("无证经营的法律依据", "无证经营", {BASIS}), ("占道经营违法吗", "占道经营", {BASIS}), ("占道经营违反了什么法律", "占道经营", {BASIS}),
        ("请问酒驾怎么罚", "酒驾", {FINE}), ("我想知道占道经营有什么后果", "占道经营", set()), ("能不能养狗", "养狗", set()),
    ],
)  # fmt: skip
def test_matter_and_intent(text: str, matter: str, intents: set[Intent]) -> None:
    meant = understand(text, known())
    assert (meant.matter, meant.intents) == (matter, intents)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("怎么罚", FINE), ("怎么罚款", FINE), ("多少钱", FINE), ("凭什么", BASIS), ("法律依据", BASIS), ("处罚依据是什么", BASIS), ("会不会拘留", DETENTION), ("第一次", FIRST),
        ("首违不罚", FIRST), ("谁管", AGENCY), ("举报电话", AGENCY),
    ],
)  # fmt: skip
def test_the_question_alone_is_its_own_matter(text: str, intent: Intent) -> None:
    meant = understand(text, known())
    assert (meant.matter, meant.intents, meant.correction) == (text, {intent}, None)
    assert meant.concepts


@pytest.mark.parametrize(
    "text",
    [
        "拘留所", "罚单", "会所", "会计", "管道", "管制刀具", "管理", "算命", "判断", "几内亚", "谁家", "凭证", "抓娃娃机", "关门", "处方药", "处理厂", "钱币", "多动症", "要道", "被子", "办公楼",
        "负责人", "哪吒", "能源", "行政复议", "犯罪记录", "法律援助", "举报人", "投诉记录", "怎样", "查封", "可可粉", "首次公开",
    ],
)  # fmt: skip
def test_words_that_hold_a_piece_of_a_question_stay_whole(text: str) -> None:
    if text in ("怎样", "首次公开"):
        assert understand(text, known()).concepts
    else:
        assert understand(text, known()).matter == text
