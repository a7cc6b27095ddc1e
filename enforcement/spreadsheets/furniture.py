"""Rows of a table that are not items: titles, banners, notes, totals, page numbers, signatures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from enforcement.spreadsheets.agencies import agency_named, is_agency

RowKind = Literal["page", "total", "note", "signature", "title", "banner", "instruction", "numbers", "data"]

#: Characters beyond which a cell of a row with several cells is content, not furniture.
_LONG = 60
_SPACE = re.compile(r"\s+")
_PAGE = re.compile(
    r"[-—–(（]?\s*(?:第\s*[\d一二三四五六七八九十]+\s*页)?[\s,，/、]*(?:共\s*[\d一二三四五六七八九十]+\s*页)?\s*[-—–)）]?"
)
_PAGE_PLAIN = re.compile(
    r"[-—–]\s*\d{1,4}\s*[-—–]|\d{1,4}\s*/\s*\d{1,4}|(?:续表|接上页|续上页|转下页|\(?续\)?)[:：]?"
)
_TOTAL = re.compile(
    r"(?:本页|全部)?(?:合计|小计|总计|共计|总数)(?:[:：(（].*|\d+.*|项数.*|事项.*)?|共\d+项.*"
)
_NOTE = re.compile(
    r"[*※★]|[(（]?(?:注|备注|说明|附注|填表说明|填报说明|编制说明|注释|备考|注意|附|特别说明|使用说明)[)）]?(?:\d|[:：.、]|$)"
)
_SIGNATURE = re.compile(
    r"(?:填报人|填表人|审核人|审批人|复核人|制表人|负责人|经办人|联系人|联系电话|填报单位|填报部门|编制单位|报送单位"
    r"|制表单位|填报日期|填报时间|填表日期|制表日期|单位\(?(?:公章|盖章|章)\)?|\(?(?:公章|盖章)\)?|日期|单位|主管领导|分管领导)"
    r"(?:\((?:公章|盖章|签字|签章|章|签名)\))?[:：]"
)
_SIGNED_AGENCY = re.compile(
    r"(?:填报|编制|报送|制表)?(?:单位|部门)(?:\((?:公章|盖章|章)\))?[:：]\(?(?:公章|盖章)?\)?"
    r"(?P<name>[\u4e00-\u9fff()（）]{3,30}?)(?=\d|填|审|联|日期|时间|$|[(（](?:公章|盖章)|[,，;；])"
)
_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百]{1,4}[)）]?[、.．,，:：]?|第[一二三四五六七八九十百\d]+(?:部分|章|节|编|类)[、:：]?|\d{1,2}[、.．])"
)
_COUNTED = re.compile(r"[（(,，:：]?(?:共|合计|计)?\d+[项条个类](?:事项)?[)）]?$")
_TITLE = re.compile(r"(?:裁量|基准|清单|目录|标准|一览)")
_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{2,14}[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\])）】]\s*(?:第)?\s*[0-9０-９]{1,4}\s*号"
)
_DATE = r"(?:(?:19|20)\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|[二一〇○零九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
_EFFECTIVE = re.compile(
    rf"(?:自|从|于)?\s*(?P<date>{_DATE})\s*(?:起)?\s*(?:施行|实施|执行|生效)|(?:施行|实施|生效|执行)(?:日期|时间)\s*[:：]\s*(?P<after>{_DATE})"
)
_ANY_DATE = re.compile(_DATE)
_EXAMPLE = re.compile(
    r"[（(【\[]?(?:填写)?(?:示例|样例|范例|举例|例如|例子|示范)\d?[)）】\]]?(?:[:：\s].*|\d*$)?|[（(【\[]例[)）】\]].*|例\d?[:：]?|例[:：].*"
)
_INSTRUCTION = re.compile(
    r"[（(]?(?:必填|选填|非必填|请填写|请选择|填写|下拉选择|按.{1,12}填写|自动生成|文本格式|数字)"
)


@dataclass(slots=True)
class Facts:
    """What text around a table says of all its items; the last word stands."""

    agency: str = ""
    document_no: str = ""
    effective_from: str = ""
    dated: str = ""


def fold(text: str) -> str:
    """NFKC without white space, for comparing; short texts repeat, so they are remembered."""
    return _fold_short(text) if len(text) <= _LONG else _SPACE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=8192)
def _fold_short(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def classify_text(text: str) -> RowKind:
    """What a row is whose only text this is; ``data`` when it is none of the known."""
    folded = fold(text)
    if is_page(text):
        return "page"
    if _TOTAL.fullmatch(folded):
        return "total"
    if _NOTE.match(folded):
        return "note"
    if _SIGNATURE.match(folded):
        return "signature"
    if len(folded) <= 60 and _TITLE.search(folded) and not folded.endswith(("。", "；", "的", "罚款")):
        return "title"
    return "banner" if len(folded) <= 40 and not folded.endswith(("。", "；", ";")) else "note"


def classify_row(texts: list[str]) -> RowKind:
    """What a row of several texts is, judged without knowing the columns."""
    if len(texts) > 2 and any(len(text) > _LONG for text in texts):
        return "data"
    folded = [fold(text) for text in texts]
    if all(is_page(text) for text in texts):
        return "page"
    if _TOTAL.fullmatch(folded[0]) and len(folded) <= 6 and sum(map(len, folded)) < 60:
        return "total"
    if re.fullmatch(r"\(?(?:注|备注|说明|附注)\)?[:：]?", folded[0]) and len(folded) <= 2:
        return "note"
    if _SIGNATURE.match(folded[0]) and sum(
        bool(_SIGNATURE.match(text)) or len(text) <= 16 for text in folded
    ) == len(folded):
        return "signature"
    if len(folded) >= 3 and sum(bool(_INSTRUCTION.match(text)) for text in folded) * 3 >= len(folded) * 2:
        return "instruction"
    if is_numbering(folded):
        return "numbers"
    return "data"


def is_page(text: str) -> bool:
    """A page number or 续表 standing alone."""
    if len(text) > _LONG:
        return False
    folded = fold(text)
    return ("页" in folded and _PAGE.fullmatch(folded) is not None) or _PAGE_PLAIN.fullmatch(
        folded
    ) is not None


def is_marked(text: str) -> bool:
    """Whether a text says by its first words that it is a note, a total, a signature or an agency's banner."""
    folded = fold(text)
    marked = _NOTE.match(folded) or _SIGNATURE.match(folded) or _TOTAL.fullmatch(folded)
    return bool(marked) or bool(agency_named(text))


