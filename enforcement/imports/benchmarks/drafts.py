"""A row on its way to an edition: what import-export fills in, and how it stands to the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from enforcement.imports.benchmarks.standing import StandingEdition, StandingItem
from enforcement.imports.rows import Row


class Comparison:
    """How a row stands to the record. ``completes``: the same content, now with the code that was missing."""

    __slots__ = ("begins", "completes", "item", "same", "standing")

    def __init__(self, item: StandingItem | None, standing: StandingEdition | None, begins: date, same: bool, coded: bool) -> None:
        self.item = item
        self.standing = standing
        self.begins = begins
        self.completes = same and coded and item is not None and not item.code
        self.same = same and not self.completes


@dataclass(slots=True)
class Draft:
    """The fields of an edition as a row gives them. No model instance: most rows of most files change nothing.

    ``pk`` is the edition it became, or would mend.
    """

    compared: Comparison
    in_force_from: date
    pk: int | None = None
    act: str = ""
    domain: str = ""
    basis_text: str = ""
    statutory_penalty: str = ""
    penalty_kinds: str = ""
    handling_unit: str = ""
    remark: str = ""
    instrument_id: int | None = None
    citations: list[list[Any]] = field(default_factory=list)
    tiers: list[list[str]] = field(default_factory=list)
    row: Row = field(default_factory=dict)
    held_because: str = ""

    def __str__(self) -> str:
        return self.act[:60]
