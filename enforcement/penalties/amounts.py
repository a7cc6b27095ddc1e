"""Amounts read out of penalty texts: 并处5万元以上10万元以下罚款, 货值金额十倍以上二十倍以下, 10日以下拘留."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from enforcement.notation.numerals import CHINESE_FIGURES, parse_number
from enforcement.notation.widths import half_width
from enforcement.penalties.amount import Amount, Sanction, Unit, format_amount

__all__ = ["Amount", "format_amount", "parse_amounts", "statutory_bands"]

#: Things that are counted one by one, by the names under which texts have them.
_COUNTED: Final = {
    **dict.fromkeys(("平方米", "平米", "㎡", "m2"), "平方米"),
    **dict.fromkeys(("立方米", "立方"), "立方米"),
    **dict.fromkeys(("公斤", "千克"), "公斤"),
    **dict.fromkeys(("株", "棵"), "株"),
    **dict.fromkeys(("人", "名"), "人"),
    **dict.fromkeys(("日", "天"), "日"),
    **dict.fromkeys(("月", "个月"), "月"),
    **{thing: thing for thing in ("平方公里", "公顷", "亩", "吨", "公里", "米", "辆次", "车次", "人次", "次")},
    **{thing: thing for thing in "头只羽匹件台辆艘架户处份项个张册套条枚瓶袋箱盒批座间例起"},
}

_SIGNS: Final = CHINESE_FIGURES + "点"
_FIGURE: Final = (
    rf"(?:[百千万]分之)?(?:\d+(?:[,，]\d{{3}}(?!\d))*(?:\.\d+)?[十百千万亿]*(?:\d+[百千])?"
    rf"|[{CHINESE_FIGURES}](?:[{_SIGNS}]*[{CHINESE_FIGURES}])?+)"
)
_THINGS: Final = "|".join(sorted(_COUNTED, key=len, reverse=True))
#: Units; 万 alone stands for 万元 where a range goes on or a fine follows.
_UNIT: Final = rf"元(?:[/每](?:{_THINGS}))?|倍|%|个?月|日|天|年|分(?![之钟别局支公])|(?<=[万千亿])(?=以[上下内]|[至到~—-]|的?罚)"
_LESS: Final = "不满|未满|不足|低于|少于|小于|未达到?|不到"
_AT_MOST: Final = "最高不得?超过|最高不超过|不得超过|不超过|不高于|最高可?处|最高可?达|最高|最多"
_AT_LEAST: Final = "不低于|不少于|至少|最低"
_MORE: Final = "超过|高于|大于|多于"
_NOTE: Final = r"[（(]不?含[^（）()]{0,4}[）)]"

#: One amount with all that belongs to it, or one of the signs that end a clause or a branch.
_TOKEN: Final = re.compile(
    rf"(?:(?P<more>{_MORE})|(?P<most>{_AT_MOST})|(?P<less>{_LESS})|(?P<least>{_AT_LEAST}))?(?:罚款|人民币)?\s?"
    rf"(?P<n1>{_FIGURE})\s?(?P<u1>{_UNIT})?(?P<note1>{_NOTE})?"
    rf"(?:(?:(?P<above>以上)(?P<note2>{_NOTE})?|(?P<dash>\s?[至到~—–-]{{1,2}}\s?)|(?={_LESS}|不超过)"
    rf"|(?(more)(?=[、，]?{_FIGURE}\s?(?:{_UNIT})?以[下内])|(?!)))"
    rf"(?P<second>(?P<comma>[、，](?=(?:但|且)?(?:{_LESS}|不超过)|{_FIGURE}\s?(?:{_UNIT})?以[下内]))?(?:但|且|至|到)?"
    rf"(?:(?P<under>{_LESS})|不超过)?(?:人民币)?(?P<n2>{_FIGURE})\s?(?P<u2>{_UNIT})?(?P<end>以[下内])?(?P<note3>{_NOTE})?)?"
    rf"|(?P<below>以[下内])(?P<note4>{_NOTE})?|(?P<beyond>以外))?"
    rf"|(?P<branch>[；;。\n])|(?P<stop>[，,：:])"
)
_STOP: Final = re.compile(r"[；;。\n：:]|[，,](?!\d{3}(?!\d))")

_IMPOSES: Final = re.compile(r"处(?!理|置|分|于|所(?![获得收支])|方|境|女|长|级|在)|罚|课以")
_FINE_FOLLOWS: Final = re.compile(r"(?:以[上下内])?(?:的|人民币)?(?:行政)?罚")
#: 的 right behind a sum ends a circumstance, but for the words that name the sum itself.
_CIRCUMSTANCE_ENDS: Final = re.compile(r"的(?!行政罚|标准|数额|幅度|比例)")
_MONEY: Final = re.compile(r"(?:所得|金额|价款|价值|数额|总额|费用?|款|额|造价|收入|工资|保险费|产值|利润|货值|损失|价格|成本|营业额|租金)的?$")
_AMOUNT_PER: Final = re.compile(rf"每(?:超过|逾期|增加|多|少|有|发现|招用)?[一1]?个?(?P<thing>{_THINGS})")
_DETAINS: Final = re.compile("拘留")
_SUSPENDS: Final = re.compile("暂扣|停产|停业|停止|暂停|停工|停课|停播|停航|停考|限制|歇业|中止|扣留|吊扣")
_BANS: Final = re.compile("禁止|不受理|不予受理|不得|禁业|取消|撤销|限制")
_BRANCHES: Final = re.compile(r"[；;。\n]")
_SANCTIONS: Final = re.compile("罚|处|拘留|停|扣|禁止|限制|不受理|不得")
_POINTS: Final = re.compile("[记扣]")

_SUBJECT: Final = re.compile(
    r"(?<![相绝针面核校应反])对(?![外方象比照应])(?P<subject>.{1,40}?)"
    r"(?=(?:可以|应当|可|并|单|分别|依法|各|一律|直接)*(?:处(?!理|置|分|于|所(?![获得收支])|方|境|长|级)|给予|罚|课以|责令|没收|警告|暂|吊销|禁止|限制)|$)"
)
#: No subject but a share (对超过百分之五十的部分处…) or a matter (对病死动物无害化处理).
_NOBODY: Final = re.compile(r"\d|分之|部分$|处理|检验|措施")
_NAMED_SUBJECT: Final = re.compile(  
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）.、．]?)?(?P<subject>(?:属于|为)?(?:单位|个人|自然人|公民|法人(?:或者?其他组织)?|其他组织|个体工商户|企业|非经营性?|经营性?|驾驶人|行人|直接责任人员|直接负责的主管人员[^处]{0,14}))"
    r"(?:违法|违反规定|实施)?的?(?:可以|并|单|各|一律)*(?=处|罚|$)"
)
_BASE_FROM: Final = re.compile(r"处以?(?!理|置|分)|按照?|相当于|给予|罚款|可以|应当|并(?!购)|课以")
_ALTERNATIVE: Final = re.compile(r"^.*以[上下](?:的?罚款)?(?:或者|、)")
_POINTING: Final = re.compile(r"^(?:其|该(?!项)|以|应当|最高|不超过)+")
_BASE_BEHIND: Final = re.compile(r"的?(?P<base>[^，。；,;\d]{2,20}?)的?罚款")

_UNITS: Final[dict[str, Unit]] = {
    "倍": "times", "%": "percent", "日": "day", "天": "day", "月": "month", "个月": "month", "年": "year", "分": "points"
}  # fmt: skip
_MAGNITUDE: Final = re.compile(r"[百千万亿]+$")


def statutory_bands(clause: str) -> tuple[Amount, ...]:
    """What the quoted clause of a law allows: its amounts, each with the branch and the subject it holds for."""
    # Branches know nothing of each other, and most of a long article imposes nothing.
    return tuple(
        band for branch in _BRANCHES.split(clause) if _SANCTIONS.search(branch) for band in parse_amounts(branch)
    )


@lru_cache(maxsize=16384)
def parse_amounts(text: str) -> tuple[Amount, ...]:
    """The sanctions with a measure that the text imposes, in its order.

    Sums in circumstances (货值金额不足1万元的，…) are no sanctions: they end up in
    the ``condition`` of what follows. Periods count only as detention,
    suspension or ban. Text without any amount gives an empty tuple.
    """
    return tuple(_Reader(half_width(text)).read())


class _Reader:
    """One pass over a text, clause by clause."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clause = 0  # where the clause begins
        self.subject = ""
        self.conditions: list[str] = []
        self.found: list[Amount] = []
        self.found_in_branch = False

    def read(self) -> list[Amount]:
        place, search = 0, _TOKEN.search
        while match := search(self.text, place):
            place = match.end()
            if match["branch"] or match["stop"]:
                self._end_clause(match)
            elif match["u1"] is not None or match["u2"] is not None or "分之" in match["n1"]:
                place = self._take(match)
        return self.found

    def _end_clause(self, match: re.Match[str]) -> None:
        if match["branch"]:
            self.conditions, self.subject, self.found_in_branch = [], "", False
        else:
            words = self.text[self.clause : match.start()].strip()
            if words.endswith("的"):
                if self.found_in_branch:
                    self.conditions, self.found_in_branch = [], False
                self.conditions.append(words[:-1])
            else:
                self._note_subject(words)
        self.clause = match.end()

    def _note_subject(self, words: str) -> None:
        subject = ""
        if "对" in words:
            for match in _SUBJECT.finditer(words):
                subject = match["subject"]
        elif named := _NAMED_SUBJECT.match(words):
            subject = named["subject"]
        subject = subject.removeprefix("其").removeprefix("该").removeprefix("属于")
        if subject and not subject.endswith("的") and not _NOBODY.search(subject):
            self.subject = subject

    def _take(self, match: re.Match[str]) -> int:
        """Reads the amount, keeps it when it is a sanction, and tells where to go on."""
        unit, low, high, end = _range(match)
        if unit is None:
            return end
        left = self.text[self.clause : match.start()]
        stop = _STOP.search(self.text, end)
        right = self.text[end : stop.start() if stop else len(self.text)]
        sanction = _sanction(unit, left, right)
        if sanction is None:
            return end
        self._note_subject(left)
        base = _base(left, right) if unit in ("times", "percent") else ""
        if base and low[0] == high[0] and left.removesuffix("的").endswith("不超过" + base):
            low = _OPEN  # 最高不超过所涉金额30%
        condition = "，".join(self.conditions)
        self.found.append(
            Amount(
                minimum=low[0], maximum=high[0], unit=unit, base=base,
                min_inclusive=low[1], max_inclusive=high[1], per=_per(match, left),
                subject=self.subject, sanction=sanction, condition=condition,
            )  # fmt: skip
        )
        self.found_in_branch = True
        return end


