"""What a row may do to the record: decided at review, and asked again at publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from enforcement.imports.rows import Row
from enforcement.models import BatchItem

if TYPE_CHECKING:
    from enforcement.imports.benchmarks.drafts import Comparison

Action = BatchItem.Action
OUTDATED = "审核期间该事项被修改，不会被覆盖"


class Verdict(NamedTuple):
    """The action, and why the item must wait when it is ``HELD``."""

    action: str
    held_because: str = ""


def judge(row: Row, found: Comparison, *, correction: bool) -> Verdict:
    """Never overwrites what somebody is working on, nor makes two editions of one day."""
    item, standing = found.item, found.standing
    if item is None:
        return Verdict(Action.CREATE)
    if row["agency_id"] != item.agency_id:
        return Verdict(Action.HELD, f"编码{row['code']}已属于另一机关的事项")
    if found.same:
        return Verdict(Action.SAME)
    if item.busy:
        return Verdict(Action.HELD, f"该事项{item.busy}，不会被覆盖")
    if not item.editions:
        return Verdict(Action.CREATE)
    if standing is not None and (correction or found.completes):
        return Verdict(Action.CORRECT)
    if correction:
        return Verdict(Action.HELD, "该日没有施行中的版本可以更正，请写明版本施行期间的日期")
    if any(edition.in_force_from == found.begins for edition in item.editions):
        day = found.begins
        return Verdict(Action.HELD, f"自{day.year}年{day.month}月{day.day}日起已有内容不同的版本；如系更正，请选择“更正现行版本”")
    return Verdict(Action.CHANGE)
