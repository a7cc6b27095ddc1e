"""One suggestion, and what kinds there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Kind → what the group is called, in the order of reading.
KINDS = {"saying": "常见说法", "benchmark": "违法行为", "agency": "执法机关", "law": "法律法规"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``text`` is what would be asked. ``address`` leads straight to the page of the thing itself, empty where the text
    is to be searched for; ``detail`` says in short what it stands for."""

    kind: str
    text: str
    detail: str = ""
    address: str = ""


def grouped(found: Iterable[Suggestion]) -> list[tuple[str, list[Suggestion]]]:
    """Kinds with their suggestions, the kind of the best suggestion first."""
    groups: dict[str, list[Suggestion]] = {}
    for each in found:
        groups.setdefault(each.kind, []).append(each)
    return list(groups.items())
