"""What a file says about benchmarks, checked item by item before anything is compared or written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from enforcement.imports.benchmarks.validation_amounts import excess, gap_before, stated_maximum
from enforcement.imports.benchmarks.validation_duplicates import mark_duplicates, sibling_maxima
from enforcement.imports.validation_fields import is_blank, read_code, read_end, tidy
from enforcement.imports.validation_personal import personal_data
from enforcement.notation.basis import Basis, read_basis
from enforcement.notation.citations import Citation, format_citation
from enforcement.notation.dates import parse_date
from enforcement.penalties.amounts import Amount, format_amount, parse_amounts, statutory_bands
from enforcement.penalties.tier_words import classify_label, rank_tiers
from enforcement.spreadsheets.items import RawItem, RawTier
from enforcement.spreadsheets.problems import Problem, Severity

#: What a provision says, for those who know the laws on record: the text of the clause, or None.
Provisions = Callable[[Citation], str | None]


@dataclass(slots=True)
class CheckedTier:
    """One tier with what its words mean; ``rank`` counts from the lightest, 1, upwards."""

    raw: RawTier
    label: str
    code: str
    rank: int
    condition: str
    penalty: str
    amounts: tuple[Amount, ...]

    @property
    def row(self) -> int:
        """Where the tier stands in its sheet."""
        return self.raw.row


@dataclass(slots=True)
class CheckedItem:
    """One item of a file, read as far as it can be.

    ``citations`` are the provisions that impose the penalty (or the only ones
    given), ``violated`` those that were broken, ``citation`` the canonical text
    of the former, ``legal_text`` the basis as the file has it, ``bands`` what
    the quoted clause allows. Dates that cannot be read are None, with a
    problem; ``valid_until`` None is no end. ``ok`` is false when an error stops
    the item.
    """

    raw: RawItem
    code: str | None = None
    agency: str = ""
    violation: str = ""
    citations: tuple[Citation, ...] = ()
    violated: tuple[Citation, ...] = ()
    citation: str = ""
    legal_text: str = ""
    bands: tuple[Amount, ...] = ()
    effective_from: date | None = None
    valid_until: date | None = None
    tiers: list[CheckedTier] = field(default_factory=list)
    ok: bool = True


@dataclass(slots=True)
class Validation:
    """The items of a file in its order, and everything that is wrong with them."""

    items: list[CheckedItem]
    problems: list[Problem]

    @property
    def accepted(self) -> list[CheckedItem]:
        """The items that no error stops."""
        return [item for item in self.items if item.ok]


def validate_benchmarks(
    items: Sequence[RawItem], provisions: Provisions | None = None, default_agency: str = ""
) -> Validation:
    """Checks all items of a file, and each against the others.

    ``provisions`` gives the text of a provision where the file quotes none, so
    that the statutory maximum is known. ``default_agency`` is for whom the file
    is uploaded: it stands for items of tables without an agency anywhere, never
    for an empty cell of an agency column. Every problem has sheet, row and
    column.
    """
    problems: list[Problem] = []
    checked = [_Check(item, problems, provisions, default_agency).run() for item in items]
    _compare_siblings(checked, problems)
    problems += mark_duplicates(checked)
    return Validation(checked, problems)


class _Check:
    """The checks of one item; each adds its problems and fills its part of the result."""

    def __init__(self, raw: RawItem, problems: list[Problem], provisions: Provisions | None, default_agency: str) -> None:
        self.raw = raw
        self.problems = problems
        self.provisions = provisions
        self.default_agency = default_agency
        self.item = CheckedItem(raw)

    def run(self) -> CheckedItem:
        raw, item = self.raw, self.item
        self._code()
        item.violation = self._required("violation", "MISSING_VIOLATION", "缺少违法行为", "填写违法行为的名称", "item_name")
        self._basis()
        item.agency = self._agency()
        item.effective_from = self._date("effective_from", parse_date)
        item.valid_until = self._date("valid_until", read_end)
        if item.effective_from and item.valid_until and item.valid_until < item.effective_from:
            self._field_problem("valid_until", "BAD_DATE", "有效期早于施行日期", "核对两个日期")
            item.valid_until = None
        self._tiers()
        for problem in personal_data(raw):
            self._report(problem)
        return item

    def _report(self, problem: Problem, *, stops: bool = True) -> None:
        self.problems.append(problem)
        if problem.severity == "error" and stops:
            self.item.ok = False

    def _field_problem(self, name: str, code: str, message: str, remedy: str, *, stops: bool = False) -> None:
        """An error on one field; the item stops only when it cannot do without."""
        raw = self.raw
        value = None if is_blank(raw.values.get(name)) else raw.text(name)
        place = (raw.sheet, raw.rows.get(name, raw.row), raw.cells.get(name))
        self._report(Problem("error", code, message, remedy, *place, value), stops=stops)

    def _required(self, name: str, code: str, message: str, remedy: str, *instead: str) -> str:
        for field_name in (name, *instead):
            if not is_blank(self.raw.values.get(field_name)):
                return tidy(self.raw.values[field_name])
        if name in self.raw.values and str(self.raw.values[name] or "") and not tidy(self.raw.values[name]):
            message += "，只有空白字符"
        self._field_problem(name, code, message, remedy, stops=True)
        return ""

    def _agency(self) -> str:
        if self.default_agency and "agency" not in self.raw.cells and is_blank(self.raw.values.get("agency")):
            return self.default_agency
        return self._required("agency", "MISSING_AGENCY", "缺少实施部门", "填写实施本项处罚的部门全称")

    def _code(self) -> None:
        try:
            self.item.code = read_code(self.raw.values.get("code"))
        except ValueError as fault:
            remedy = "按权责清单核对编码，把单元格设为文本后重新填写"
            self._field_problem("code", "BAD_CODE", str(fault), remedy, stops=True)

    def _date(self, name: str, read: Callable[[object], date | None]) -> date | None:
        value = self.raw.values.get(name)
        if is_blank(value):
            return None
        try:
            return read(value)
        except ValueError as fault:
            self._field_problem(name, "BAD_DATE", f"{fault}，本项不带这个日期", "按“2024年9月3日”的形式填写")
            return None

    def _basis(self) -> None:
        raw, item = self.raw, self.item
        given = [name for name in ("penalty_basis", "legal_basis", "violated_basis") if not is_blank(raw.values.get(name))]
        if not given:
            missing = next((name for name in ("legal_basis", "penalty_basis") if name in raw.cells), "legal_basis")
            self._field_problem(missing, "MISSING_BASIS", "缺少法律依据", "写明法律名称和条、款、项", stops=True)
            return
        bases = {name: self._read_basis(name) for name in given}
        main = bases[given[0]]
        # A cell that only says what was broken is still the basis when there is no other.
        if given[0] == "violated_basis":
            item.citations = main.penalty or main.violated
        else:
            item.citations = main.penalty or main.violated
            broken = bases.get("violated_basis")
            item.violated = (broken.penalty + broken.violated if broken else ()) or (main.violated if main.penalty else ())
        item.legal_text = tidy(raw.values[given[0]])
        cited = [citation for citation in item.citations if citation.article is not None]
        if not cited:
            named = "、".join(f"《{citation.law}》" for citation in item.citations if citation.law)
            message = f"法律依据{named}未写明条款" if named else "法律依据中没有法律名称和条款"
            self._field_problem(given[0], "CITATION_WITHOUT_ARTICLE", message, "补充到条、款、项，例如“第四十六条第（四）项”", stops=True)
            return
        item.citations = tuple(cited)
        item.citation = "、".join(map(format_citation, cited))
        clauses = [basis.clause for name, basis in bases.items() if name != "violated_basis"]
        clauses += [raw.text(name) for name in ("basis_text", "statutory_penalty")]
        if not any(clauses) and self.provisions:
            clauses = [text for citation in cited if (text := self.provisions(citation))]
        bands = [band for clause in clauses if clause for band in statutory_bands(clause)]
        if stated := stated_maximum(raw.values.get("statutory_max")):
            bands.append(stated)
        item.bands = tuple(bands)

    def _read_basis(self, name: str) -> Basis:
        text = self.raw.text(name).strip()
        title = self.raw.text("law_title").strip().strip("《》")
        if title and "《" not in text[:40]:
            text = f"《{title}》{text}"
        return read_basis(text)

    def _tiers(self) -> None:
        raw = self.raw
        written = [tier for tier in raw.tiers if not (is_blank(tier.tier) and is_blank(tier.condition) and is_blank(tier.penalty))]
        if not written:
            cells = [raw.cells, *(tier.cells for tier in raw.tiers)]
            names = ("tier", "condition", "penalty")
            column = next((found[name] for name in names for found in cells if name in found), None)
            row = raw.tiers[0].row if raw.tiers else raw.row
            problem = Problem(
                "error", "MISSING_TIERS", "没有任何裁量阶次", "至少填写一个阶次及其适用条件和裁量标准", raw.sheet, row, column
            )  # fmt: skip
            self._report(problem)
            return
        has_conditions = any(not is_blank(tier.condition) for tier in written)
        ranks = rank_tiers([tier.tier for tier in written])
        for number, (tier, rank) in enumerate(zip(written, ranks, strict=True), 1):
            self._tier(tier, number, rank, has_conditions)
        self._gaps()

    def _tier(self, tier: RawTier, number: int, rank: int, has_conditions: bool) -> None:
        cells = tier.cells
        own_column = "condition" in cells and cells.get("condition") != cells.get("penalty")
        if is_blank(tier.condition) and (has_conditions or own_column):
            self._tier_problem("error", tier, "condition", "MISSING_CONDITION", f"第{number}个阶次缺少适用条件", "写明这个阶次适用于什么情形")
        if is_blank(tier.penalty):
            self._tier_problem("error", tier, "penalty", "MISSING_STANDARD", f"第{number}个阶次缺少裁量标准", "写明这个阶次的处罚种类和幅度")
        amounts = parse_amounts(tier.penalty)
        for amount in amounts:
            if amount.is_reversed:
                message = f"下限高于上限（{format_amount(amount)}）"
                self._tier_problem("error", tier, "penalty", "RANGE_REVERSED", message, "核对上下限，改正后重新上传", tier.penalty)
            elif (limit := excess(amount, self.item.bands)) is not None:
                self._exceeds(tier, amount, limit, "法定最高幅度")
        self.item.tiers.append(
            CheckedTier(
                raw=tier, label=tidy(tier.tier), code=classify_label(tier.tier).code, rank=rank,
                condition=tidy(tier.condition), penalty=tidy(tier.penalty), amounts=amounts,
            )  # fmt: skip
        )

    def _exceeds(self, tier: RawTier, amount: Amount, limit: Decimal, what: str) -> None:
        allowed = format_amount(Amount(None, limit, amount.unit, amount.base, per=amount.per))
        message = f"裁量标准（{format_amount(amount)}）超出{what}（{allowed}）"
        self._tier_problem("warning", tier, "penalty", "ABOVE_STATUTORY_MAX", message, "对照法条核对；确需高于的，写明依据", tier.penalty)

    def _gaps(self) -> None:
        """Neighbouring tiers that leave sums open between them, read from the lightest on."""
        tiers = sorted(self.item.tiers, key=lambda tier: tier.rank)
        for before, here in zip(tiers, tiers[1:], strict=False):
            fines, lighter = ([amount for amount in tier.amounts if amount.is_fine] for tier in (here, before))
            if gap := gap_before(fines, lighter, self.item.bands):
                low, high = (format_amount(Amount(end, end, fines[0].unit)) for end in gap)
                message = f"与上一阶次之间有空档：{low}至{high}没有对应的阶次"
                self._tier_problem("warning", here.raw, "penalty", "TIER_GAP", message, "核对相邻阶次的幅度是否衔接", here.penalty)

    def _tier_problem(self, severity: Severity, tier: RawTier, name: str, code: str, message: str, remedy: str, value: str | None = None) -> None:
        column = tier.cells.get(name) or self.raw.cells.get(name)
        self._report(Problem(severity, code, message, remedy, self.raw.sheet, tier.row, column, value))


def _compare_siblings(items: list[CheckedItem], problems: list[Problem]) -> None:
    """Without a quoted clause, the other items of the same list of acts tell the maximum."""
    for index, limit in sibling_maxima(items).items():
        item = items[index]
        for tier in item.tiers:
            for amount in tier.amounts:
                if amount.is_fine and amount.unit == "yuan" and not amount.is_reversed and (amount.maximum or 0) > limit:
                    problems.append(
                        Problem(
                            "warning", "ABOVE_STATUTORY_MAX",
                            f"裁量标准（{format_amount(amount)}）高于同一条款其他事项的最高幅度（{format_amount(Amount(None, limit))}）",
                            "对照法条核对法定最高罚款", item.raw.sheet, tier.row,
                            tier.raw.cells.get("penalty") or item.raw.cells.get("penalty"), tier.penalty,
                        )  # fmt: skip
                    )
