"""What is on record of the decisions that a file names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from enforcement.imports.rows import Row
from enforcement.models import BatchItem, Record

Action = BatchItem.Action
State = Record.State
#: Fits the smallest limit on query parameters among the databases served.
CHUNK = 500
OUTDATED = "审核期间该决定被修改，请重新导入"


class Standing:
    """The records with the numbers of these rows, whoever decided them; columns that are compared, nothing else."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_number: dict[str, list[Record]] = {}
        keys = sorted({row["number_key"] for row in rows})
        for start in range(0, len(keys), CHUNK):
            records = Record.objects.filter(number_key__in=keys[start : start + CHUNK]).order_by("pk")
            for record in records.only("pk", "agency", "number_key", "state", "content_hash", "decided_on", "kind"):
                self._by_number.setdefault(record.number_key, []).append(record)

    def own(self, row: Row) -> Record | None:
        """The record of the same body and number."""
        return next((record for record in self._by_number.get(row["number_key"], ()) if record.agency_id == row["agency_id"]), None)

    def others(self, row: Row) -> Record | None:
        """A record of the same number and day under another body: department and township reporting one decision."""
        said = self._by_number.get(row["number_key"], ())
        return next((r for r in said if r.agency_id != row["agency_id"] and r.state != State.UNDONE and r.decided_on.isoformat() == row["decided_on"]), None)


def judge(row: Row, standing: Standing, *, correction: bool) -> tuple[str, str, Record | None]:
    """What a row does, why it must wait when it is held, and the record it was compared with: asked at review, and again at publication."""
    known = standing.own(row)
    if known is None:
        if other := standing.others(row):
            return Action.HELD, f"{other.agency.name}已报送同一文号、同一日期的决定", other
        return Action.CREATE, "", None
    if known.state == State.UNDONE:
        return Action.CREATE, "", known
    if known.content_hash == row["content_hash"]:
        return Action.SAME, "", known
    if known.state in (State.WITHDRAWN, State.ENDED):
        return Action.HELD, f"该决定{known.get_state_display()}，不能再更改", known
    if not correction:
        return Action.HELD, "同一机关的同一文号已有内容不同的决定；如系更正，请选择“更正现行版本”", known
    return Action.CORRECT, "", known


def keys_of(records: Iterable[Record]) -> set[int]:
    """Primary keys."""
    return {record.pk for record in records}
