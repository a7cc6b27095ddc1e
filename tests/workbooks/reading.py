"""Reading a golden workbook back, and what must then hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from enforcement.spreadsheets.items import RawItem
from enforcement.spreadsheets.rows import Reading, read_items
from tests.workbooks import writers
from tests.workbooks.acts import ACTS, Act
from tests.workbooks.writers import Range


def read(
    tmp_path: Path, rows: Sequence[Sequence[object]], merges: Iterable[Range] | None = None, name: str = "Sheet1"
) -> Reading:
    return read_items(writers.xlsx(tmp_path / "a.xlsx", {name: rows}, {name: merges or []}))


def tiers(item: RawItem) -> tuple[tuple[str, str, str], ...]:
    return tuple((tier.tier, tier.condition, tier.penalty) for tier in item.tiers)


def same(reading: Reading, acts: tuple[Act, ...] = ACTS) -> None:
    assert [item.text("violation") for item in reading.items] == [act.name for act in acts]
    assert [tiers(item) for item in reading.items] == [act.tiers for act in acts]
    assert not [problem for problem in reading.problems if problem.severity == "error"]


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]
