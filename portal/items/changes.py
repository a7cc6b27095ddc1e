"""What changed from one edition to the next, tier by tier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from enforcement.models import Edition
from portal.items.fines import Range, ranges
from portal.items.item import TierLine
from portal.items.words_changed import Piece, changed_words

Kind = Literal["added", "removed", "changed", "same"]
NAMES: dict[Kind, str] = {"added": "新增", "removed": "删去", "changed": "修改", "same": "未变"}
#: What an edition says beside its tiers, in the words of the page.
FIELDS = {
    "act": "违法行为", "domain": "执法领域", "penalty_kinds": "处罚种类", "statutory_penalty": "法定处罚", "basis_text": "依据条文",
    "handling_unit": "承办机构", "remark": "备注",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AmountChange:
    """One measure before and after, each empty where there was none."""

    name: str
    before: str
    after: str

    @property
    def is_change(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class TierChange:
    """One tier, by its label."""

    kind: Kind
    label: str
    circumstance: tuple[Piece, ...]
    standard: tuple[Piece, ...]
    amounts: tuple[AmountChange, ...]

    @property
    def name(self) -> str:
        return NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs; ``is_empty`` when only the dates do."""

    tiers: tuple[TierChange, ...]
    fields: tuple[FieldChange, ...]
    citations_gone: tuple[str, ...]
    citations_new: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.citations_gone or self.citations_new) and self.count("same") == len(self.tiers)

    @property
    def summary(self) -> str:
        """新增1档、修改2档、未变1档."""
        kinds: tuple[Kind, ...] = ("added", "removed", "changed", "same")
        return "、".join(f"{NAMES[kind]}{self.count(kind)}档" for kind in kinds if self.count(kind))

    def count(self, kind: Kind) -> int:
        return sum(tier.kind == kind for tier in self.tiers)


@dataclass(frozen=True, slots=True)
class Wording:
    """One edition with what it takes to compare it: tiers with their amounts, citations as written."""

    edition: Edition
    tiers: tuple[TierLine, ...]
    citations: tuple[str, ...]


def compare(before: Wording, after: Wording) -> Changes:
    """From the earlier edition to the later; a tier is the same one when it bears the same label (the first such, then the second…)."""
    return Changes(
        tuple(_tiers(before.tiers, after.tiers)),
        tuple(
            FieldChange(name, changed_words(old, new))
            for field, name in FIELDS.items()
            if (old := str(getattr(before.edition, field) or "")) != (new := str(getattr(after.edition, field) or ""))
        ),
        tuple(place for place in before.citations if place not in after.citations),
        tuple(place for place in after.citations if place not in before.citations),
    )


def _tiers(before: Sequence[TierLine], after: Sequence[TierLine]) -> list[TierChange]:
    """The later edition's order, each tier that went in front of those that took its place."""
    old, new = dict(_named(before)), dict(_named(after))
    found: list[TierChange] = []
    waiting = list(old)
    for key, tier in new.items():
        while waiting and waiting[0] not in new:
            found.append(_tier(old[waiting.pop(0)], None))
        if key in old:
            waiting.remove(key)
        found.append(_tier(old.get(key), tier))
    return found + [_tier(old[key], None) for key in waiting]


def _named(tiers: Sequence[TierLine]) -> list[tuple[tuple[str, int], TierLine]]:
    seen: dict[str, int] = {}
    named = []
    for tier in tiers:
        seen[tier.label] = seen.get(tier.label, 0) + 1
        named.append(((tier.label, seen[tier.label]), tier))
    return named


def _tier(before: TierLine | None, after: TierLine | None) -> TierChange:
    one = after or before
    assert one is not None
    texts = [
        changed_words(getattr(before, name) if before else "", getattr(after, name) if after else "") for name in ("circumstance", "standard")
    ]
    if before is None or after is None:
        kind: Kind = "removed" if after is None else "added"
    else:
        kind = "same" if (before.circumstance, before.standard) == (after.circumstance, after.standard) else "changed"
    return TierChange(kind, one.label, texts[0], texts[1], tuple(_amounts(before, after)))


def _amounts(before: TierLine | None, after: TierLine | None) -> list[AmountChange]:
    old, new = ({_measure(found): found.bare for found in ranges(tier.amounts)} if tier else {} for tier in (before, after))
    return [AmountChange("，".join(key), old.get(key, ""), new.get(key, "")) for key in dict.fromkeys([*old, *new])]


def _measure(found: Range) -> tuple[str, ...]:
    return tuple(word for word in (found.name, f"{found.base}的" if found.base else "", f"每{found.per}" if found.per else "") if word)
