"""Invented parties: firms, individual businesses and people that cannot be anybody.

Credit codes and identity numbers carry the division 229981, which no register has
ever used, with right check signs, so that the checks of the import let them
pass and nobody bears them. People are called by a family name and two of the
ten stems (赵甲乙): such names are those of examples. Everything follows from the
random numbers given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from enforcement.notation.credit_codes import ALPHABET, credit_code_check_sign, organisation_check_sign
from enforcement.notation.identity_numbers import identity_check_sign

DIVISION: Final = "229981"
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_FAMILIES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹"
_SIGNS: Final = ("桦鑫源", "岭北春", "林海兴", "参乡缘", "白鹿泉", "大岭顺", "青石盛", "四岔丰", "松涛阁", "雪原红", "鹿鸣堂", "江滨和", "站前旺", "椴树蜜", "榛香园", "冰凌花")
_TRADES: Final = {
    "scjg": ("商贸", "食品", "餐饮服务"), "slj": ("砂石", "建材", "水电"), "lyj": ("林业", "木业", "山珍"), "jtys": ("物流", "运输", "汽车维修"), "zjj": ("建筑工程", "房地产开发", "物业服务"),
    "nyny": ("农资", "种业", "养殖"), "wsjk": ("健康管理", "美容美发", "宾馆"), "sthj": ("化工", "矿泉水", "石材"), "yjgl": ("烟花爆竹", "矿业", "燃气"), "csgl": ("广告", "环卫工程", "装饰"),
}  # fmt: skip
_COMMON: Final = ("商贸", "实业", "科技", "文化传媒", "服务")
_SHOPS: Final = ("小吃店", "食杂店", "烧烤店", "汽修店", "理发店", "蔬菜店", "渔具店", "五金店")


@dataclass(frozen=True, slots=True)
class SampleParty:
    """Name, kind (行政相对人类别), numbers and representative as the standard's columns want them."""

    name: str
    kind: str
    credit_code: str = ""
    representative: str = ""
    identity_number: str = ""


def person_name(rng: Random) -> str:
    """A family name and two different stems."""
    return rng.choice(_FAMILIES) + "".join(rng.sample(STEMS, 2))


def credit_code(rng: Random, prefix: str) -> str:
    """A code of the division that is none, both its check signs right."""
    body = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    whole = f"{prefix}{DIVISION}{body}{organisation_check_sign(body)}"
    assert set(whole) <= set(ALPHABET)
    return whole + credit_code_check_sign(whole)


def identity_number(rng: Random, on: date) -> str:
    """The number of somebody between 20 and 65 years old on a day."""
    born = on - timedelta(days=rng.randrange(20 * 366, 65 * 365))
    body = f"{DIVISION}{born:%Y%m%d}{rng.randrange(1000):03d}"
    return body + identity_check_sign(body)


def firm(rng: Random, agency: str) -> SampleParty:
    trade = rng.choice(_TRADES.get(agency, _COMMON))
    name = f"桦岭市{rng.choice(_SIGNS)}{rng.choice('东西南北中新')}{trade}有限公司"
    return SampleParty(name, "法人及非法人组织", credit_code(rng, "91"), person_name(rng))


def shop(rng: Random) -> SampleParty:
    """An individual business; every third is called after its owner."""
    owner = person_name(rng)
    sign = owner if rng.random() < 0.33 else rng.choice(_SIGNS)
    return SampleParty(f"桦岭市{sign}{rng.choice(_SHOPS)}", "个体工商户", credit_code(rng, "92"), owner)


def person(rng: Random, on: date) -> SampleParty:
    return SampleParty(person_name(rng), "自然人", identity_number=identity_number(rng, on))
