"""The thesaurus that comes with the portal: ``seed/*.txt``, one file a field of a city's life."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from content.thesaurus.merge import Supplied
from content.thesaurus.notation import read_text

FOLDER = Path(__file__).parent / "seed"
#: File → field (领域). A file that is missing here keeps its own name.
FIELDS = {
    "city_appearance": "城市管理",
    "civil_affairs": "民政与宗教",
    "culture_and_tourism": "文化旅游",
    "drugs_and_devices": "药品与医疗器械",
    "education": "教育体育",
    "environment": "生态环境",
    "farming": "农业农村",
    "fire_and_emergency": "消防与应急",
    "food": "食品安全",
    "forest_and_water": "林草与水利",
    "general": "通用",
    "goods_and_equipment": "产品质量与特种设备",
    "health": "医疗卫生",
    "housing_and_building": "住房与建设",
    "labour": "劳动保障",
    "land_and_planning": "自然资源与规划",
    "markets_and_consumers": "市场与消费",
    "network": "网络与信息",
    "public_order": "治安管理",
    "trade_and_finance": "商务与金融",
    "traffic": "道路交通",
    "transport": "交通运输",
    "utilities": "水电气热",
}


@dataclass(slots=True)
class Seed:
    """Every line that can be read, and a sentence with file and line for each that can't."""

    lines: list[Supplied] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_seed(folder: Path = FOLDER) -> Seed:
    """All files in the order of their names. One bad line takes no other with it: a first start must not fail for a word."""
    seed = Seed()
    for file in sorted(folder.glob("*.txt")):
        reading = read_text(file.read_text(encoding="utf-8"))
        name = FIELDS.get(file.stem, file.stem)
        seed.faults += [f"{file.name} {wrong}" for wrong in reading.errors]
        seed.lines += [Supplied(line.meaning, name, f"{file.name}:{line.number}") for line in reading.lines]
    return seed
