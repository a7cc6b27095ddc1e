"""Header rows to fields: which column holds what, and what is asked when a header is ambiguous."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from enforcement.penalties.tier_words import is_tier_word
from enforcement.spreadsheets.cells import column_letter
from enforcement.spreadsheets.header_words import field_by_words
from enforcement.spreadsheets.list_types import ListType, fold_header
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.written_tiers import are_tier_words, split_head, split_tiers

#: Texts of a column below the header, for headers whose meaning hangs on the values.
Sample = Callable[[int], Sequence[str]]

#: Fields of a tier rather than of its item.
TIER_FIELDS = ("tier", "condition", "penalty", "condition_and_penalty")
#: Share of values that must be tier words before a column of circumstances is taken for the tier.
_TIER_SHARE = 0.6
_SENTENCE = 12
#: A header must name one of each before the words of other heads are trusted.
_TIER_PARTS = frozenset(("tier", "condition", "penalty", "condition_and_penalty"))
_ITEM_PARTS = frozenset(("violation", "item_name", "legal_basis", "penalty_basis", "violated_basis", "code"))
#: A gap is filled only where nothing speaks for the field or its like.
_FAMILIES = {
    "violation": frozenset(("violation", "item_name")),
    "legal_basis": frozenset(("legal_basis", "penalty_basis")),
    "penalty_basis": frozenset(("penalty_basis",)),
    "tier": frozenset(("tier",)),
    "condition": frozenset(("condition", "condition_and_penalty")),
    "penalty": frozenset(("penalty", "condition_and_penalty")),
    "condition_and_penalty": frozenset(("penalty", "condition_and_penalty")),
}
_NUMBERED_HEAD = re.compile(r"(?P<head>.+?)[(\[]?(?P<number>[一二三四五六七八]|[1-8])[)\]]?")
_WEAK_AGENCY = ("单位", "部门", "单位名称", "部门名称", "所属部门", "机关", "所属单位", "报送单位")


@dataclass(slots=True)
class Column:
    """One column of a table: 0-based index, field, header as written, tier label where tiers are columns."""

    index: int
    field: str
    header: str
    tier: str = ""

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(slots=True)
class Mapping:
    """All columns of a table, and the questions that the header leaves open."""

    list_type: ListType
    columns: list[Column] = field(default_factory=list)
    unmapped: list[Column] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)

    _settled: dict[str, list[Column]] | None = None

    def has(self, name: str) -> bool:
        return bool(self.of(name))

    def of(self, name: str) -> list[Column]:
        """The columns of a field, from left to right."""
        if self._settled is not None:
            return self._settled.get(name, [])
        return [column for column in self.columns if column.field == name]

    def settle(self) -> Mapping:
        """No column changes its field from here on; every row asks for them."""
        self._settled = {}
        for column in self.columns:
            self._settled.setdefault(column.field, []).append(column)
        return self

    @property
    def signature(self) -> tuple[tuple[int, str, str], ...]:
        """What makes two headers the same."""
        return tuple((column.index, column.field, column.tier) for column in self.columns)


def map_header(list_type: ListType, paths: dict[int, list[str]], sample: Sample, row: int) -> Mapping | None:
    """The mapping of a header block, or None when it does not head a list of this type.

    ``paths`` gives for each column its header texts from the top row down;
    ``row`` is the 0-based header row that questions name.
    """
    mapping = Mapping(list_type)
    foreign = 0
    for index, path in sorted(paths.items()):
        header = "/".join(path)
        foreign += any(list_type.is_foreign(text) for text in path)
        column, sure = _resolve(list_type, index, path, header)
        if column is None:
            mapping.unmapped.append(Column(index, "", header))
            continue
        mapping.columns.append(column)
        if not sure:
            mapping.questions.append(
                _question(row, column, f"栏目“{header}”按相近的名称识别为“{_label(column.field)}”")
            )
    if foreign >= 2:
        return None
    _fill_gaps(mapping, row)
    _settle_tier_columns(mapping)
    _settle_numbers(mapping, sample)
    _settle_tier_or_condition(mapping, sample, row)
    _fill_gaps(mapping, row)
    _settle_penalties(mapping, sample)
    _settle_agency(mapping)
    return mapping.settle() if _is_list(mapping, sample) else None


def _resolve(list_type: ListType, index: int, path: list[str], header: str) -> tuple[Column | None, bool]:
    """Joined, leaf, parent; then a tier word anywhere in the path; sure matches first."""
    joined = "/".join(path)
    candidates = [*([joined] if len(path) > 1 and list_type.is_known(joined) else []), *reversed(path)]
    if list_type.tier_columns:
        for position, text in enumerate(path):
            rest = [other for place, other in enumerate(path) if place != position]
            if is_tier_word(text) and list_type.match(text, guess=False) is None:
                fields = [match.field for other in reversed(rest) if (match := list_type.match(other))]
                name = next((found for found in fields if found in TIER_FIELDS), "")
                return Column(index, name or "condition_and_penalty", header, text), True
        for text in reversed(path):
            label, tail = split_head(text)
            if not label or list_type.is_known(text):
                continue
            match = list_type.match(tail)
            if match and match.sure and match.field in ("condition", "penalty"):
                return Column(index, match.field, header, label), True
        name, label = numbered_field(list_type, path[-1])
        if name:
            return Column(index, name, header, label), True
    unsure = None
    for text in candidates:
        match = list_type.match(text)
        if match and match.sure:
            return Column(index, match.field, header), True
        unsure = unsure or match
    return (Column(index, unsure.field, header), False) if unsure else (None, False)


def _fill_gaps(mapping: Mapping, row: int) -> None:
    """Heads that are not listed stand for fields that are missing, where their words say so; asked of the officer."""
    known = {column.field for column in mapping.columns}
    if not mapping.list_type.tier_columns or not known & _TIER_PARTS or not known & _ITEM_PARTS:
        return
    for column in list(mapping.unmapped):
        name = field_by_words(column.header.rpartition("/")[2])
        if not name or known & _FAMILIES.get(name, frozenset((name,))):
            continue
        known.add(name)
        column.field = name
        mapping.unmapped.remove(column)
        mapping.columns.append(column)
        mapping.questions.append(_question(row, column, f"栏目“{column.header}”按字面识别为“{_label(name)}”"))
    mapping.columns.sort(key=lambda column: column.index)


def numbered_field(list_type: ListType, text: str) -> tuple[str, str]:
    """Field and label of 阶次一, 适用条件2, 裁量标准（三）, one group of columns a tier; empty for other heads.

    The label stands for tiers that have none of their own in the cells.
    """
    match = _NUMBERED_HEAD.fullmatch(fold_header(text))
    if match is None or list_type.is_known(text):
        return "", ""
    found = list_type.match(match["head"], guess=False)
    if found is None or not found.sure or found.field not in TIER_FIELDS:
        return "", ""
    return found.field, f"第{match['number']}档"


def _settle_tier_columns(mapping: Mapping) -> None:
    """A single column under a tier word is no layout of tiers across columns."""
    labels = {fold_header(column.tier) for column in mapping.columns if column.tier}
    if len(labels) == 1:
        for column in [column for column in mapping.columns if column.tier]:
            if _NUMBERED_HEAD.fullmatch(fold_header(column.header)) and column.field != "condition_and_penalty":
                column.tier = ""
                continue
            mapping.columns.remove(column)
            mapping.unmapped.append(Column(column.index, "", column.header))


def _settle_numbers(mapping: Mapping, sample: Sample) -> None:
    """编号 counts the rows when its values are 1, 2, 3 …; otherwise it is the item code."""
    for column in mapping.of("seq"):
        if fold_header(column.header) not in ("编号", "no", "号"):
            continue
        values = [value for value in sample(column.index) if value]
        counts = values and all(value.isdigit() and len(value) <= 5 for value in values)
        if values and not counts and not mapping.has("code"):
            column.field = "code"
    seqs = mapping.of("seq")
    if len(seqs) > 1:
        for column in seqs[1:]:
            if fold_header(column.header) == "编号" and not mapping.has("code"):
                column.field = "code"
            else:
                column.field = "sub_seq"


def _settle_tier_or_condition(mapping: Mapping, sample: Sample, row: int) -> None:
    """违法情节 may be tier or circumstance: decided by neighbours and values, asked when they disagree."""
    conditions = [column for column in mapping.of("condition") if not column.tier]
    tiers = [column for column in mapping.of("tier") if not column.tier]
    across = any(column.tier for column in mapping.columns)
    for column in conditions:
        share = _tier_share(sample(column.index))
        if tiers or across:
            continue
        others = [other for other in conditions if other is not column]
        if share >= _TIER_SHARE:
            column.field = "tier"
            tiers.append(column)
        elif share > 0.2 or (
            "情节" in column.header and others and 0 < _length(sample(column.index)) <= _SENTENCE / 2
        ):
            mapping.questions.append(
                _question(row, column, f"栏目“{column.header}”既像裁量阶次又像适用条件，现按适用条件读取")
            )
    for column in list(tiers):
        values = sample(column.index)
        if not values or _tier_share(values) >= 0.3 or _length(values) <= _SENTENCE:
            continue
        if any(split_tiers(value) for value in values):
            column.field = "condition_and_penalty"
        elif not mapping.has("condition"):
            column.field = "condition"
        elif fold_header(column.header) in ("违法程度", "违法情节", "情节轻重", "程度"):
            mapping.questions.append(
                _question(row, column, f"栏目“{column.header}”的内容不像裁量阶次，现仍按裁量阶次读取")
            )


def _settle_penalties(mapping: Mapping, sample: Sample) -> None:
    """处罚标准 beside 裁量幅度 is the statutory range; so is a column that speaks once for all tiers."""
    columns = [column for column in mapping.of("penalty") if not column.tier]
    if len(columns) < 2:
        across = any(column.tier for column in mapping.columns)
        if columns and (across or mapping.has("condition_and_penalty")):
            columns[0].field = "statutory_penalty"
        return
    discretion = [column for column in columns if "裁量" in column.header or "建议" in column.header]
    filled = {column.index: len(sample(column.index)) for column in columns}
    most = max(filled.values())
    for column in columns:
        name = fold_header(column.header).rpartition("/")[2]
        by_name = name in ("处罚标准", "处罚规定", "处罚内容", "处罚幅度", "罚款幅度", "处罚") and bool(
            [other for other in discretion if other is not column]
        )
        by_values = most >= 3 and filled[column.index] <= most * 0.7
        if (by_name or by_values) and len([c for c in columns if c.field == "penalty"]) > 1:
            column.field = "statutory_penalty"


def _settle_agency(mapping: Mapping) -> None:
    columns = mapping.of("agency")
    if len(columns) < 2:
        return
    strong = [column for column in columns if fold_header(column.header) not in _WEAK_AGENCY] or columns
    for column in columns:
        if column is not strong[0]:
            column.field = "other_agency"


def _is_list(mapping: Mapping, sample: Sample) -> bool:
    """Whether enough speaks for this list type: tiers in some form, and more than one known column."""
    fields = {column.field for column in mapping.columns}
    if mapping.list_type.kind == "leniency":
        return "violation" in fields and bool(fields & {"conditions", "exemption_kind", "exemption_basis"})
    if mapping.list_type.kind != "benchmark":
        return len(fields) >= 2 and all(fields & group for group in mapping.list_type.needs)
    if fields & {"condition_and_penalty"}:
        return True
    if len(fields) < 2 and not any(column.tier for column in mapping.columns):
        return False
    if any(column.tier for column in mapping.columns) or "tier" in fields:
        return True
    if "penalty" not in fields:
        return False
    inline = any(
        split_tiers(value) for column in mapping.of("penalty") for value in list(sample(column.index))[:20]
    )
    return inline or bool(fields & {"condition", "quantity", "harm"})


def _tier_share(values: Sequence[str]) -> float:
    filled = [value for value in values if value]
    return sum(map(are_tier_words, filled)) / len(filled) if filled else 0.0


def _length(values: Sequence[str]) -> float:
    return median([len(value) for value in values if value] or [0])


def _label(name: str) -> str:
    labels = {
        "tier": "裁量阶次",
        "condition": "适用条件",
        "penalty": "裁量标准",
        "violation": "违法行为",
        "legal_basis": "法律依据",
        "penalty_basis": "处罚依据",
        "violated_basis": "违法依据",
        "agency": "实施主体",
        "code": "编码",
        "item_name": "事项名称",
        "conditions": "适用条件",
        "exemption_kind": "不罚情形",
        "exemption_basis": "不予处罚依据",
        "follow_up": "监管措施",
        "window": "首次的认定周期",
        "statutory_penalty": "法定处罚",
    }
    return labels.get(name, name)


def _question(row: int, column: Column, message: str) -> Problem:
    return Problem(
        "warning",
        "AMBIGUOUS_HEADER",
        f"{message}，请确认。",
        "如识别有误，请把表头改为模板用语（违法行为、法律依据、裁量阶次、适用条件、裁量标准）后重新上传。",
        row=row + 1,
        column=column.letter,
        value=column.header,
    )
