"""Laws by every name; words that only look like laws."""

from __future__ import annotations

import pytest

from enforcement.sample.source import STATE_PREFIX, read_laws
from search.understanding import understand
from search.understanding.law_names import LawNames
from tests.search.sample import known

#: A name that does not end like one (道条) is known behind 法律: only.
ENDINGS = ("法", "法典", "条例", "规定", "办法", "细则")


def laws(text: str) -> list[tuple[str, ...]]:
    return [law.keys for law in understand(text, known()).laws]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("食品安全法", "中华人民共和国食品安全法"), ("中华人民共和国食品安全法", "中华人民共和国食品安全法"), ("《食品安全法》", "中华人民共和国食品安全法"),
        ("食安法", "中华人民共和国食品安全法"), ("道交法", "中华人民共和国道路交通安全法"), ("治安法", "中华人民共和国治安管理处罚法"),
        ("治安处罚法", "中华人民共和国治安管理处罚法"), ("安法", "中华人民共和国安全生产法"), ("安全生产法", "中华人民共和国安全生产法"),
        ("消法", "中华人民共和国消费者权益保护法"), ("消费者权益保护法", "中华人民共和国消费者权益保护法"), ("环境法典", "中华人民共和国生态环境法典"),
        ("食品安全法实施条例", "中华人民共和国食品安全法实施条例"), ("食安法实施条例", "中华人民共和国食品安全法实施条例"),
        ("道路交通安全法实施条例", "中华人民共和国道路交通安全法实施条例"), ("劳动合同法", "中华人民共和国劳动合同法"), ("劳动法", "中华人民共和国劳动法"),
        ("水法", "中华人民共和国水法"), ("水土保持法", "中华人民共和国水土保持法"), ("水污染防治法", "中华人民共和国水污染防治法"),
        ("单用途商业预付卡管理办法", "单用途商业预付卡管理办法（试行）"), ("单用途商业预付卡管理办法（试行）", "单用途商业预付卡管理办法（试行）"),
        ("预付卡办法", "单用途商业预付卡管理办法（试行）"), ("网约车办法", "网络预约出租汽车经营服务管理暂行办法"), ("公交条例", "城市公共交通条例"),
        ("物业条例", "物业管理条例"), ("农药条例", "农药管理条例"), ("烟花爆竹条例", "烟花爆竹安全管理条例"), ("计量法实施细则", "中华人民共和国计量法实施细则"),
    ],
)  # fmt: skip
def test_a_law_by_its_names(text: str, full: str) -> None:
    assert laws(text) == [(full,)]
    assert known().laws.resolve(text) == (full,)


def test_every_law_of_the_sample_goes_by_all_its_names() -> None:
    wrong = [
        (name, laws(name))
        for law in read_laws().values()
        for name in (law.name, law.name.removeprefix(STATE_PREFIX), *law.other_names)
        if (laws(name) if name.endswith(ENDINGS) else [known().laws.resolve(name)]) != [(law.name,)]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "违法建设", "非法行医", "合法经营", "执法人员打人", "守法", "犯法吗", "无法停车", "有什么办法", "没办法", "想法", "看法", "做法不对", "说法", "用法用量",
        "依法处理", "立法", "按规定停车", "违反规定", "什么规定", "有规定吗", "书法培训", "手法", "决定书", "规则", "条例", "办法", "法", "交通规则", "管理规定",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_law(text: str) -> None:
    assert laws(text) == []


def test_two_laws_in_one_question() -> None:
    assert laws("劳动合同法和劳动法") == [("中华人民共和国劳动合同法",), ("中华人民共和国劳动法",)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("东山省道路交通安全条例", {"东山省道路交通安全条例"}),
        ("道路交通安全条例", {"东山省道路交通安全条例"}),
        ("道路条例", {"城市道路条例", "道路运输条例"}),
        ("道条", set()),
        ("运输条例", set()),
        ("绿化条例", {"白沙市绿化条例", "云岭市绿化条例"}),
    ],
)
def test_places_and_names_that_two_laws_share(text: str, wanted: set[str]) -> None:
    names = LawNames(
        [("东山省道路交通安全条例", ()), ("道路运输条例", ()), ("城市道路条例", ("道路条例",)), ("白沙市绿化条例", ()), ("云岭市绿化条例", ())]
    )
    found = {key for law in names.find(text) for key in law.keys}
    assert found == (wanted if text != "道路条例" else {"城市道路条例"})


def test_the_place_in_the_text_is_told() -> None:
    (law,) = known().laws.find("按照食品安全法罚")
    assert ("按照食品安全法罚"[law.start : law.end], law.said) == ("食品安全法", "食品安全法")
