"""Who was punished: an organisation, an individual business or a person, as far as the row says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from enforcement.notation.credit_codes import credit_code_fault, is_sole_trader_code
from enforcement.redaction.folding import fold
from enforcement.redaction.name_forms import compound_at, is_name

PartyKind = Literal["organisation", "sole_trader", "person", "unknown"]

#: 行政相对人类别 as the standard of 〔2018〕424号 and older files write it.
_STATED: Final[dict[str, PartyKind]] = {
    **dict.fromkeys(("自然人", "个人", "公民", "居民", "外国人"), "person"),
    **dict.fromkeys(("个体工商户", "个体", "个体户", "个体经营户", "个体经营者"), "sole_trader"),
    **dict.fromkeys(
        ("法人及非法人组织", "法人和非法人组织", "企业", "单位", "法人", "法人及其他组织", "法人或其他组织", "法人或者其他组织", "其他组织", "非法人组织",
         "企业法人", "事业单位", "社会组织", "机关", "公司"),
        "organisation",
    ),
}  # fmt: skip

_ENTITY: Final = re.compile(
    r"(?:公司|集团|合作社|合作联社|委员会|村委会|居委会|局|厅|政府|银行|学校|小学|中学|大学|幼儿园|医院|卫生院|协会|学会|商会|研究院|研究所|事务所|合伙企业|林场|农场|分公司|办事处|机关|项目部|信用社|有限合伙|基金会|寺|教堂)(?:[（(][^（）()]*[）)])?$"
)
_BUSINESS: Final = re.compile(
    r"(?:店|厂|部|社|院|所|中心|行|场|站|馆|吧|坊|铺|超市|商城|酒楼|宾馆|餐厅|诊所|药房|工作室|门市|市场|茶楼|城|网吧|KTV|会所|浴池|经销处|矿|摊|摊位|维修|修理|种植园|基地|食府|烧烤|火锅|餐饮|理发|美容|美发|客栈|民宿|旅社|旅馆|物流|运输|培训|幼儿园|屋|庄|园|居|阁|轩|斋|家|楼|点|处|室|户|队|咖啡|奶茶|快餐|小吃|烟酒|百货|五金|建材|苗圃|驾校|影院|歌厅|酒吧|棋牌室|面馆|粉馆|饺子|串|鲜|果业|水果|蔬菜|生鲜|便利)(?:[（(][^（）()]*[）)])?$"
)
_OFFICE: Final = re.compile(r"[\u4e00-\u9fff（）()]{2,40}(?:局|厅|委|办|政府|大队|支队|中队|总队|所|站|队|院|中心|部|街道|办事处|镇|乡|会|处|科)(?:[（(][^（）()]{2,20}[)）])?")
#: A bracket behind a trade name that tells of a person.
_TRAILING: Final = re.compile(r"[（(][^（）()]*[）)]\s*$")
_ABOUT_PERSON: Final = re.compile(r"经营者|负责人|业主|店主|法人|姓名|投资人|男|女|身份|电话|\d{4}")


@dataclass(frozen=True, slots=True)
class Party:
    """What the party is; ``doubt`` says, in Chinese, why a person must look, empty when nothing speaks against it."""

    kind: PartyKind
    doubt: str = ""

    @property
    def private(self) -> bool:
        """Whether texts about it tell of a natural person's affairs."""
        return self.kind != "organisation"


def party_of(name: str, stated: str = "", credit_code: str = "") -> Party:
    """The kind of a party by its stated kind, its credit code and the form of its name; what disagrees is doubted."""
    plain = fold(name, han_digits=False).text
    said = _STATED.get(fold(stated).text.strip(), "unknown" if not stated else "")
    coded = bool(credit_code) and credit_code_fault(credit_code) is None
    suffix = _ENTITY.search(plain) or _BUSINESS.search(plain)
    # 欧阳丽轩 and 上官明家 are people, 东方宾馆 is a house.
    business = suffix is not None and not (len(plain) == 4 and len(suffix[0]) == 1 and compound_at(plain, 0))
    person = is_name(name) and not (business and len(plain) > 3)
    if said == "person":
        return Party("person") if person or _list_of_names(name) else Party("unknown", "类别为自然人，名称却不像姓名")
    if said == "sole_trader":
        return Party("sole_trader")
    if said == "organisation":
        if person and not coded:
            return Party("person", "类别为组织，名称却像自然人姓名")
        if coded and is_sole_trader_code(credit_code):
            return Party("sole_trader")
        return Party("organisation")
    if coded:
        return Party("sole_trader" if is_sole_trader_code(credit_code) else "organisation")
    if _ENTITY.search(plain) and len(plain) > 4:
        return Party("organisation")
    if person or _list_of_names(name):
        return Party("person", "" if stated == "" else "类别无法识别")
    if business:
        return Party("sole_trader")
    return Party("unknown", "无法判断被处罚人是组织还是自然人")


def is_office(name: str) -> bool:
    """Whether a text is the name of an agency by its form, and may stay whole."""
    return _OFFICE.fullmatch(fold(name).text) is not None


def _list_of_names(name: str) -> bool:
    parts = names_in(name)
    return len(parts) > 1 and all(map(is_name, parts))


def names_in(cell: str) -> list[str]:
    """The names in a cell that lists several, brackets and what they hold left out."""
    bare = re.sub(r"[（(【\[][^）)】\]]*[）)】\]]?", "、", cell)
    return [part.strip() for part in re.split(r"[、,，;；/\n]|\s{2,}|(?<=[\u4e00-\u9fff]{2})[和及与](?=[\u4e00-\u9fff]{2})", bare) if part.strip()]


def trade_name(name: str) -> str:
    """An organisation's name without the bracket that tells of a person behind it."""
    match = _TRAILING.search(name)
    return name[: match.start()].rstrip() if match and (_ABOUT_PERSON.search(match[0]) or is_name(match[0].strip("（）() "))) else name.strip()