_End = tuple[Decimal | None, bool]
_OPEN: Final[_End] = (None, True)


def _range(match: re.Match[str]) -> tuple[Unit | None, _End, _End, int]:
    """Unit, lower end, upper end and where the amount ends; the unit is None when it is no amount."""
    first_unit, second_unit = match["u1"], match["u2"]
    if match["second"] and (second_unit is not None or match["end"] or "分之" in match["n2"]):
        unit1 = _unit(first_unit, match["n1"])
        unit2 = _unit(second_unit, match["n2"]) or unit1
        if unit2 and unit1 in (None, unit2) or (unit1, unit2) == ("percent", "times"):
            low, high = _value(match["n1"]), _value(match["n2"])
            if low is not None and high is not None:
                if unit1 == "percent" and unit2 == "times":
                    low /= 100  # 百分之五十以上五倍以下
                    if low > high:  # what stood before was no lower end, but part of the base
                        return unit2, _OPEN, (high, not match["under"]), match.end()
                if unit1 is None:
                    low *= _shared_magnitude(low, match["n2"])
                closed = not match["more"] and not _excludes(match["note1"] or match["note2"])
                open_above = match["under"] or _excludes(match["note3"])
                return unit2, (low, closed), (high, not open_above), match.end()
    unit = _unit(first_unit, match["n1"])
    value = _value(match["n1"])
    if unit is None or value is None:
        return None, _OPEN, _OPEN, match.end("n1")
    end = match.start("second") if match["second"] else match.end()
    closed = not _excludes(match["note1"] or match["note2"] or match["note4"])
    if match["below"] or match["most"]:
        return unit, _OPEN, (value, closed), end
    if match["less"]:
        return unit, _OPEN, (value, False), end
    if match["more"] or match["beyond"]:
        return unit, (value, False), _OPEN, end
    if match["above"] or match["least"]:
        return unit, (value, closed), _OPEN, end
    return unit, (value, True), (value, True), end


