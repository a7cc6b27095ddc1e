"""A decision of a batch as a reviewer sees it: the public columns, what is held, what a correction changes. Never the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from enforcement.imports.records.columns import row_of
from enforcement.models import BatchItem, Record
from enforcement.models.batch import attach_records
from enforcement.records.penalty_kinds import NAMES

_FIELDS = {field.name: field for field in Record._meta.concrete_fields}


@dataclass(frozen=True, slots=True)
class Said:
    """One column: before and after where it changes, else what is there."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReviewedDecision:
    """An item of the batch with all that a reviewer needs."""

    item: BatchItem
    number: str
    agency: str
    verdict: str
    why: str
    columns: list[Said]
    changes: list[Said]


def reviewed(items: Sequence[BatchItem]) -> list[ReviewedDecision]:
    """The items of one page, their records read together."""
    attach_records(items, Record)
    return [_reviewed(item) for item in items]


def _reviewed(item: BatchItem) -> ReviewedDecision:
    row, record = item.payload, item.record
    before = item.payload.get("before") or (row_of(record) if isinstance(record, Record) and item.action in (BatchItem.Action.CORRECT, BatchItem.Action.HELD) else None)
    said = [Said(_label(name), "", _words(name, row.get(name))) for name in Record.TEXTS if row.get(name)]
    verdicts = {"held": "须由第二人复核后公开", "never": "当事人是未成年人，只登记，不公开"}
    return ReviewedDecision(
        item, row.get("number", ""), row.get("agency", ""), verdicts.get(row.get("verdict", ""), ""), row.get("held_because", ""), said,
        list(_changes(before, row)) if before else [],
    )  # fmt: skip


def _changes(before: dict[str, Any], row: dict[str, Any]) -> Iterator[Said]:
    for name in Record.TEXTS:
        was, becomes = _words(name, before.get(name)), _words(name, row.get(name))
        if was != becomes:
            yield Said(_label(name), was, becomes)


def _label(name: str) -> str:
    return str(_FIELDS[name].verbose_name)


def _words(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if name == "penalty_kinds":
        return "、".join(NAMES[kind] for kind in value)
    choices = dict(_FIELDS[name].flatchoices)
    return str(choices.get(value, value))
