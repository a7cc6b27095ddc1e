"""Columns of the older table that hold two things: 种类和依据, 机关和日期. The text is kept whole; the parts are proposals."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_DATE: Final = re.compile(
    r"(?:[12]\d{3}\s*[年./\-]\s*\d{1,2}\s*[月./\-]\s*\d{1,2}\s*日?|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_BASIS: Final = re.compile(r"(?:依据|根据|依照|按照|违反)?(?:了)?(?:《[^》]{2,80}》[^，。；,;《》]{0,60}(?:[、和及与，,]\s*(?=《|第))?)+(?:之?的?规定)?")
_EDGES: Final = " \n\t，,。；;、:：（）()\u3000"


class Parts(NamedTuple):
    """The two parts of a compound cell; what is not found is empty."""

    first: str
    second: str


def kind_and_basis(cell: str) -> Parts:
    """What is imposed, and the provisions it rests on."""
    bases = [match[0].strip(_EDGES) for match in _BASIS.finditer(cell)]
    return Parts(_BASIS.sub("，", cell).strip(_EDGES).replace("，，", "，"), "；".join(bases))


def agency_and_date(cell: str) -> Parts:
    """The body that decided, and the day as written."""
    dates = _DATE.findall(cell)
    return Parts(_DATE.sub("", cell).strip(_EDGES) if dates else cell.strip(_EDGES), dates[-1] if dates else "")
