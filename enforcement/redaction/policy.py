"""Whose names the public may read: what the office has decided, given as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NameForm = Literal["shown", "masked", "omitted"]


@dataclass(frozen=True, slots=True)
class NamePolicy:
    """How names appear in public columns.

    A natural person who was punished is always masked (张某某), everybody else whom
    a text names is always left out: neither is a question of policy (《个人信息保护法》
    arts. 6, 25; 《政府信息公开条例》 art. 15). Sole traders and legal representatives
    stand in public registers (《市场主体登记管理条例》 art. 8 and 35): the office decides
    whether a decision repeats their names. ``business_name`` is about a sole
    trader's trade name that holds the owner's (李四餐饮店).
    """

    sole_trader: NameForm = "masked"
    legal_representative: NameForm = "omitted"
    business_name: Literal["shown", "masked"] = "masked"
