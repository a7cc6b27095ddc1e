"""Whose list is it, when a file names no agency at all? The laws it cites tell the competent department.

Laws name their competent departments (旅游法 83, 食品安全法 5, 道路交通安全法 5 …);
since the reform of 2018 a county-level city usually has them under the names
below. It is a guess that a person confirms, never more than a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

#: Share of the file's items that must point to the same department.
AGREEMENT = 0.6

_DEPARTMENTS: tuple[tuple[str, str], ...] = (
    ("市公安局", "治安管理|道路交通|禁毒|枪支|民用爆炸|居民身份证|出境入境|保安服务|大型群众性|反恐怖"),
    ("市消防救援大队", "消防"),
    ("市生态环境局", "生态环境|环境保护|污染|排污|环境影响|放射性|危险废物"),
    ("市文化广电旅游局", "旅游|旅行社|导游|娱乐场所|演出|文物|博物馆|广播电视|卫星|上网服务|体育|健身|非物质文化"),
    ("市新闻出版局", "出版|印刷|电影|著作权|音像"),
    ("市农业农村局", "种子|农药|兽药|饲料|动物防疫|畜牧|屠宰|渔业|农产品质量|农业机械|植物检疫|肥料|农作物"),
    ("市林业和草原局", "森林|草原|野生动物|湿地|林木|退耕还林"),
    ("市水利局", "水法|防洪|河道|水土保持|取水|水库|水文|地下水"),
    ("市自然资源局", "土地|矿产|测绘|基本农田|地质灾害|不动产"),
    ("市住房和城乡建设局", "建筑|建设工程|房地产|物业|燃气|住房"),
    ("市城市管理行政执法局", "市容|城市绿化|城市道路|排水|生活垃圾|城乡规划"),
    ("市交通运输局", "公路|道路运输|出租|公共交通|内河|航道|港口"),
    ("市应急管理局", "安全生产|危险化学品|烟花爆竹|矿山|突发事件"),
    ("市卫生健康局", "医疗|医师|护士|传染病|职业病|公共场所卫生|母婴|献血|血液|精神卫生|中医药|疫苗|卫生"),
    ("市人力资源和社会保障局", "劳动|工资|社会保险|就业|人力资源|童工|工伤"),
    ("市教育局", "教育|学校|幼儿园|民办"),
    ("市民政局", "慈善|社会团体|殡葬|养老|志愿服务|地名"),
    ("市财政局", "会计|政府采购|预算|财政|资产评估"),
    ("市税务局", "税收|发票|税法"),
    ("市气象局", "气象|防雷"),
    ("市烟草专卖局", "烟草"),
    ("市医疗保障局", "医疗保障|医保"),
    ("市统计局", "统计"),
    ("市民族宗教事务局", "宗教|民族"),
    ("市国防动员办公室", "人民防空|国防动员"),
    ("市司法局", "律师|公证|法律援助|司法鉴定"),
    ("市商务局", "商业预付卡|成品油|直销|拍卖|典当"),
    ("市发展和改革局", "粮食|节约能源|电力|石油天然气管道"),
    ("市市场监督管理局", "食品|药品|化妆品|医疗器械|特种设备|计量|标准化|广告|反不正当竞争|消费者|产品质量|价格|商标|专利|电子商务|认证"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(words)) for name, words in _DEPARTMENTS)


def competent_department(law: str) -> str:
    """The usual name of the department that a law makes competent, empty when the table does not tell."""
    return next((name for name, pattern in _PATTERNS if pattern.search(law)), "")


def department_of(laws_by_item: Iterable[Iterable[str]]) -> str:
    """The department that most items point to; empty when they disagree."""
    votes: Counter[str] = Counter()
    items = 0
    for laws in laws_by_item:
        items += 1
        votes.update({name for name in map(competent_department, laws) if name})
    best = votes.most_common(2)
    if not best or best[0][1] < items * AGREEMENT:
        return ""
    return best[0][0]