def without_continued(text: str) -> str:
    """A title folded, without the （续） that a further page adds."""
    return re.sub(r"\(?(?:续表?|续前|接上页)\)?$", "", fold(text))


def is_numbering(texts: list[str]) -> bool:
    """The row 1 2 3 4 (or 甲 乙 1 2) that numbers the columns under a header."""
    if len(texts) < 4:
        return False
    plain = [text.strip("()（）栏") for text in texts]
    numbers = [int(text) for text in plain if text.isdigit() and len(text) <= 2]
    others = [text for text in plain if not text.isdigit()]
    if others and not all(text in "甲乙丙丁戊己庚辛" for text in others):
        return [text.upper() for text in plain] == [chr(65 + i) for i in range(len(plain))]
    return (
        len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 1
    )


def is_example(text: str) -> bool:
    """Whether a cell marks its row as an example."""
    return ("例" in text or "范" in text or "示" in text) and _EXAMPLE.fullmatch(text.strip()) is not None


def banner_subject(text: str) -> str:
    """A banner without its number and count: 一、市农业农村局（12项） gives 市农业农村局."""
    subject = _COUNTED.sub("", _NUMBERED.sub("", text.strip(), count=1).strip()).strip(" :：,，")
    return subject or text.strip()


def take_facts(text: str, facts: Facts) -> None:
    """Note the agency, document number and dates that a title, subtitle or signature line gives."""
    flat = unicodedata.normalize("NFKC", text)
    document = _DOCUMENT.search(text)
    if document:
        facts.document_no = _SPACE.sub("", document[0]).lstrip("（(")
    effective = _EFFECTIVE.search(flat)
    if effective:
        facts.effective_from = effective["date"] or effective["after"]
    elif date := _ANY_DATE.search(flat):
        facts.dated = date[0]
    signed = _SIGNED_AGENCY.search(fold(text))
    if signed and is_agency(signed["name"]):
        facts.agency = signed["name"]
    elif named := agency_named(text):
        facts.agency = named


_NOTES_SHEET = re.compile(
    r"(?:填表|填报|编制|使用|填写|有关|附)?(?:说明|须知|要求|规范)|目录|总目录|封面|首页|索引|(?:填写|填报)?(?:示例|样例|样表|范例|范本)(?:表|页)?"
    r"|(?:填报|空白)?模板|数据字典|下拉(?:选项|列表)|字典"
)


def is_notes_sheet(name: str) -> bool:
    """Whether a sheet of this name explains, lists or shows examples instead of holding items."""
    return _NOTES_SHEET.fullmatch(fold(name).strip("()（）0123456789.、")) is not None
