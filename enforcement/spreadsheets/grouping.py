"""Rows of a table joined to items: merged, blank or repeated cells go on with the item above."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from enforcement.spreadsheets.cell_faults import MINOR_FIELDS, faults_of_row, is_spoilt
from enforcement.spreadsheets.cells import column_letter, text_of
from enforcement.spreadsheets.forms import complete
from enforcement.spreadsheets.furniture import fold, is_example
from enforcement.spreadsheets.items import RawItem, RawTier
from enforcement.spreadsheets.layout import BodyRow, Table
from enforcement.spreadsheets.mapping import Column
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.tier_cells import Cells, Shown, tiers_of_row
from enforcement.spreadsheets.written_tiers import split_body

_DITTO = ("同上", "〃", '"', "″", "同左", "--〃--", "－〃－", "''", "”", "同上。", "…〃…", "々")
_DITTO_FOLDED = frozenset(map(fold, _DITTO))
_CONTINUED = re.compile(r"[（(]?(?:续|接上页|续上页|续表)[）)]?")
_TIER_FIELDS = frozenset(("tier", "condition", "penalty", "condition_and_penalty", "quantity", "harm"))
#: Fields whose further text in continuation rows is appended, not dropped.
_JOINED = frozenset(
    (
        "legal_basis",
        "penalty_basis",
        "violated_basis",
        "basis_text",
        "statutory_penalty",
        "remark",
        "remedial_measure",
        "extra_circumstance",
        "permit_condition",
        "conditions",
        "follow_up",
        "exemption_basis",
    )  # fmt: skip
)


@dataclass(slots=True)
class Draft:
    """An item while its rows are gathered."""

    item: RawItem
    seq: str = ""
    code: str = ""
    name: str = ""
    sub_seq: str = ""
    labels: set[str] = field(default_factory=set)
    section: int = 0
    last_row: int = -1
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_example(self) -> bool:
        return any(is_example(text) for text in (self.seq, self.code, self.name))


class Gatherer:
    """Joins the rows of one table after another; a Word table may go on with the one before."""

    def __init__(self, epoch: dt.date) -> None:
        self.epoch = epoch
        self.draft: Draft | None = None
        self.shown: dict[int, str] = {}

    def gather(self, table: Table, *, follows: bool = False) -> list[Draft]:
        """The items that begin in a table; rows that go on with an earlier item are added to it."""
        drafts: list[Draft] = []
        if not follows or table.form:
            self.draft, self.shown = None, {}
        names = table.mapping.of("violation") or table.mapping.of("item_name")
        if table.form:
            drafts.append(self._form(table))
        for body in table.body:
            cells = self._cells(table, body.row)
            if not cells:
                continue
            identity = _Identity.read(table, cells, names)
            if not table.form and self._starts_item(table, body, identity, cells):
                self.draft = self._begin(table, body, identity)
                drafts.append(self.draft)
            assert self.draft is not None
            self._add(table, body, cells, self.draft)
            self.draft.problems += faults_of_row(table, body.row)
        return drafts

    def _form(self, table: Table) -> Draft:
        """The one item of a form; the rows of its small table add their tiers."""
        form = table.form
        first = min(given.row for given in form.values())
        item = RawItem(table.mapping.list_type.kind, table.grid.sheet.name, first + 1)
        complete(item, form, {given.column: column_letter(given.column) for given in form.values()})
        name = item.text("violation") or item.text("item_name")
        self.draft = Draft(item, "", item.text("code"), name)
        self.draft.section = table.body[0].section if table.body else 0
        return self.draft

    def _cells(self, table: Table, row: int) -> Cells:
        """What the row shows in each mapped column, ditto marks resolved."""
        grid = table.grid
        own = grid.own(row)
        cells: Cells = {}
        for column in table.mapping.columns:
            text = own.get(column.index, "")
            if column.field in MINOR_FIELDS and text and is_spoilt(table, row, column, text):
                continue
            standing = bool(text)
            if not standing:
                top, left = grid.anchor(row, column.index)
                text = grid.text(top, left)
                if not text:
                    continue
                standing = top == row
                if left != column.index:
                    # A cell merged sideways speaks for a neighbour only where both hold the same field.
                    source = next((other for other in table.mapping.columns if other.index == left), None)
                    if source is not None and (source.field, column.field) == ("condition", "penalty"):
                        # One cell for both says what is done, with its circumstance in front or not.
                        condition, penalty = split_body(text)
                        cells[left] = Shown(condition, standing)
                        cells[column.index] = Shown(penalty, standing)
                        continue
                    if source is None or source.field != column.field:
                        continue
            if len(text) <= 8 and fold(text) in _DITTO_FOLDED:
                text = self.shown.get(column.index, "")
                cells[column.index] = Shown(text, own=column.field in _TIER_FIELDS)
                continue
            cells[column.index] = Shown(text, standing)
            self.shown[column.index] = text
        return cells

    def _starts_item(self, table: Table, body: BodyRow, found: _Identity, cells: Cells) -> bool:
        draft = self.draft
        if draft is None or table.mapping.list_type.row_items:
            return True
        moved_on = body.section != draft.section and found.any_own
        code_other = found.code.own and not _same(found.code.text, draft.code)
        seq_other = found.seq.own and not _same(found.seq.text, draft.seq)
        if code_other and (draft.code or seq_other or not _same(found.name.text, draft.name)):
            return True
        if not found.has_name:
            if found.has_seq and (seq_other or not found.seq.text):
                return seq_other
            shared = table.mapping.of("condition_and_penalty")
            if shared and not table.mapping.has("tier") and not found.has_seq:
                return any(cells[column.index].own for column in shared if column.index in cells)
            return self._restarts(table, found, cells) and (not found.has_seq or found.sub_other(draft))
        if found.name.text and not found.name.own and not moved_on:
            return False
        if not found.name.text:
            return seq_other or (moved_on and bool(found.seq.own))
        if _same(found.name.text, draft.name):
            if moved_on:
                return True
            if seq_other or not found.has_seq:
                basis_other = found.basis.own and not _same(found.basis.text, _basis(draft))
                return (seq_other and self._restarts(table, found, cells, default=True)) or basis_other
            return False
        broken_word = body.after_break and found.seq.text and not seq_other
        return not (broken_word and _is_part(found.name.text, draft.name))

    def _restarts(self, table: Table, found: _Identity, cells: Cells, default: bool = False) -> bool:
        """Whether the row's tier was already said, so that the tiers begin anew."""
        assert self.draft is not None
        columns = table.mapping.of("tier") or table.mapping.of("quantity")
        labels = [cells[column.index] for column in columns if column.index in cells]
        if not labels or not labels[0].own:
            return default and not labels
        return fold(labels[0].text) in self.draft.labels

    def _begin(self, table: Table, body: BodyRow, found: _Identity) -> Draft:
        item = RawItem(table.mapping.list_type.kind, table.grid.sheet.name, body.row + 1)
        for column in table.mapping.columns:
            name = column.field
            if name == "condition_and_penalty":
                item.cells.setdefault("tier", column.letter)
                item.cells.setdefault("penalty", column.letter)
            elif not column.tier:
                item.cells.setdefault("condition" if name == "harm" else name, column.letter)
            else:
                item.cells.setdefault("tier", column.letter)
                item.cells.setdefault(name, column.letter)
        if "violation" not in item.cells and "item_name" in item.cells:
            item.cells["violation"] = item.cells["item_name"]
        return Draft(
            item, found.seq.text, found.code.text, found.name.text, found.sub.text, section=body.section
        )

    def _add(self, table: Table, body: BodyRow, cells: Cells, draft: Draft) -> None:
        first = body.row + 1 == draft.item.row
        for column in table.mapping.columns:
            shown = cells.get(column.index)
            if column.tier or column.field in _TIER_FIELDS or shown is None or not shown.text:
                continue
            self._set(table, body.row, column, shown, draft)
        draft.name = draft.name or draft.item.text("violation") or draft.item.text("item_name")
        last = draft.item.tiers[-1] if draft.item.tiers else None
        found = tiers_of_row(table.mapping, body.row, cells, last, first)
        if last is not None:
            last.condition = _append(last.condition, found.more_condition)
            last.penalty = _append(last.penalty, found.more_penalty)
        elif found.more_condition or found.more_penalty:
            found.tiers.append(RawTier(body.row + 1, "", found.more_condition, found.more_penalty))
        if found.filled_label and found.tiers:
            draft.problems.append(_filled(table, found.tiers[0]))
        draft.item.tiers += found.tiers
        draft.labels |= {fold(tier.tier) for tier in found.tiers}
        draft.last_row = body.row

    def _set(self, table: Table, row: int, column: Column, shown: Shown, draft: Draft) -> None:
        item, name = draft.item, column.field
        text: str = shown.text
        if name in table.mapping.list_type.date_fields:
            text = self._date_text(table, row, column, text)
        before = item.text(name)
        if not before:
            item.values[name] = text
            if row + 1 != item.row:
                item.rows[name] = row + 1
        elif name in _JOINED and shown.own and fold(text) not in fold(before):
            item.values[name] = f"{before}\n{text}"

    def _date_text(self, table: Table, row: int, column: Column, text: str) -> str:
        """A day number of the sheet's own date system becomes its date."""
        value = table.grid.value(row, column.index)
        if isinstance(value, int | float) and not isinstance(value, bool) and 15_000 <= value <= 80_000:
            return text_of(self.epoch + dt.timedelta(days=int(value)))
        return text


