"""The public part of the data dictionary: from the same file and the same models as docs/data-dictionary.md."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

from search.renderers.columns import COLUMNS

SOURCE = Path(settings.BASE_DIR) / "docs" / "data-dictionary.toml"
#: What JSON tells beside the columns: model → fields, by name. What is not listed here is not public.
NESTED: dict[str, tuple[str, ...]] = {
    "Tier": ("rank", "label", "circumstance", "standard"),
    "TierAmount": ("sanction", "condition", "base", "per", "subject", "unit", "minimum", "maximum", "min_inclusive", "max_inclusive"),
    "EditionCitation": ("role", "law", "article", "sub_article", "paragraph", "item"),
    "Agency": (
        "slug", "name", "short_name", "parent", "kind", "subject_type", "duty", "address", "phone", "complaint_phone", "office_hours",
        "abolished_on", "successor",
    ),
    "Law": ("slug", "name", "short_name", "kind", "replaced_by", "replaced_on"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: its name in files, what people call it, what it means."""

    name: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Section:
    """The fields of one table or nested object."""

    name: str
    label: str
    entries: tuple[Entry, ...]


@cache
def columns() -> tuple[Entry, ...]:
    """The columns of a downloaded table."""
    meanings = _meanings()
    return tuple(
        Entry(column.name, column.label, column.meaning or (meanings[column.source[0]][column.source[1]] if column.source else ""))
        for column in COLUMNS
    )


@cache
def sections() -> tuple[Section, ...]:
    """The objects that JSON nests or lists."""
    return tuple(_section(model, names) for model, names in NESTED.items())


def _section(model: str, names: tuple[str, ...]) -> Section:
    meanings = _meanings()
    meta = apps.get_model("enforcement", model)._meta
    entries = []
    for name in names:
        field = meta.get_field(name)
        said = meanings[model][name]
        choices = "、".join(f"{value} {label}" for value, label in getattr(field, "flatchoices", ()))
        label = str(getattr(field, "verbose_name", ""))
        entries.append(Entry(name, "" if label == name.replace("_", " ") else label, f"{said}取值：{choices}。" if choices else said))
    return Section(model, str(meta.verbose_name), tuple(entries))


@cache
def _meanings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return found
