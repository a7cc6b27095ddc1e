"""What a workbook says, before anything is judged: text with its addresses."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class RawTier:
    """One tier as written; ``row`` is where it stands, ``cells`` the column letter of each field."""

    row: int
    tier: str = ""
    condition: str = ""
    penalty: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RawItem:
    """One item as written, its continuation rows joined.

    ``values`` holds the text of every mapped field (``code``, ``agency``,
    ``violation``, ``legal_basis``, ``violated_basis``, ``penalty_basis``,
    ``statutory_penalty``, ``domain``, ``penalty_kind``, ``effective_from``,
    ``valid_until``, ``document_no``, ``level``, ``handling_unit``, ``remark``…),
    unchanged but for outer space and line-break trimming. ``cells`` gives the
    column letter of a field and ``rows`` its row where it is not ``row``.
    ``agency_source`` is ``column``, ``banner``, ``sheet`` or ``file``.
    ``hidden`` is set when the item stands in hidden rows or columns.
    """

    kind: str
    sheet: str
    row: int
    values: dict[str, object] = field(default_factory=dict)
    tiers: list[RawTier] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    agency_source: str = "column"
    hidden: bool = False
    #: Which of ``Reading.tables`` it stands in.
    table: int = 0

    def text(self, name: str) -> str:
        """The text of a field, empty when the file is silent."""
        value = self.values.get(name)
        return "" if value is None else str(value)
