"""Where somebody lives: village, lane, house and room are taken out, county and township stay.

The home of a natural person is private (《民法典》 art. 1034; 《政府信息公开条例》 art. 15). The
place of business of an organisation is public; its street and number stay in
the text, rooms and flats never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from enforcement.redaction.folding import fold
from enforcement.redaction.spans import Span

_HAN: Final = r"\u4e00-\u9fff"
#: Villages, estates and lanes: where people live. Streets: where shops stand, too.
_HOME_SUFFIX: Final = (
    "自然村|行政村|新村|村(?!民|委|务|集|镇|医|卫)|屯|社区|小区|花园|家园|公寓|宿舍|家属楼|家属院|棚户区|胡同|巷(?!道)|弄堂|弄(?!虚)|里弄|庄园|名苑|苑|大院|嘉园|华府|新城|山庄"
)
_STREET_SUFFIX: Final = "大街|大道|街(?!道|面|边)|路(?!面|边|基|口|政|段|上|旁|灯|况|网|产|用|经|过|外|域|程)"
_FIGURE: Final = r"[0-9〇零一二三四五六七八九十百A-Z东西南北中前后甲乙丙丁#\-—]{1,10}"
_UNIT: Final = "号楼|号院|号房|号门|号(?!令|文|函|决|公告|通知|规|线|车|井|仓|柜)|组|委(?!员|托|会|办|组)|社(?!会|区|保|员|团)|村民小组|队(?!员|伍|长)|栋|幢|座|单元|层|楼|室(?!内|外)|户|门(?!市|前|口)|房间?(?!屋|产|地)|铺位|弄|巷|排"
_NUMBERED: Final = rf"(?:第?{_FIGURE}(?:{_UNIT})(?:之[0-9一二三四五六七八九十]{{1,3}})?(?:附[0-9]{{1,3}}号)?)"
_AT: Final = r"(?:[0-9A-Z]{1,4}[\-—][0-9A-Z]{1,4}(?:[\-—][0-9A-Z]{1,4}){0,2})"
_PLACE: Final = rf"[{_HAN}0-9]{{1,10}}?"

#: A village or estate, with whatever goes on behind it.
_HOME: Final = re.compile(rf"{_PLACE}(?:{_HOME_SUFFIX})(?:[{_HAN}]{{1,6}}?(?:{_HOME_SUFFIX}|{_STREET_SUFFIX}))?(?:{_NUMBERED}|{_AT})+")
_STREET: Final = re.compile(rf"{_PLACE}(?:{_STREET_SUFFIX})(?:[{_HAN}]{{0,4}}?)(?:{_NUMBERED})+(?:[{_HAN}]{{2,8}}?(?:{_HOME_SUFFIX})(?:{_NUMBERED}|{_AT})*)?")
#: Parts of a building one behind another need no name before them: 3栋2单元501室.
_INSIDE: Final = re.compile(rf"{_FIGURE}(?:号楼|栋|幢|座|单元)(?:{_NUMBERED}|{_AT}|[0-9]{{3,4}})+")
_ROOM: Final = re.compile(rf"{_FIGURE}(?:室|号房间?)(?!内|外|屋)")
#: Words before a home; what follows up to a stop is the address.
_LIVES: Final = re.compile(
    rf"(?:(?P<noun>家庭住址|户籍(?:地址?|所在地)?|住所地?|住址|居住地|现住址|户口(?:所在)?地|通讯地址|联系地址|送达地址|收货地址|籍贯)|现住|家住|租住(?:于|在)?|暂住(?:地|于|在)?|居住(?:于|在)|住(?:在|于))"
    rf"(?:地址|地|址)?[:：是为系在于]{{0,3}}(?(noun)(?=[{_HAN}0-9A-Z]{{0,24}}[省市县区镇乡村街路巷组屯号楼]))(?P<it>[{_HAN}0-9A-Z\-—#（）()]{{2,50}})"
)
_LIVES_SHORT: Final = re.compile(rf"(?:，|,|、|；|^)住(?![宅宿户所院建房有址店客地])(?P<it>[{_HAN}][{_HAN}0-9A-Z\-—#]{{2,40}})")
#: County and township are kept; what stands before the last of them is no detail.
_KEPT: Final = re.compile(
    rf"(?:[{_HAN}]{{2,8}}?(?:省|自治区|自治州|地区|盟))?(?:[{_HAN}]{{1,7}}?(?:市|州))?(?:[{_HAN}]{{1,6}}?(?:市|县|区(?!域)|旗))?(?:[{_HAN}]{{1,6}}?(?:街道(?:办事处)?|镇|乡|苏木))?"
)
#: Where a place's name begins in running text.
_CUT: Final = re.compile(r".*(?:[省市县镇乡旗在于往到至从自向住址位经由对将把的其、，,：:）)（(]|街道|(?<!小)(?<!社)区)")
_HIDDEN: Final = "某处"


def home_addresses(text: str, *, private: bool) -> Iterator[Span]:
    """Addresses as slices of the text.

    ``private`` is true where the text tells of natural persons: then streets
    with a number are homes as well.
    """
    folded = fold(text, han_digits=False)
    plain = folded.text
    patterns = [_HOME, _INSIDE, _ROOM, *([_STREET] if private else [])]
    for pattern in patterns:
        for match in pattern.finditer(plain):
            start = _begin(plain, match.start(), match.end())
            if start < match.end():
                yield Span(*folded.original(start, match.end()), "address", _HIDDEN)
    for pattern in (_LIVES, _LIVES_SHORT):
        for match in pattern.finditer(plain):
            start = match.start("it") + _kept(match["it"])
            if start < match.end("it"):
                yield Span(*folded.original(start, match.end("it")), "address", _HIDDEN)


def township_of(address: str) -> str:
    """An address as far as county and township, for the public column of a natural person; empty where it has neither."""
    plain = fold(address, han_digits=False).text
    return plain[: _kept(plain)]


def _kept(address: str) -> int:
    match = _KEPT.match(address)
    return match.end() if match else 0


def _begin(text: str, start: int, end: int) -> int:
    """Where the detail begins: behind the county, the township or the word that leads to it."""
    first = re.search(rf"(?:{_HOME_SUFFIX}|{_STREET_SUFFIX}|{_UNIT})", text[start:end])
    head = text[start : start + first.start()] if first else ""
    cut = _CUT.match(head)
    return start + cut.end() if cut else start
