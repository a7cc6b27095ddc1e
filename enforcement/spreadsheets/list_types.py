"""The kinds of list that the reader knows: one data file each under ``headers/``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "headers"
_OTHERS = "other_lists.toml"
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"^[*#★]+|[*#★::。.]+$")
_DEMAND = re.compile(r"[(\[【](?:必填|选填|必填项|选填项|非必填|可不填|如有)[)\]】]")
_SUFFIX = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]$|/(?:元|万元|%)$")
#: Characters of a header cell; anything longer is a sentence.
_LONGEST = 60
_JOINT = re.compile(r"[、,，/和及与+&]|以及")
_TOGETHER = frozenset({"tier", "condition", "penalty", "harm"})
_FILLER = re.compile(r"名称|情况|的|及|与|和|、|/")


@lru_cache(maxsize=8192)
def fold_header(text: str) -> str:
    """A header as headers are compared: NFKC, no white space, no marks of "required" around it."""
    folded = _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()
    folded = _DEMAND.sub("", folded)
    return _MARKS.sub("", folded)


@dataclass(frozen=True)
class HeaderMatch:
    """The field a header stands for; ``sure`` is false when the header is only like a known one."""

    field: str
    sure: bool = True


@dataclass(frozen=True)
class ListType:
    """One kind of list: its fields, the headers that name them, and how its tables are told.

    ``row_items`` means that every row is an item; ``needs`` are groups of fields
    of which a table has one each; ``code_fields`` are long numbers kept as text.
    """

    kind: str
    name: str
    title_keywords: tuple[str, ...]
    foreign_headers: frozenset[str]
    category_fields: frozenset[str]
    date_fields: frozenset[str]
    tier_columns: bool
    row_items: bool
    needs: tuple[frozenset[str], ...]
    code_fields: frozenset[str]
    stacked: bool
    synonyms: dict[str, str]
    reduced: dict[str, str]

    def match(self, text: str, *, guess: bool = True) -> HeaderMatch | None:
        """The field for a header: exact, then without its bracket, then (``guess``) by likeness, not sure."""
        if len(text) > _LONGEST:
            return None
        folded = fold_header(text)
        if not folded:
            return None
        field = self.synonyms.get(folded) or self._with_bracket(folded)
        if field:
            return HeaderMatch(field)
        if self._is_compound(folded):
            return HeaderMatch("condition_and_penalty")
        field = self.reduced.get(_FILLER.sub("", _SUFFIX.sub("", folded)))
        if field:
            return HeaderMatch(field, sure=False)
        if guess and len(folded) >= 4:
            near = {self.synonyms[word] for word in _neighbours(folded, self._by_length)}
            if len(near) == 1:
                return HeaderMatch(near.pop(), sure=False)
        return None

    def _with_bracket(self, folded: str) -> str | None:
        """The field without its bracket; the bracket decides which basis it is, as in 法律依据（罚则）."""
        bare = _SUFFIX.sub("", folded)
        field = self.synonyms.get(bare)
        if field == "legal_basis" and bare != folded:
            inner = self.synonyms.get(folded[len(bare) :].strip("()[]【】〔〕"))
            return inner if inner and inner.endswith("_basis") else field
        return field

    def is_known(self, text: str) -> bool:
        """Whether the header, brackets and all, is one of the words of this list."""
        return fold_header(text) in self.synonyms

    def _is_compound(self, folded: str) -> bool:
        """Several fields of a tier in one head, as 裁量阶次、适用条件和裁量标准: the cell holds them together."""
        parts = [part for part in _JOINT.split(_SUFFIX.sub("", folded)) if part]
        if len(parts) < 2 or not self.tier_columns:
            return False
        fields = {self.synonyms.get(part) for part in parts}
        return "penalty" in fields and bool(fields & {"tier", "condition"}) and fields <= _TOGETHER

    @property
    def _by_length(self) -> dict[int, tuple[str, ...]]:
        return _lengths(self.kind)

    def is_foreign(self, text: str) -> bool:
        """Whether the header belongs to another kind of list."""
        return fold_header(text) in self.foreign_headers


@cache
def list_types() -> dict[str, ListType]:
    """All known kinds by name, from the data files beside this module."""
    found = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        if path.name == _OTHERS:
            continue
        data = tomllib.loads(path.read_text("utf-8"))
        found[data["kind"]] = _load(data)
    return found


def _load(data: dict[str, Any]) -> ListType:
    synonyms: dict[str, str] = {}
    reduced: dict[str, str] = {}
    for field, headers in data["fields"].items():
        for header in headers:
            folded = fold_header(header)
            if synonyms.setdefault(folded, field) != field:
                raise ValueError(f"header {header!r} stands for both {synonyms[folded]} and {field}")
    for header, field in synonyms.items():
        short = _FILLER.sub("", _SUFFIX.sub("", header))
        if len(short) >= 3 and reduced.setdefault(short, field) != field:
            reduced[short] = ""
    return ListType(
        kind=data["kind"],
        name=data["name"],
        title_keywords=tuple(data["title_keywords"]),
        foreign_headers=frozenset(map(fold_header, data.get("foreign_headers", ()))),
        category_fields=frozenset(data.get("category_fields", ())),
        date_fields=frozenset(data.get("date_fields", ())),
        tier_columns=bool(data.get("tier_columns")),
        row_items=bool(data.get("row_items")),
        needs=tuple(frozenset(group) for group in data.get("needs", ())),
        code_fields=frozenset(data.get("code_fields", ("code",))),
        stacked=bool(data.get("stacked")),
        synonyms=synonyms,
        reduced={short: field for short, field in reduced.items() if field},
    )


@cache
def _lengths(kind: str) -> dict[int, tuple[str, ...]]:
    groups: dict[int, list[str]] = {}
    for word in list_types()[kind].synonyms:
        groups.setdefault(len(word), []).append(word)
    return {length: tuple(words) for length, words in groups.items()}


def _neighbours(word: str, groups: dict[int, tuple[str, ...]]) -> list[str]:
    """Known headers of four characters or more at most one edit away."""
    return [
        known
        for length in (len(word) - 1, len(word), len(word) + 1)
        if length >= 4
        for known in groups.get(length, ())
        if _one_edit(word, known)
    ]


def _one_edit(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[first:] == b[first + 1 :] or a[first + 1 :] == b[first + 1 :]


@cache
def _other_keywords() -> tuple[tuple[str, str], ...]:
    data = tomllib.loads((_FOLDER / _OTHERS).read_text("utf-8"))
    return tuple((word, entry["name"]) for entry in data.values() for word in entry["keywords"])


def other_list_named(text: str, wanted: Sequence[ListType]) -> str | None:
    """The name of a kind of list, not one of those wanted, that a title or sheet name speaks of."""
    folded = _SPACE.sub("", text)
    kinds = {kind.kind for kind in wanted}
    known = ((word, kind.name) for kind in list_types().values() if kind.kind not in kinds for word in kind.title_keywords)
    return next((name for word, name in (*known, *_other_keywords()) if word in folded), None)
