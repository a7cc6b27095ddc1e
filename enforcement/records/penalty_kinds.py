"""The kinds of penalty (处罚类别): 《行政处罚法》 art. 9, and how officers string several together."""

from __future__ import annotations

import re
from typing import Final

from enforcement.redaction.folding import fold

#: Code, name, and the words for it; in the order of art. 9.
_KINDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("warning", "警告", "警告"),
    ("public_censure", "通报批评", "通报批评"),
    ("fine", "罚款", "罚款|罚金|处罚款|并处罚款|加处罚款"),
    ("confiscate_gains", "没收违法所得", "没收(?:全部)?(?:违法|非法)所得|没收所得|追缴违法所得"),
    ("confiscate_goods", "没收非法财物", "没收(?:非法|违法|涉案)?(?:财物|财产|物品|工具|产品|商品|食品|药品|渔具|烟草专卖品)"),
    ("suspend_license", "暂扣许可证件", "(?:暂扣|扣留|吊扣)(?:许可|执照|证照|驾驶|从业|营业|资格|资质).*"),
    ("downgrade", "降低资质等级", "降低(?:资质|资格)?等级|降低资质.*"),
    ("revoke_license", "吊销许可证件", "(?:吊销|撤销)(?:许可|执照|证照|驾驶|从业|营业|资格|资质|生产|经营|登记).*|吊销许可证、?吊销执照"),
    ("restrict_business", "限制开展生产经营活动", "限制(?:开展)?生产经营(?:活动)?"),
    ("stop_business", "责令停产停业", "责令停产停业|停产停业(?:整顿)?|责令停业(?:整顿)?|停业整顿|责令停产(?:整顿)?|责令停止(?:营业|生产|经营|施工|建设)"),
    ("close", "责令关闭", "责令关闭|关闭"),
    ("restrict_occupation", "限制从业", "限制从业|禁止从业|从业限制|行业禁入|市场禁入"),
    ("detention", "行政拘留", "行政拘留|拘留"),
    ("other", "法律、行政法规规定的其他行政处罚", "(?:法律|法规).{0,8}其他(?:行政)?处罚|其他(?:行政处罚)?|其它"),
)  # fmt: skip
NAMES: Final = {code: name for code, name, _ in _KINDS}
_WHOLE: Final = tuple((code, re.compile(words)) for code, _, words in _KINDS)
_INSIDE: Final = tuple((code, re.compile(words.replace(".*", ""))) for code, _, words in _KINDS if code not in ("other", "close"))
_JOINTS: Final = re.compile(r"[;；、,，/+＋&\n\-－—|]+|以及|并处以?(?=[警罚没吊暂责])|(?<=[警告款所得财物])[和及与并]")
#: Measures that stand in this column and are no penalties (《行政处罚法》 art. 28: 责令改正).
_NO_PENALTY: Final = re.compile(r"责令(?:限期)?(?:改正|整改|恢复|拆除|退还|补办)|限期(?:改正|拆除)|教育|约谈|不予(?:行政)?处罚")


def parse_penalty_kinds(cell: str) -> tuple[tuple[str, ...], list[str]]:
    """Codes of the kinds in a cell, each once and in the order of the law, and the pieces that are none of them."""
    pieces = [piece for piece in _JOINTS.split(fold(cell, han_digits=False).text) if piece and piece not in ("无", "其中")]
    codes, unknown = set(), []
    for piece in pieces:
        code = next((code for code, pattern in _WHOLE if pattern.fullmatch(piece)), None)
        if code:
            codes.add(code)
        else:
            unknown.append(piece)
    return _in_order(codes), unknown


def kinds_in_text(text: str) -> tuple[str, ...]:
    """Codes of the kinds that running text imposes, for tables that have no column for them."""
    plain = fold(text, han_digits=False).text
    return _in_order({code for code, pattern in _INSIDE if pattern.search(plain)})


def is_no_penalty(piece: str) -> bool:
    """Whether a piece is a measure beside the penalty, such as 责令改正."""
    return _NO_PENALTY.search(piece) is not None


def _in_order(codes: set[str]) -> tuple[str, ...]:
    return tuple(code for code, _, _ in _KINDS if code in codes)
