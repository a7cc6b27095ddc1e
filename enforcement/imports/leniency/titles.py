"""What the lines above a table say: which list it is, and its name without numbers, issuer and year."""

from __future__ import annotations

import re

from enforcement.fingerprints import fold
from enforcement.models import LeniencyKind, LeniencyWording

_FIRST = re.compile("首违|首次轻微违法|首次违法|初次违法|首次不罚")
_MINOR = re.compile("轻微(?:不罚|免罚)")
_NO_FAULT = re.compile("(?:无|没有)主观过错")
_COERCION = re.compile("(?:免予|免于|不予|可以不|免)(?:实施|采取)?(?:行政)?强制")
_LIGHTER, _MITIGATED = re.compile("从轻"), re.compile("减轻")
_NO_PENALTY = re.compile("(?:不予|免予|免于|不给予)(?:行政)?处罚|免罚|不罚")
_NUMBER = re.compile(r"^(?:附[件表]?\d{0,2}[::.、\-]?|[(]?[一二三四五六七八九十]{1,3}[)]?[、..,:]|[(]?\d{1,2}[)]?[、..]|第[一二三四五六七八九十]+(?:部分|章|类)[、:]?)+")
_YEAR = re.compile(r"^(?:19|20)\d\d年?(?:度|版)?")
_TAIL = re.compile(r"(?:[(][^()]*(?:\d+项|\d{4}|年版?|试行|修订|征求意见|版)[^()]*[)]|[(,]?共?\d+项[)]?|(?:19|20)\d\d年?(?:版|度)?)$")
_ISSUER = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff·]{2,26}?(?:局|委员会|办公室|大队|支队|政府|街道办事处|厅|[镇乡](?!村)))(?:关于)?(?=首|轻|无主|没有主|不予|从轻|减轻|免|行政|执法|四张|包容|第)"
)
_PLACE = re.compile(r"^(?!城市)(?P<place>[\u4e00-\u9fff]{2,6}?(?:[省市县州](?!场|政|容|管|民)|[区旗盟](?=首|轻|无主|没有主|不予|从轻|减轻|免|行政|全|各|四张|包容)))")
_CASES = ((LeniencyKind.FIRST_VIOLATION, _FIRST), (LeniencyKind.MINOR, _MINOR), (LeniencyKind.NO_FAULT, _NO_FAULT))
_FAMILIES = (
    (LeniencyKind.NO_PENALTY, _NO_PENALTY), (LeniencyKind.LIGHTER, _LIGHTER),
    (LeniencyKind.MITIGATED, _MITIGATED), (LeniencyKind.EXEMPT_COERCION, _COERCION),
)  # fmt: skip
#: The name of a list whose table has none.
CANONICAL = {
    LeniencyKind.FIRST_VIOLATION: "首违不罚事项清单",
    LeniencyKind.MINOR: "轻微不罚事项清单",
    LeniencyKind.NO_FAULT: "无主观过错不罚事项清单",
    LeniencyKind.NO_PENALTY: "不予处罚事项清单",
    LeniencyKind.LIGHTER: "从轻处罚事项清单",
    LeniencyKind.MITIGATED: "减轻处罚事项清单",
    LeniencyKind.EXEMPT_COERCION: "免予行政强制事项清单",
}


def kind_in(text: str) -> LeniencyKind | None:
    """The kind a title, sheet name or header speaks of; None when it speaks of none, or of several of the four lists at once.

    A list that names several of the cases of 行政处罚法 33 is one of no penalty: each
    matter then says which case it is.
    """
    said = fold(text)
    cases = [kind for kind, pattern in _CASES if pattern.search(said)]
    families = [kind for kind, pattern in _FAMILIES if pattern.search(said)]
    if len(families) > 1 or (families and cases and families != [LeniencyKind.NO_PENALTY]):
        return None
    if cases:
        return cases[0] if len(cases) == 1 else LeniencyKind.NO_PENALTY
    return families[0] if families else None


def exemption_in(text: str) -> str:
    """Which case of 行政处罚法 33 a cell or a banner names; empty when none, or several."""
    said = fold(text)
    kinds = LeniencyWording.ExemptionKind
    found = [kind for kind, pattern in ((kinds.FIRST, re.compile("首违|首次|初次")), (kinds.MINOR, re.compile("轻微")), (kinds.NO_FAULT, _NO_FAULT)) if pattern.search(said)]
    return str(found[0]) if len(found) == 1 else ""


def issuer_in(title: str) -> str:
    """The agency a title begins with; empty when it begins with none."""
    found = _ISSUER.match(_bare(title))
    return found["issuer"] if found else ""


def speaks_of_a_place(title: str) -> bool:
    """Whether a title begins with a place instead of an agency: then the list is the whole city's."""
    bare = _bare(title)
    return not _ISSUER.match(bare) and _PLACE.match(bare) is not None


def name_in(title: str) -> str:
    """The list's own name: without number, issuer, place, year and count."""
    name = _bare(title)
    for pattern in (_ISSUER, _PLACE):
        found = pattern.match(name)
        name = name[found.end() :] if found else name
    name = _YEAR.sub("", name)
    while (shorter := _TAIL.sub("", name)) != name and shorter:
        name = shorter
    return name.replace("(", "（").replace(")", "）").strip("《》“”")[:120]


def _bare(title: str) -> str:
    return _NUMBER.sub("", fold(title))
