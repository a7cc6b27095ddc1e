"""Agencies by every name: official, short, former, everyday; and words that hold a name and mean something else."""

from __future__ import annotations

import pytest

from enforcement.sample.workbook import read_agencies
from search.understanding import understand
from search.understanding.agency_names import AgencyNames
from tests.search.sample import known


def agencies(text: str) -> list[tuple[str, ...]]:
    return [agency.keys for agency in understand(text, known()).agencies]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("桦岭市市场监督管理局", ("scjg",)), ("市场监督管理局", ("scjg",)), ("市市场监督管理局", ("scjg",)), ("市场监管局", ("scjg",)), ("市监局", ("scjg",)),
        ("工商局", ("scjg",)), ("工商所", ("scjg",)), ("质监局", ("scjg",)), ("物价局", ("scjg",)), ("食药监局", ("scjg",)),
        ("城管", ("csgl",)), ("城管局", ("csgl",)), ("城管大队", ("csgl",)), ("行政执法局", ("csgl",)),
        ("交警", ("jj",)), ("交警大队", ("jj",)), ("派出所", ("ga",)), ("公安局", ("ga",)), ("桦岭市公安局交通警察大队", ("jj",)),
        ("环保局", ("sthj",)), ("环境保护局", ("sthj",)), ("生态环境局", ("sthj",)), ("安监局", ("yjgl",)), ("应急局", ("yjgl",)), ("国土局", ("zrzy",)),
        ("规划局", ("zrzy",)), ("房管局", ("zjj",)), ("住建局", ("zjj",)), ("运管所", ("jtys",)), ("路政", ("jtys",)), ("劳动局", ("rsj",)), ("人社局", ("rsj",)),
        ("农业局", ("nyny",)), ("畜牧局", ("nyny",)), ("卫生局", ("wsjk",)), ("卫健委", ("wsjk",)), ("水务局", ("slj",)), ("林业局", ("lyj",)),
        ("消防队", ("xfjy",)), ("民政局", ("mzj",)), ("教委", ("jyj",)), ("烟草局", ("ycj",)), ("发改委", ("fgj",)), ("人防办", ("rfb",)), ("粮食局", ("fgj",)),
    ],
)  # fmt: skip
def test_an_agency_by_its_names(text: str, slugs: tuple[str, ...]) -> None:
    assert agencies(text) == [slugs]
    assert agencies(f"{text}罚款") == [slugs]
    assert known().agencies.resolve(text) == slugs


def test_every_name_on_record_is_known() -> None:
    wrong = [
        (name, known().agencies.resolve(name))
        for agency in read_agencies().values()
        for name in filter(None, (agency.name, *(other.rstrip("*") for other in agency.other_names.split(";"))))
        if agency.key not in known().agencies.resolve(name)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    ["消防通道", "消防车", "消防栓", "教育培训", "公安机关", "交通事故", "医保卡", "警察打人", "城管打人", "司法鉴定", "统计造假", "气象站", "税务登记", "卫生许可证", "水利工程", "环保袋", "工商银行"],
)  # fmt: skip
def test_a_name_within_a_longer_word_names_no_agency(text: str) -> None:
    assert agencies(text) == []


@pytest.mark.parametrize(
    ("text", "slugs", "matter"),
    [
        ("城管 占道", ("csgl",), "占道"), ("工商局 无照经营", ("scjg",), "无照经营"), ("环保局的偷排", ("sthj",), "的偷排"), ("消防 楼道", ("xfjy",), "楼道"),
    ],
)  # fmt: skip
def test_what_is_asked_stays_without_the_agency(text: str, slugs: tuple[str, ...], matter: str) -> None:
    meant = understand(text, known())
    assert ([agency.keys for agency in meant.agencies], meant.matter) == ([slugs], matter)


def test_a_name_on_record_goes_before_what_people_call_all_of_a_kind() -> None:
    one = AgencyNames([("ga", ["云岭市公安局"])])
    assert one.resolve("交警") == ("ga",)
    two = AgencyNames([("ga", ["云岭市公安局"]), ("jj", ["云岭市公安局交通警察支队", "交警"])])
    assert (two.resolve("交警"), two.resolve("警察")) == (("jj",), ("ga", "jj"))
    assert AgencyNames([("zf", ["云岭市人民政府"])]).resolve("民政局") == ()


def test_without_agencies_nothing_is_named() -> None:
    assert list(AgencyNames([]).find("城管")) == []