def _excludes(note: str | None) -> bool:
    return bool(note) and "不含" in str(note)


def _unit(word: str | None, figure: str) -> Unit | None:
    if "分之" in figure:
        return "percent"
    return None if word is None else _UNITS.get(word, "yuan")


def _value(figure: str) -> Decimal | None:
    try:
        return parse_number(figure) * (100 if "分之" in figure else 1)
    except ValueError:
        return None


def _shared_magnitude(low: Decimal, second: str) -> int:
    """What the first figure borrows from the second: in 2-5万元 it is 万, in 5000-2万元 nothing."""
    magnitude = _MAGNITUDE.search(second)
    if not magnitude or magnitude.start() == 0:
        return 1
    scale = int(parse_number("1" + magnitude[0]))
    return scale if low < parse_number(second[: magnitude.start()]) else 1


def _sanction(unit: Unit, left: str, right: str) -> Sanction | None:
    """What the measure is of; None when it belongs to a circumstance or a time limit."""
    if unit in ("yuan", "times", "percent"):
        if _FINE_FOLLOWS.match(right):
            return "fine"
        if (right.endswith("的") or _CIRCUMSTANCE_ENDS.match(right)) and not _IMPOSES.search(left):
            return None
        if not left.strip("（( 　、.0123456789)）") or _IMPOSES.search(left):
            return "fine"
        if "罚款" in right or _AMOUNT_PER.search(left[-12:]):
            return "fine"
        return "fine" if unit != "yuan" and _MONEY.search(left) else None
    if unit == "points":
        return "points" if _POINTS.search(left[-4:]) else None
    if _DETAINS.match(right.removeprefix("的").removeprefix("行政")) or left.endswith("拘留"):
        return "detention"
    if right.endswith("的"):
        return None
    if _BANS.search(right[:14]) or _BANS.search(left[-14:]):
        return "ban"
    if right.startswith("内") or not _SUSPENDS.search(left):
        return None
    return "suspension"


def _per(match: re.Match[str], left: str) -> str:
    unit = match["u2"] or match["u1"] or ""
    if unit.startswith("元") and len(unit) > 1:
        return _COUNTED[unit[2:]]
    things = [_COUNTED[found["thing"]] for found in _AMOUNT_PER.finditer(left)] if "每" in left else []
    return things[-1] if things else ""


def _base(left: str, right: str) -> str:
    tail = _BASE_FROM.split(left)[-1]
    if pers := list(_AMOUNT_PER.finditer(tail)):
        tail = tail[pers[-1].end() :]
    base = _ALTERNATIVE.sub("", tail).strip(" 　（(").removesuffix("的")
    base = _POINTING.sub("", base)
    if not base and (behind := _BASE_BEHIND.match(right)):
        base = behind["base"]
    return base
