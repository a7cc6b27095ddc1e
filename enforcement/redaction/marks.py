"""Plates, papers and accounts in the network: numbers with letters in them, told by their form or their label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from enforcement.redaction.folding import Folded, fold
from enforcement.redaction.spans import Kind, Span

_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_GAP: Final = r"[·•・.\-—_]?"
#: What may stand between a label and what it labels: 号码, 为, a colon, a quotation mark.
_BETWEEN: Final = r"(?:号码?|账号|帐号|ID|昵称|名称?)?(?:[(（][^()（）]{0,8}[)）])?[:：是为\"“”‘’「『【\[(（]{0,4}"

# The letter O is none of a plate, people write it for the zero all the same.
_PLATE: Final = re.compile(
    rf"[{_PROVINCES}](?!GB)[A-HJ-Z]{_GAP}(?=[A-Z·•.\-]*\d)"
    rf"(?:[A-HJ-NP-Z0-9O]{_GAP}){{4}}[A-HJ-NP-Z0-9O学警挂港澳](?:{_GAP}[A-HJ-NP-Z0-9O])?(?![0-9A-Z])"
)
_OTHER_PLATE: Final = re.compile(
    rf"(?:号牌|车牌|牌照|牌号)(?:号码?)?[:：是为\"“「(（]{{0,3}}(?P<it>[\u4e00-\u9fff]{{0,3}}[A-Z]?{_GAP}[A-Z0-9]{{5,8}})(?![0-9A-Z])"
)
_FRAME: Final = re.compile(r"(?<![0-9A-Z])(?=[A-Z0-9]*[A-Z])(?=(?:[A-Z]*\d){5})[A-HJ-NPR-Z0-9]{17}(?![0-9A-Z])")
_ENGINE: Final = re.compile(r"(?:发动机|车架|车辆识别代)号?码?[:：是为]{0,2}(?P<it>[A-Z0-9\-]{5,20})")

_PASSPORT: Final = re.compile(r"(?<![0-9A-Z号字第-])(?:[EG][0-9O]{8}|E[A-HJ-NP-Z][0-9O]{7}|[DSP]E[0-9O]{7}|[PK]\d{7})(?![0-9A-Z])")
_PAPER: Final = re.compile(
    rf"(?:护照|通行证|居留证|居留许可|居住证|台胞证|回乡证|永久居留(?:身份)?证|PASSPORT){_BETWEEN}(?:NO\.?)?(?P<it>[A-Z]{{0,3}}[0-9O]{{6,12}}[A-Z]?)"
    r"(?![0-9A-Z])"
)
_CERTIFICATE: Final = re.compile(
    r"(?:(?<!许可)证件|军官证|士兵证|士官证|警官证|(?:机动车)?驾驶证|行驶证|残疾(?:人)?证|学生证|学籍|社保卡?|医保卡?|社会保障|户口簿|结婚证|准考证|工作证|执法证|房产证|病历)"
    rf"{_BETWEEN}(?P<it>[\u4e00-\u9fff]{{0,4}}[A-Z0-9\-]*\d[A-Z0-9\-]{{3,}})"
)
_PROPERTY: Final = re.compile(
    r"(?:[\u4e00-\u9fff][(（〔]\d{4}[)）〕])?[\u4e00-\u9fff]{0,8}(?:不动产权|房权证|房产权|土地使用权?证?|国用)[\u4e00-\u9fff(（)）]{0,10}第?(?P<it>[A-Z0-9\-]{4,})号"
)

_EMAIL: Final = re.compile(
    r"[A-Z0-9][A-Z0-9._%+\-]{0,63}(?:@|\[AT\]|\(AT\)|#|艾特)[A-Z0-9\-]{1,40}(?:(?:\.|点|\(DOT\)|\[DOT\])[A-Z0-9\-]{2,20})+"
)
_ACCOUNT: Final = re.compile(
    r"(?:微信|WEIXIN|WECHAT|VX|V信|薇信|WX|QQ|扣扣|抖音|快手|支付宝|小红书|微博|陌陌|钉钉|闲鱼|TELEGRAM|SKYPE|WHATSAPP)"
    rf"{_BETWEEN}(?P<it>[A-Z0-9_\-@.]{{5,40}})"
)
_TAIL: Final = re.compile(r"尾号(?:为|是)?:?(?P<it>\d{3,6})")
_NETWORK_ADDRESS: Final = re.compile(r"(?:IP|网络地址)[^0-9，。；]{0,10}(?P<it>(?:\d{1,3}\.){3}\d{1,3})(?![\d.])")
_NICKNAME: Final = re.compile(r"(?:微信|QQ|抖音|快手|网)(?:昵称|名)(?:为|是|叫)?[:：]?[\"“‘「『](?P<it>[^\"”’」』\n]{1,24})[\"”’」』]")

_FORMS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("plate", _PLATE),
    ("plate", _OTHER_PLATE),
    ("vehicle_number", _FRAME),
    ("vehicle_number", _ENGINE),
    ("passport", _PASSPORT),
    ("passport", _PAPER),
    ("certificate", _CERTIFICATE),
    ("certificate", _PROPERTY),
    ("email", _EMAIL),
    ("social_account", _ACCOUNT),
    ("social_account", _NICKNAME),
    ("social_account", _NETWORK_ADDRESS),
    ("bank_account", _TAIL),
)


def personal_marks(text: str) -> Iterator[Span]:
    """Plates (new-energy ones included), vehicles, papers, mail addresses and network accounts."""
    if not any(sign.isascii() and sign.isalnum() or not sign.isalpha() for sign in text):
        return
    # With its spaces a number ends where the next begins; without, a number that is spaced is whole.
    for folded in (fold(text, spaces=True), fold(text)):
        yield from _in(folded)


def _in(folded: Folded) -> Iterator[Span]:
    for kind, pattern in _FORMS:
        for match in pattern.finditer(folded.text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            yield Span(*folded.original(start, end), kind)
