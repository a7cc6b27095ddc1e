"""How to challenge a decision: the way hangs on how it was made (行政复议法 20, 23; 行政诉讼法 45, 46)."""

from __future__ import annotations

from dataclasses import dataclass

from enforcement.models import Procedure, Record


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what it is called, where to, until when. In the order in which it must be gone."""

    name: str
    said: str


_RECONSIDER = "自知道决定之日起60日内，可以申请行政复议。"


def ways_to_challenge(record: Record) -> tuple[str, tuple[Way, ...]]:
    """What to know first, and the ways.

    A penalty imposed on the spot (simple procedure) must go to reconsideration
    before it can go to court; any other decision may go to either.
    """
    if record.procedure == Procedure.SIMPLE:
        return (
            "这是当场作出的处罚（简易程序）：须先申请行政复议，对复议决定不服的，才能起诉（行政复议法第二十三条）。",
            (Way("第一步：行政复议", _RECONSIDER), Way("第二步：行政诉讼", "不服复议决定的，自收到复议决定书之日起15日内，可以向人民法院起诉。")),
        )
    either = (Way("行政复议", _RECONSIDER), Way("行政诉讼", "自知道或者应当知道决定之日起6个月内，可以直接向人民法院起诉。"))
    if record.procedure == Procedure.UNKNOWN and record.kind == "penalty":
        return "公开的信息没有写明办案程序。当场作出的处罚（简易程序）须先申请行政复议；其他处罚可以复议，也可以直接起诉。", either
    return "可以申请行政复议，也可以直接起诉，任选其一；先复议的，不服复议决定还可以起诉。", either
