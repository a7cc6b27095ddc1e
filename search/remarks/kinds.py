"""The kinds of question that can't be taken as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """``title`` and ``meaning`` stand on the interface's page. ``refused``: the interface answers 400, since the answer
    would be to another question; what is not refused is answered, and said beside the answer."""

    title: str
    meaning: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one parameter; ``kind`` is a name in KINDS."""

    kind: str
    parameter: str
    sentence: str

    @property
    def title(self) -> str:
        """The kind in a few words."""
        return KINDS[self.kind].title


KINDS: dict[str, Kind] = {
    "too-long": Kind("问题过长", "问题超过200字。网页只取前200字，接口不接受。", refused=True),
    "too-many-words": Kind("词过多", "问题超过40个词。网页只取前40个词，接口不接受。", refused=True),
    "nothing-readable": Kind("没有可读的文字", "问题里只有控制字符。接口不接受，以免当作没有问题而给出全部内容。", refused=True),
    "only-punctuation": Kind("只有标点", "问题里没有可以查找的字词，结果为空。"),
    "code": Kind("程序代码", "问题里有标记语言或者程序语句，按普通文字检索。"),
    "regular-expression": Kind("正则表达式", "不支持正则表达式，按普通文字检索。"),
    "wildcard": Kind("通配符", "通配符没有作用，按普通文字检索；只写一部分字词也能查到。"),
    "operator": Kind("逻辑运算符", "AND、OR、NOT没有作用，按普通文字检索；要去掉某个词，在前面加空格和减号。"),
    "unpaired-quote": Kind("引号不成对", "多出的引号不起作用；要照原样查，把词放在一对引号里。"),
    "too-deep": Kind("超出可翻的页数", "网页最多翻到前10000项；接口翻页没有这一限制，请用next，或者下载。"),
    "unreadable-page": Kind("页码有误", "页码不是正整数，给出第1页。"),
    "unreadable-date": Kind("日期有误", "日期无法识别。网页按今天给出，接口不接受。", refused=True),
    "unreadable-amount": Kind("金额有误", "罚款金额不是整数（元）。网页不采用，接口不接受。", refused=True),
    "unknown-value": Kind("没有这一取值", "筛选项、时效或者排列没有这一取值。筛选项照样采用，因此可能没有结果；时效和排列接口不接受。"),
    "too-many-values": Kind("取值过多", "一个筛选项一次最多20个取值。网页只取前20个，接口不接受。", refused=True),
}
