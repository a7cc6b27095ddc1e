"""Where a tier itself says that no penalty follows: must not and need not, never mixed.

行政处罚法 art. 33: a slight violation corrected in time without harm is *not*
punished (不予), a first one with slight harm corrected in time *may* go
unpunished (可以不予). Nothing is promised that a standard does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from enforcement.notation.widths import half_width

_SAYS = re.compile(r"(?P<may>可以?|酌情|视情)?(?:依法)?(?:不予|免予|免于|不给予)(?:行政)?处罚(?!的?(?:情形|条件|事项|清单|决定))")
#: 不适用不予处罚, 不属于…: the opposite is said.
_DENIES = re.compile(r"(?:不得|不适用|不属于|不符合|不能|不再|除外)[^，。；;]{0,6}$")
_CLAUSE = re.compile(r"[；;。\n]")

#: Driving after drinking (道路交通安全法 art. 91) is never answered with a note of leniency, whatever a tier or a list says in passing.
_NEVER = re.compile("(?:饮酒|醉酒|酒后|醉驾|酒驾)")


def never_lenient(act: str) -> bool:
    """Whether nothing may suggest that this act goes unpunished."""
    return bool(_NEVER.search(act))


@dataclass(frozen=True, slots=True)
class Leniency:
    """``must`` tells 不予处罚 from 可以不予处罚; ``clause`` is the standard's own sentence, ``condition`` the tier's circumstance."""

    must: bool
    label: str
    condition: str
    clause: str


def leniencies(tiers: Iterable[tuple[str, str, str]]) -> tuple[Leniency, ...]:
    """What (label, circumstance, standard) of each tier say of going unpunished, in their order."""
    found = []
    for label, circumstance, standard in tiers:
        for clause in _CLAUSE.split(standard):
            said = _SAYS.search(half_width(clause))
            if said and not _DENIES.search(clause[: said.start()]):
                found.append(Leniency(not said["may"], label, circumstance.strip(), clause.strip()))
    return tuple(found)
