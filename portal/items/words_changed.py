"""Two wordings side by side: what was taken out, what was put in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

#: Figures with their unit change as a whole; everything else sign by sign.
_TOKEN = re.compile(r"\d[\d.,]*[十百千万亿]*(?:元|倍|%|日|天|个月|年)?|[一二三四五六七八九十百千万亿]{2,}(?:元|倍|日|天|个月|年)?|[A-Za-z]+|\s+|.", re.DOTALL)
#: Fewer signs than this between two changes are read as part of them.
_ISLAND = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    kind: Literal["same", "del", "ins"]
    text: str


def changed_words(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order, what went before what came."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[tuple[str, str]] = []  # what went, what came; equal for what stayed
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        went, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        small = tag == "equal" and len(went) < _ISLAND and min(i1, j1, len(old) - i2, len(new) - j2) > 0
        if pieces and (tag != "equal" or small) and pieces[-1][0] != pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + went, pieces[-1][1] + came)
        else:
            pieces.append((went, came))
    return tuple(piece for went, came in pieces for piece in _pieces(went, came))


def _pieces(went: str, came: str) -> list[Piece]:
    if went == came:
        return [Piece("same", went)]
    return ([Piece("del", went)] if went else []) + ([Piece("ins", came)] if came else [])
