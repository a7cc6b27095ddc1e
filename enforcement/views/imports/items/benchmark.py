"""What a row would change, said so that a legal officer sees it at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.dateparse import parse_date

from enforcement.fingerprints import TEXTS
from enforcement.models import BatchItem, Edition, EditionCitation
from enforcement.models.batch import attach_records
from enforcement.notation.citations import Citation, format_citation

_TIER_PARTS = ("裁量阶次", "适用条件", "具体标准")


@dataclass(frozen=True, slots=True)
class Change:
    """One place, before and after; an empty side was not there."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier as it will stand, with what of it differs."""

    label: str
    circumstance: str
    standard: str


@dataclass(frozen=True, slots=True)
class ReviewedItem:
    """An item of the batch with all that a reviewer needs."""

    item: BatchItem
    act: str
    agency: str
    code: str
    citations: list[str]
    tiers: list[Tier]
    begins: Any
    changes: list[Change]


def reviewed(items: Sequence[BatchItem]) -> list[ReviewedItem]:
    """The items of one page, their editions read together."""
    attach_records(items, Edition.objects.select_related("benchmark__agency").prefetch_related("tiers", "citations__law"))
    return [_reviewed(item) for item in items]


def _reviewed(item: BatchItem) -> ReviewedItem:
    """An ending item has no row: it is shown as it stands on record."""
    row, edition = item.payload, item.record
    assert edition is None or isinstance(edition, Edition)
    if not row and edition is not None:
        return ReviewedItem(
            item, edition.act, edition.benchmark.agency.name, edition.benchmark.code, [str(c) for c in edition.citations.all()],
            [Tier(t.label, t.circumstance, t.standard) for t in edition.tiers.all()], edition.in_force_from, [],
        )  # fmt: skip
    shows_change = edition is not None and item.action in (BatchItem.Action.CHANGE, BatchItem.Action.CORRECT, BatchItem.Action.HELD)
    return ReviewedItem(
        item, row.get("act", ""), row.get("agency", ""), row.get("code", ""), [_citation(place) for place in row.get("citations", [])],
        [Tier(*tier) for tier in row.get("tiers", [])], parse_date(row.get("in_force_from") or ""),
        list(_changes(edition, row)) if shows_change and edition is not None else [],
    )  # fmt: skip


def _changes(edition: Edition, row: dict[str, Any]) -> Iterator[Change]:
    for name in TEXTS:
        before, after = getattr(edition, name), row.get(name, "")
        if before != after:
            yield Change(str(Edition._meta.get_field(name).verbose_name), before, after)
    before_places, after_places = [_place(c) for c in edition.citations.all()], [list(place) for place in row["citations"]]
    if before_places != after_places:
        yield Change("引用条文", "、".join(map(_citation, before_places)), "、".join(map(_citation, after_places)))
    yield from _tier_changes([[t.label, t.circumstance, t.standard] for t in edition.tiers.all()], row["tiers"])


def _tier_changes(before: list[list[str]], after: list[list[str]]) -> Iterator[Change]:
    for number, (old, new) in enumerate(zip_longest(before, after), 1):
        if old is None or new is None:
            present = "；".join(filter(None, new or old))
            yield Change(f"第{number}阶次", *(("", present) if old is None else (present, "")))
            continue
        for part, was, becomes in zip(_TIER_PARTS, old, new, strict=True):
            if was != becomes:
                yield Change(f"第{number}阶次（{new[0] or old[0]}）{part}", was, becomes)


def _place(row: EditionCitation) -> list[Any]:
    return [row.role, row.law.name, row.article, row.sub_article, row.paragraph, row.item]


def _citation(place: list[Any]) -> str:
    role, law, article, sub, paragraph, item = place
    said = format_citation(Citation(law, article, sub or None, paragraph or None, item or None))
    return f"{said}（违反）" if role == EditionCitation.Role.VIOLATED else said
