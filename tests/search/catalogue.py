"""A few benchmarks of a small city, found by the tests of this floor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from enforcement.models import Edition
from search.indexer import drain
from search.query import SearchQuery
from tests.street import MARKET, WATER, City, Line, Tiers, bring, make_city


def fine(low: str, high: str) -> Tiers:
    """Two tiers from the lowest to the highest sum."""
    return (("一般", "初次违法的", f"处{low}罚款"), ("严重", "两年内再次违法的", f"处{high}罚款"))


FOOD = "《中华人民共和国食品安全法》第一百二十四条第一款"
PRICE = "《中华人民共和国价格法》第四十二条"
WATER_LAW = "《中华人民共和国水法》第六十五条第二款"
SINCE = "2024-03-01"
LINES = [
    Line("在河道管理范围内倾倒渣土、垃圾", fine("1万元", "5万元"), WATER, "A001", WATER_LAW, SINCE),
    Line("未经批准擅自取水", fine("2万元", "10万元"), WATER, "A002", "《中华人民共和国水法》第六十九条", SINCE),
    Line("擅自打井取用地下水", (*fine("2万元", "6万元"), ("特别严重", "造成地面塌陷的", "处10万元罚款")), WATER, "A003", "《中华人民共和国水法》第六十九条", SINCE),
    Line("销售超过保质期的食品", fine("5千元", "5万元"), MARKET, "B001", FOOD, SINCE),
    Line("餐饮服务提供者未按规定对餐具进行清洗消毒", fine("5千元", "2万元"), MARKET, "B002", "《中华人民共和国食品安全法》第一百二十六条第一款", SINCE),
    Line("经营者不按规定明码标价", fine("500元", "5000元"), MARKET, "B003", PRICE, SINCE),
    Line("骑电动自行车违反规定载人", (("一般", "初次违法的", "给予警告"), ("严重", "再次违法的", "责令改正")), MARKET, "B004", "《吉林省道路交通安全条例》第二十条", SINCE),
]


def fill(folder: Path) -> City:
    """Imports all of it and brings the index up to it."""
    city = make_city()
    bring(folder, LINES)
    drain()
    return city


def code_of(edition: Edition) -> str:
    return edition.benchmark.code


def benchmarks(**asked: object) -> SearchQuery:
    """A question about benchmarks only."""
    filters = {"kind": ("benchmark",), **asked.pop("filters", {})}  # type: ignore[dict-item]
    return SearchQuery(filters=filters, **{"size": 50, **asked})  # type: ignore[arg-type]


LATER = date(2025, 1, 1)
