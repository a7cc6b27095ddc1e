"""What a header nobody listed is probably about, told by the words in it.

Officers word their headers freely (法律、法规、规章的规定; 违法行为轻重). The listed
words come first; these patterns only fill a gap, and the officer is asked.
"""

from __future__ import annotations

import re

from enforcement.spreadsheets.list_types import fold_header

_LONGEST = 24
#: In this order: the more telling words first.
_PATTERNS = tuple(
    (field, re.compile(words))
    for field, words in (
        ("code", "编码|代码"),
        ("statutory_penalty", "法定.*(?:处罚|幅度|罚)"),
        ("penalty_basis", "处罚.*依据|罚则"),
        ("violated_basis", "(?:违反|违法|定性).*(?:依据|条款|规定)|违则"),
        ("legal_basis", "(?:法律|法规|规章|法定|实施|设定|执法).*(?:依据|规定|条款|条文)|依据$"),
        ("condition_and_penalty", "(?:情形|情节|条件|表现|阶次).*[与和及、].*(?:标准|幅度|基准)"),
        ("tier", "(?:裁量|违法|处罚|情节|行为).*(?:阶次|档次|档级|等级|级别|层级|程度|轻重|梯次|分档)|阶次|档次"),
        ("condition", "情形|情节|条件|表现|裁量因素|危害后果|违法事实"),
        ("penalty", "(?:处罚|裁量|罚款|量罚).*(?:标准|幅度|基准|结果|内容|额度|金额|数额|档)"),
        ("violation", "(?:违法|处罚|违规).*(?:行为|事项|种类|项目|名称)|案由"),
        ("agency", "(?:实施|执法|责任|处罚|监管|主管|牵头|负责|行使).*(?:机关|部门|单位|主体|机构)"),
        ("handling_unit", "承办|科室|处室"),
        ("remark", "备注|说明"),
    )
)


def field_by_words(header: str) -> str:
    """The field that the words of a header point to, empty when none does."""
    folded = fold_header(header)
    if len(folded) > _LONGEST:
        return ""
    return next((field for field, pattern in _PATTERNS if pattern.search(folded)), "")
