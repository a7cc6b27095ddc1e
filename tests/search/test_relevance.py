"""Questions of a city to its own catalogue: what must stand among the first three; titles come first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from enforcement.sample.source import STATE_PREFIX
from enforcement.sample.workbook import item_code, read_agencies
from tests.search.sample import Sample, by_act, codes, items, known

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parent / "relevance.txt"
FEWEST = 150


class Line(NamedTuple):
    """One line of the table, with the heading it stands under."""

    heading: str
    question: str
    wanted: frozenset[str]


def lines() -> Iterator[Line]:
    heading = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            question, _, wanted = line.rpartition(" => ")
            yield Line(heading, question, frozenset(wanted.split()))


def names() -> dict[str, str]:
    """Code → the short form that the table uses: jj74."""
    agencies = read_agencies()
    return {item_code(agencies[item.agency], item): f"{item.agency}{item.number}" for item in items()}


def test_the_table_asks_of_all_fields_and_names_what_there_is() -> None:
    asked = list(lines())
    assert len(asked) >= FEWEST
    assert len({line.question for line in asked}) == len(asked)
    wanted = {name for line in asked for name in line.wanted}
    assert wanted <= set(names().values())
    missing = {item.agency for item in items()} - {name.rstrip("0123456789") for name in wanted}
    assert missing == set()


def test_what_is_asked_stands_among_the_first_three(sample: Sample) -> None:
    short = names()
    missed = []
    for line in lines():
        found = [short[code] for code in sample.first(line.question)]
        if not line.wanted & set(found):
            missed.append(f"{line.heading}：{line.question} => {' '.join(sorted(line.wanted))}，得到 {' '.join(found)}")
    assert missed == []


#: Question → the law (without the State) and the article that each of the first three must rest on.
PROVISIONS = {
    "食品安全法124条": ("食品安全法", 124), "食品安全法第一百二十四条": ("食品安全法", 124), "食安法第124条第1款": ("食品安全法", 124),
    "《中华人民共和国食品安全法》第一百二十四条第一款第（一）项": ("食品安全法", 124), "食品安全法 第 １２４ 条": ("食品安全法", 124),
    "食品安全法第一二四条": ("食品安全法", 124), "违反124条 食品安全法 怎么罚": ("食品安全法", 124), "食品安全法第一百二十四條": ("食品安全法", 124),
    "道交法91条": ("道路交通安全法", 91), "道路交通安全法第九十九条第一款第四项": ("道路交通安全法", 99), "消防法60条 疏散通道": ("消防法", 60),
    "治安法第五十条": ("治安管理处罚法", 50), "水法第六十九条": ("水法", 69), "环境法典1119条": ("生态环境法典", 1119),
    "排污许可条例33条": ("排污许可管理条例", 33), "农药条例五十五条": ("农药管理条例", 55), "物业条例第60条": ("物业管理条例", 60),
    "生猪屠宰条例31条": ("生猪屠宰管理条例", 31), "劳动合同法第84条第2款": ("劳动合同法", 84), "医师法55条": ("医师法", 55),
}  # fmt: skip


def test_a_provision_finds_what_rests_on_it(sample: Sample) -> None:
    rests = {code: {(place.law, place.article) for place in (item.basis, item.violated) if place} for item, code in zip(items(), codes(), strict=True)}
    missed = []
    for question, (law, article) in PROVISIONS.items():
        found = sample.first(question)
        if not found or not all({(law, article), (STATE_PREFIX + law, article)} & rests[code] for code in found):
            missed.append((question, [(sorted(rests[code])) for code in found]))
    assert missed == []


def test_every_title_typed_whole_comes_first(sample: Sample) -> None:
    acts = by_act()
    missed = []
    for act, own in acts.items():
        found = sample.first(act, len(own))
        if set(found) != set(own):
            missed.append((act, [sample.titles[key] for key in sample.keys(act, len(own))]))
    assert sum(map(len, acts.values())) == len(items())
    assert missed == []


def test_what_is_known_without_a_database_is_what_is_known_with_one(sample: Sample) -> None:
    with_one, without = sample.knowledge, known()
    assert set(with_one.laws.names()) == set(without.laws.names())
    assert set(with_one.agencies.names()) >= set(without.agencies.names())
    assert set(with_one.sayings.sayings()) == set(without.sayings.sayings())
    assert with_one.lexicon.pairs >= without.lexicon.pairs
