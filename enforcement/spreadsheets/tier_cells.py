"""The tiers that a row of a table holds: as its own row, across columns, or all in one cell."""

from __future__ import annotations

from dataclasses import dataclass

from enforcement.spreadsheets.cells import is_nothing
from enforcement.spreadsheets.items import RawTier
from enforcement.spreadsheets.list_types import fold_header
from enforcement.spreadsheets.mapping import Column, Mapping
from enforcement.spreadsheets.written_tiers import are_tier_words, split_body, split_tiers, uncounted

_CONDITIONS = ("condition", "harm")


@dataclass(slots=True)
class Shown:
    """A cell as it shows: its text, and whether it stands in this row (not under a merge from above)."""

    text: str
    own: bool


Cells = dict[int, Shown]


@dataclass(slots=True)
class RowTiers:
    """What a row adds: new tiers, or text that goes on with the last one."""

    tiers: list[RawTier]
    more_condition: str = ""
    more_penalty: str = ""
    filled_label: bool = False


def tiers_of_row(mapping: Mapping, row: int, cells: Cells, last: RawTier | None, first: bool) -> RowTiers:
    """The tiers of one row (0-based); ``last`` is the item's latest tier, ``first`` its first row."""
    across = [column for column in mapping.columns if column.tier]
    if across:
        return RowTiers(_across(across, row, cells))
    both = mapping.of("condition_and_penalty")
    if both and not mapping.of("penalty"):
        return _together(mapping, both, row, cells)
    return _down(mapping, row, cells, last, first)


def _across(columns: list[Column], row: int, cells: Cells) -> list[RawTier]:
    """One tier a column group, in the order of the columns; a tier without any text is not offered."""
    groups: dict[str, list[Column]] = {}
    for column in columns:
        groups.setdefault(fold_header(column.tier), []).append(column)
    tiers = []
    for group in groups.values():
        tier = RawTier(row + 1, tier=group[0].tier)
        alone = len({column.field for column in columns}) == 1
        for column in group:
            shown = cells.get(column.index)
            tier.cells.setdefault("tier", column.letter)
            if column.field == "tier":
                tier.tier, tier.cells["tier"] = (shown.text if shown else "") or tier.tier, column.letter
            elif column.field == "condition_and_penalty" or (alone and column.field == "penalty"):
                condition, penalty = split_body(shown.text) if shown else ("", "")
                tier.condition, tier.penalty = condition, penalty
                tier.cells.setdefault("penalty", column.letter)
                if condition:
                    tier.cells.setdefault("condition", column.letter)
            elif column.field in ("condition", "penalty"):
                text = shown.text if shown else ""
                setattr(tier, column.field, _joined(getattr(tier, column.field), text))
                tier.cells.setdefault(column.field, column.letter)
        offered = any(column.index in cells and cells[column.index].own for column in group)
        if offered and not all(is_nothing(text) for text in (tier.condition, tier.penalty)):
            tiers.append(tier)
    return tiers


def _together(mapping: Mapping, columns: list[Column], row: int, cells: Cells) -> RowTiers:
    """Circumstance and standard share a column: all tiers in it, or those of the row's own tier."""
    shown = [cells[column.index] for column in columns if column.index in cells]
    text = "\n".join(cell.text for cell in shown if cell.text)
    label_column = next(iter(mapping.of("tier")), None)
    label = cells[label_column.index] if label_column and label_column.index in cells else None
    if not any(cell.own for cell in shown) and not (label and label.own):
        return RowTiers([])
    letter = columns[0].letter
    if label_column is None:
        written = split_tiers(text)
        if written:
            places = {"tier": letter, "condition": letter, "penalty": letter}
            return RowTiers([RawTier(row + 1, t.tier, t.condition, t.penalty, dict(places)) for t in written])
    condition, penalty = split_body(text)
    places = {"tier": label_column.letter if label_column else letter, "condition": letter, "penalty": letter}
    return RowTiers([RawTier(row + 1, label.text if label else "", condition, penalty, places)])


def _down(mapping: Mapping, row: int, cells: Cells, last: RawTier | None, first: bool) -> RowTiers:
    """One tier a row, joined with the one above where its cells are merged or left blank."""
    labels = mapping.of("tier")
    conditions = [column for column in mapping.columns if column.field in _CONDITIONS]
    bands = mapping.of("quantity")
    if not labels and bands:
        labels, conditions = bands, [*bands, *conditions]
    elif bands:
        conditions = sorted([*bands, *conditions], key=lambda column: column.index)
    penalties = mapping.of("penalty")
    places = {}
    for name, columns in (("tier", labels), ("condition", conditions), ("penalty", penalties)):
        if columns:
            places[name] = columns[0].letter
    label, condition, penalty = (_read(columns, cells) for columns in (labels, conditions, penalties))
    if not (label.own or condition.own or penalty.own):
        return RowTiers([])
    if not labels or _is_parallel(label.text):
        written = _written_together(label.text, condition.text, penalty.text, places)
        if written:
            return RowTiers([RawTier(row + 1, *found, dict(places)) for found in written])
    if last is not None and not first:
        under = bool(label.text) and not label.own
        blank = not label.text
        if (under and not penalty.own) or (blank and labels and not penalty.text):
            return RowTiers([], more_condition=condition.text)
        if (under and not condition.own) or (blank and labels and not condition.text and conditions):
            return RowTiers([], more_penalty=penalty.text)
        if blank and labels:
            return RowTiers(
                [RawTier(row + 1, last.tier, condition.text, penalty.text, places)], filled_label=True
            )
    return RowTiers([RawTier(row + 1, label.text, condition.text, penalty.text, places)])


def _written_together(
    label: str, condition: str, penalty: str, places: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Several tiers in one row: headed inside the standard cell, or line by line in every cell."""
    if not label:
        standards = split_tiers(penalty)
        circumstances = {found.tier: found for found in split_tiers(condition)}
        if standards:
            places.setdefault("tier", places.get("penalty", ""))
            places.setdefault("condition", places.get("penalty", ""))
        return [
            (
                found.tier,
                _whole(circumstances[found.tier]) if found.tier in circumstances else found.condition,
                _whole(found) if found.tier in circumstances else found.penalty,
            )
            for found in standards
        ]
    names = uncounted(label)
    columns = [uncounted(text) for text in (condition, penalty)]
    if any(column and len(column) != len(names) for column in columns):
        return []
    circumstances_, standards_ = (column or [""] * len(names) for column in columns)
    return list(zip(names, circumstances_, standards_, strict=True))


def _whole(tier: object) -> str:
    condition, penalty = getattr(tier, "condition", ""), getattr(tier, "penalty", "")
    return f"{condition}，{penalty}" if condition and penalty else condition or penalty


def _is_parallel(label: str) -> bool:
    return "\n" in label.strip() and are_tier_words(label)


def _read(columns: list[Column], cells: Cells) -> Shown:
    """Columns of one field appended, in their order."""
    text, own = "", False
    for column in columns:
        shown = cells.get(column.index)
        if shown is not None:
            text = _joined(text, shown.text)
            own = own or shown.own
    return Shown(text, own)


def _joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if first and second and first != second else first or second