@dataclass(slots=True)
class _Identity:
    """The cells of a row by which one item is told from the next."""

    seq: Shown
    code: Shown
    name: Shown
    sub: Shown
    basis: Shown
    has_name: bool
    has_seq: bool

    @classmethod
    def read(cls, table: Table, cells: Cells, names: list[Column]) -> _Identity:
        mapping = table.mapping
        blank = Shown("", False)

        def one(columns: list[Column]) -> Shown:
            return next((cells[column.index] for column in columns if column.index in cells), blank)

        basis = mapping.of("penalty_basis") or mapping.of("legal_basis") or mapping.of("violated_basis")
        return cls(
            one(mapping.of("seq")), one(mapping.of("code")), one(names), one(mapping.of("sub_seq")), one(basis),
            bool(names), bool(mapping.of("seq")),
        )  # fmt: skip

    @property
    def any_own(self) -> bool:
        return self.seq.own or self.code.own or self.name.own

    def sub_other(self, draft: Draft) -> bool:
        return self.sub.own and not _same(self.sub.text, draft.sub_seq)


def _same(a: str, b: str) -> bool:
    if a == b:
        return True
    return _CONTINUED.sub("", fold(a)).lstrip("'").rstrip("。") == _CONTINUED.sub("", fold(b)).lstrip(
        "'"
    ).rstrip("。")


def _is_part(a: str, b: str) -> bool:
    a, b = _CONTINUED.sub("", fold(a)), _CONTINUED.sub("", fold(b))
    return not a or a in b or b in a


def _basis(draft: Draft) -> str:
    item = draft.item
    return item.text("penalty_basis") or item.text("legal_basis") or item.text("violated_basis")


def _append(before: str, more: str) -> str:
    return f"{before}\n{more}" if before and more else before or more


def _filled(table: Table, tier: RawTier) -> Problem:
    return Problem(
        "warning", "TIER_FILLED", f"本行没有写明裁量阶次，按上一行读为“{tier.tier}”，请确认。", "请在该行补填裁量阶次。",
        table.grid.sheet.name, tier.row, tier.cells.get("tier"),
    )  # fmt: skip
