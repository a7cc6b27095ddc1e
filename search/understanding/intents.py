"""What a question wants to know: told from the words around the matter, which are no content themselves."""

from __future__ import annotations

import re
from enum import StrEnum


class Intent(StrEnum):
    """What is asked about the matter."""

    FINE = "fine"
    BASIS = "basis"
    DETENTION = "detention"
    FIRST_TIME = "first_time"
    AGENCY = "agency"


_SHELLS: tuple[tuple[Intent | None, re.Pattern[str]], ...] = (
    (
        Intent.DETENTION,
        re.compile("(?:会不会|会|要不要|要|是否|是不是要|能不能|能)(?:被)?(?:行政)?(?:拘留|坐牢|抓起来|抓|判刑|蹲局子)(?:几天|多久|吗|么|不)?(?=[?？。，,\\s]|$)|(?:拘留|关|拘)(?:几天|多久|多少天)|(?:拘留|坐牢|判刑)(?:吗|么|不)(?=[?？。，,\\s]|$)"),
    ),
    (Intent.FIRST_TIME, re.compile("(?:我)?(?:是)?(?:第一次|头一次|头一回|首次|初犯|初次)(?:违法|违反|犯|被查|被抓|被罚)?(?:会不会|会|能不能|可以|要)?(?:免罚|不罚|不予处罚|免于处罚|免处罚|罚(?!多少|款|几))?(?:吗|么)?|首违(?:不罚|免罚)?(?:吗|么)?"
        "|(?:会不会|会|能不能|能|可不可以|可以)(?:免罚|不罚|不处罚|免于处罚|免予处罚|不予处罚)(?:吗|么|不)?|(?:免罚|不罚|不处罚|免于处罚|免予处罚|不予处罚)(?:吗|么)(?=[?？。，,\\s]|$)")),
    (
        Intent.FINE,
        re.compile(
            "(?:一般|大概|最多|最高|最少|最低|要|会|得|该|应|应该|会不会|会被|要被|被)*(?:怎么|怎样|如何|咋|咋样)(?:个)?(?:被)?(?:处罚|罚款|罚|处理|算|判|办)(?:法|的|呢|吗)?"
            "|(?:一般|大概|最多|最高|最少|最低|要|会|得|该|应该|会被|要被|被)*(?:处罚?|罚款?)(?:款|金额|标准)?(?:是)?(?:多少|几)(?:钱|元|块钱|块|万)?(?:钱)?"
            "|(?:处罚|罚款|罚)(?:的)?(?:标准|金额|数额)?(?:是)?(?:什么|多少)(?:钱)?|多少(?:罚款|钱)|(?:会不会|会|要|是否|是不是要|要不要)(?:被)?(?:罚款|处罚|罚)(?:吗|么|不|多少钱|多少)?"
            "|(?:被)?罚(?:了)?\\d+(?:元|块)(?:合理|对)(?:吗|么)|(?:的)?(?:处罚|罚款)(?:标准|规定|金额|幅度|基准|裁量)"
        ),
    ),
    (Intent.BASIS, re.compile("凭什么(?:被)?(?:处罚|罚款|罚)?(?:我们|我)?|(?:的)?(?:法律|处罚)依据(?:是什么)?|依据(?:是)?(?:什么|哪条|哪一条|哪部)(?:法律|法|条款)?|(?:违反|犯)(?:了)?(?:什么|哪条|哪部|哪一条)(?:法律|法|条款|规定)?|(?:是)?哪条法(?:律)?|违法吗|犯法吗|(?:是不是|算不算|算)(?:违法|犯法)(?:吗)?")),
    (Intent.AGENCY, re.compile("(?:归|由|该|应该|应)?(?:谁|哪个部门|什么部门|哪个单位|哪里|哪儿)(?:来)?(?:管|负责|举报|投诉|处理|查)(?:理)?(?:的)?|(?:找|向)(?:谁|哪里|哪个部门|什么部门)(?:举报|投诉|反映)?|(?:怎么|如何|去哪|去哪里|打什么电话)(?:举报|投诉)|举报电话|投诉电话")),
    (None, re.compile("请问(?:一下)?|我想(?:问|知道|了解|咨询)(?:一下)?|想问(?:一下|下)?|有(?:什么|啥)(?:后果|处罚|规定)|什么后果|后果(?:是什么)?|可以吗|行不行|能不能|可不可以|怎么办|咋办|有没有|是什么|有哪些(?:处罚)?|的相关规定")),
)


def read_intents(text: str) -> tuple[str, frozenset[Intent]]:
    """The matter without the question around it, and what the question wants; a question with no matter stays whole."""
    rest = text
    found = set()
    for intent, shell in _SHELLS:
        rest, count = shell.subn(" ", rest)
        if count and intent:
            found.add(intent)
    rest = " ".join(rest.split())
    return (rest if rest.strip("的吗呢了么啊吧?？!！。，, ") else text), frozenset(found)
