"""Names of agencies as titles, banners, sheet names and signature lines give them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
#: Beyond this a text is a sentence that may speak of an agency, not a line that names it.
_LONGEST = 60
_SMALL = "[一二三四五六七八九十百]"
_AGENCY = (
    r"[\u4e00-\u9fff·]{1,26}?(?:局|委员会|委|办公室|大队|支队|总队|中队|管理处|服务中心|监督所|管理所|监测站|管理站"
    r"|厅|署|人民政府|街道办事处|街道|镇|乡|海关|机构|分支机构|派出机构|管理段|监管分局|分局|银行|公司)(?:[(][\u4e00-\u9fff、]{2,20}[)])?"
)
_AGENCY_ONLY = re.compile(rf"{_AGENCY}|海关|海事局")
_LABEL = re.compile(
    r"(?:行政)?(?:实施|责任|执法|牵头|主管|填报|编制|报送|制表|制定|承办|处罚|负责|行使)?(?:单位|部门|机关|主体|机构)(?:名称)?"
    r"(?:[(](?:公章|盖章|章)[)])?:(?:[(](?:公章|盖章|章)[)])?"
)
_NUMBER = re.compile(
    rf"(?:附[件表]?(?:\d{{1,2}}|{_SMALL}{{1,3}})?[:.、-]?)?"
    rf"(?:[(]?{_SMALL}{{1,4}}[)]|{_SMALL}{{1,4}}[、.,:]|第(?:{_SMALL}|\d)+(?:部分|章|节|编|类)[、:]?|[(]?\d{{1,3}}[)]?[、.,:_-]*)?"
)
_MARKS = "★☆*※●■◆▲#【】[]〔〕《》<>〈〉:：、,，.。-—_ "
_TAIL = re.compile(
    r"(?:[(,:]?(?:共|合计|计)?\d+[项条个类](?:事项)?[)]?"
    r"|[(]?(?:公章|盖章|签章)[)]?"
    r"|[(]?(?:终稿|定稿|初稿|修订稿?|修改稿?|最新版?|正式版?|汇总表?|公开版|公示版|征求意见稿|送审稿|报批稿|新版?|续表?|副本|v\d+)[)]?"
    r"|[(]?(?:19|20)\d\d年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:版|修订|修正)?[)]?"
    r"|[(]\d{1,2}[)])$"
)
_HEADED = re.compile(
    rf"(?:关于(?:印发)?)?《?(?P<name>{_AGENCY})"
    r"(?:关于)?(?:常见|轻微|一般|重大|[\u4e00-\u9fff]{2,8}(?:领域|类|系统))?(?:行政|处罚|执法|裁量|自由|权责|实施|主要|负责实施|负责的|基准|事项)"
)


@lru_cache(maxsize=8192)
def is_agency(text: str) -> bool:
    """Whether the whole text reads as the name of an agency."""
    return len(text) <= _LONGEST and _AGENCY_ONLY.fullmatch(_flat(text)) is not None


def agency_named(text: str) -> str:
    """The agency that a short line is about, empty when it is about none.

    Numbers, labels, marks, counts and versions around the name are left out:
    一、市水利局（12项）, 责任单位：市水利局, 【市水利局】, 市水利局2024（终稿） and
    市水利局行政处罚裁量权基准 all name 市水利局. Brackets keep their width.
    """
    if len(text) > _LONGEST or text.rstrip().endswith(("。", "；")):
        return ""
    flat = _flat(text)
    for _ in range(2):
        flat = flat.strip(_MARKS)
        flat = _NUMBER.sub("", flat, count=1) if _NUMBER.match(flat) else flat
        flat = _LABEL.sub("", flat.strip(_MARKS), count=1) if _LABEL.match(flat.strip(_MARKS)) else flat
    whole = flat.strip(_MARKS)
    while (shorter := _TAIL.sub("", whole).strip(_MARKS)) != whole:
        whole = shorter
    if _AGENCY_ONLY.fullmatch(whole):
        return _as_written(whole, text)
    headed = _HEADED.match(flat.strip(_MARKS))
    return _as_written(headed["name"], text) if headed else ""


def _flat(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def _as_written(name: str, text: str) -> str:
    """The name with the brackets of the text itself."""
    return name.replace("(", "（").replace(")", "）") if "（" in text else name
