"""From what was read to lists with their matters: judged, and named as on record."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from enforcement.fingerprints import fold
from enforcement.imports.leniency import titles
from enforcement.imports.names import AgencyNames, LawNames
from enforcement.imports.on_record import Understood, about_laws, about_new_agencies, name_agency
from enforcement.imports.options import ImportOptions
from enforcement.imports.rows import Row
from enforcement.imports.validation_fields import is_blank, read_code, tidy
from enforcement.imports.validation_personal import personal_data
from enforcement.models import LeniencyCitation, LeniencyKind
from enforcement.notation.basis import read_basis
from enforcement.notation.citations import Citation
from enforcement.notation.dates import parse_date
from enforcement.spreadsheets.items import RawItem
from enforcement.spreadsheets.problems import Problem
from enforcement.spreadsheets.rows import FoundTable, Reading

Role = LeniencyCitation.Role
#: Field of the table → what its provisions are for.
BASES = {"penalty_basis": Role.PENALTY, "legal_basis": Role.BASIS, "violated_basis": Role.VIOLATED, "exemption_basis": Role.EXEMPTION}
#: A row that says that there is nothing.
_NOTHING = re.compile("(?:本清单|本表)?(?:暂无|无|没有)(?:相关|有关)?(?:事项|内容)?。?")
_FIRST = re.compile("首次|初次|首违|第一次")
_DRUNK = re.compile("饮酒|醉酒|酒后|醉驾|酒驾")
LONGEST_DOMAIN, LONGEST_LAW = 20, 200


class Lists:
    """The lists of a file: each a row of its own (``kind``, ``name``, ``title``, issuer, day) with ``matters``."""

    def __init__(self, reading: Reading, options: ImportOptions) -> None:
        self.reading = reading
        self.options = options
        self.agencies, self.laws = AgencyNames(), LawNames()
        self.understood = Understood([], [problem for problem in reading.problems if problem.code != "NO_ITEMS"], reading.file_format)
        self.lists: list[Row] = []

    def read(self) -> list[Row]:
        """All lists in the file's order; problems and new agencies are in ``understood``."""
        by_table: dict[int, list[RawItem]] = defaultdict(list)
        for item in self.reading.items:
            by_table[item.table].append(item)
        faulty = {item.table for item in self.reading.refused}
        known: dict[tuple[str, str, str], Row] = {}
        previous: LeniencyKind | None = None
        for place, table in enumerate(self.reading.tables):
            row = self._list(table, by_table[place], previous)
            if row is None:
                continue
            previous = LeniencyKind(row["kind"])
            row["faulty"] = row["faulty"] or place in faulty
            same = known.setdefault((row["kind"], row["agency"], row["name"]), row)
            if same is row:
                self.lists.append(row)
            else:
                same["matters"] += row["matters"]
                same["faulty"] = same["faulty"] or row["faulty"]
        # A list of which nothing could be read is not an empty one.
        self.lists = [row for row in self.lists if row["matters"] or not row["faulty"]]
        for row in self.lists:
            self._drop_repeated(row)
        rows = self.understood.rows = [matter for row in self.lists for matter in row["matters"]]
        named = [*rows, *(row for row in self.lists if row["agency"])]
        self.understood.new_agencies = list(dict.fromkeys(row["agency"] for row in named if row["agency_id"] is None))
        self.understood.problems += about_new_agencies(self.understood)
        return self.lists

    def about_laws(self, begin: Any) -> list[Problem]:
        """Laws that are unknown or had lost their force."""
        return about_laws(self.understood.rows, self.laws, begin)

    # --- one list --------------------------------------------------------------------
    def _list(self, table: FoundTable, items: list[RawItem], previous: LeniencyKind | None) -> Row | None:
        title = self._title(table)
        if not title and not items:
            return None  # a head without a title and without rows is no list
        kind = titles.kind_in(title) or self._guess(table, items, previous)
        name = (titles.name_in(title) if title else "") or titles.CANONICAL[kind]
        row: Row = {
            "sheet": table.sheet, "row": table.header_row, "kind": kind.value, "name": name, "title": tidy(title)[:200] or name,
            "agency": "", "agency_id": None, "in_force_from": None, "instrument": self.options.instrument, "document_no": table.document_no,
            "citations": [], "cells": {}, "matters": [], "faulty": False,
        }  # fmt: skip
        agency = titles.issuer_in(title)
        # A row that only says that there is nothing is no matter.
        items = [item for item in items if not _NOTHING.fullmatch(fold(item.text("violation"))) or not is_blank(item.values.get("legal_basis"))]
        named = {item.text("agency").strip() for item in items if item.text("agency").strip()}
        if not agency and not titles.speaks_of_a_place(title):
            agency = named.pop() if len(named) == 1 else "" if named else table.agency
        if agency:
            row["agency"] = agency
            if not name_agency(row, self.agencies, self.understood, create=self.options.create_agencies):
                return None
        row["in_force_from"] = self._first_day(table, items)
        for item in items:
            matter = self._matter(item, row)
            if matter is None:
                row["faulty"] = True
            else:
                row["matters"].append(matter)
        return row

    @staticmethod
    def _title(table: FoundTable) -> str:
        """The line above, else the sheet's name, that says which list it is; a line that calls itself a list before one that does not."""
        lines = [*([table.sheet] if table.named_sheet else []), *table.titles]
        speaking = [line for line in lines if titles.kind_in(line)]
        return next(reversed([line for line in speaking if "清单" in line or "目录" in line] or speaking), "")

    def _guess(self, table: FoundTable, items: list[RawItem], previous: LeniencyKind | None) -> LeniencyKind:
        """Without a title: the heads, then what the conditions speak of. A person is asked."""
        by_header = next((kind for header in table.columns if (kind := titles.kind_in(header))), None)
        first = sum(bool(_FIRST.search(item.text("conditions"))) for item in items)
        if by_header in (None, LeniencyKind.NO_PENALTY) and items and first * 2 > len(items):
            kind = LeniencyKind.FIRST_VIOLATION
        else:
            kind = by_header or previous or LeniencyKind.NO_PENALTY
        self.understood.problems.append(
            Problem(
                "warning", "LIST_KIND_INFERRED", f"表格没有写明是哪一种清单，按内容读为“{kind.label}”。",
                "请确认；不对的，请在表格上方或者工作表名称中写明清单名称后重新上传。", table.sheet, table.header_row,
            )
        )  # fmt: skip
        return kind

    def _first_day(self, table: FoundTable, items: list[RawItem]) -> str | None:
        """The day in the title or its column; one list begins on one day."""
        for text in (table.effective_from, *(item.text("effective_from") for item in items)):
            if text:
                try:
                    return parse_date(text).isoformat()
                except ValueError as fault:
                    self.understood.problems.append(
                        Problem("error", "BAD_DATE", f"{fault}，本清单不带这个日期。", "按“2024年9月3日”的形式填写。", table.sheet, table.header_row)
                    )
                    break
        return self.options.effective_from.isoformat() if self.options.effective_from else None

    # --- one matter ------------------------------------------------------------------
    def _matter(self, raw: RawItem, of: Row) -> Row | None:
        ok = True
        for problem in personal_data(raw):
            self.understood.problems.append(problem)
            ok = ok and problem.severity != "error"
        act = tidy(raw.text("violation"))
        if is_blank(act):
            ok = self._report(raw, "violation", "error", "MISSING_VIOLATION", "缺少违法行为。", "填写违法行为的名称。")
        code = ""
        try:
            code = read_code(raw.values.get("code")) or ""
        except ValueError as fault:
            ok = self._report(raw, "code", "error", "BAD_CODE", f"{fault}。", "核对编码，把单元格设为文本后重新填写。")
        row: Row = {
            "sheet": raw.sheet, "row": raw.row, "code": code, "agency": tidy(raw.text("agency")) or of["agency"], "agency_id": None, "act": act,
            "domain": self._domain(raw), "basis_text": "\n".join(tidy(raw.text(name)) for name in BASES if not is_blank(raw.values.get(name))),
            "conditions": tidy(raw.text("conditions")), "exemption_kind": titles.exemption_in(raw.text("exemption_kind")) or titles.exemption_in(raw.text("domain") if len(raw.text("domain")) <= LONGEST_DOMAIN else ""),
            "window": tidy(raw.text("window"))[:200], "follow_up": tidy(raw.text("follow_up")), "remark": tidy(raw.text("remark")),
            "in_force_from": of["in_force_from"], "citations": self._citations(raw), "cells": raw.cells,
        }  # fmt: skip
        if not row["conditions"] and raw.text("exemption_kind") and not row["exemption_kind"]:
            row["conditions"] = tidy(raw.text("exemption_kind"))  # 免罚情形 heads the kind in some tables, the conditions in others
        if row["exemption_kind"] and titles.exemption_in(row["domain"]):
            row["domain"] = ""
        if not row["agency"]:
            ok = self._report(raw, "agency", "error", "MISSING_AGENCY", "缺少实施机关。", "填写实施机关的全称，或者在标题中写明。")
        elif ok:
            ok = name_agency(row, self.agencies, self.understood, create=self.options.create_agencies)
        if ok and _DRUNK.search(act) and of["kind"] not in (LeniencyKind.LIGHTER, LeniencyKind.MITIGATED):
            self._report(raw, "violation", "warning", "NEVER_LENIENT", "酒后驾驶一类的行为通常不在从宽之列。", "请核对清单；确属原文的，发布后基准页面也不会提示可以从宽。")
        if ok and not row["conditions"]:
            self._report(raw, "conditions", "warning", "MISSING_CONDITION", "没有写明适用条件。", "写明符合什么条件才适用，公众页面将照登。")
        if ok and not row["citations"]:
            basis = next((name for name in BASES if name in raw.cells), "legal_basis")
            self._report(raw, basis, "warning", "CITATION_WITHOUT_ARTICLE", "依据中没有读出法律名称和条款。", "写明法律名称和条、款、项。")
        return row if ok else None

    def _citations(self, raw: RawItem) -> list[list[object]]:
        found: list[list[object]] = []
        for name, role in BASES.items():
            if is_blank(raw.values.get(name)):
                continue
            basis = read_basis(raw.text(name).strip())
            # The act's own provision may stand beside what it breaks.
            for said, cited in ((role, basis.penalty), (Role.VIOLATED, basis.violated)):
                for citation in cited:
                    place = self._place(str(said), citation)
                    if citation.article and place not in found:
                        found.append(place)
        return found

    def _place(self, role: str, cited: Citation) -> list[object]:
        law = self.laws.find(cited.law)
        return [role, law.name if law else cited.law[:LONGEST_LAW], cited.article, cited.sub_article or 0, cited.paragraph or 0, cited.item or 0]

    @staticmethod
    def _domain(raw: RawItem) -> str:
        """A long banner (“下列违法行为轻微并及时改正……”) is no field of enforcement."""
        domain = tidy(raw.text("domain"))
        return domain if len(domain) <= LONGEST_DOMAIN and "违法行为" not in domain and not _NOTHING.fullmatch(fold(domain)) else ""

    def _report(self, raw: RawItem, name: str, severity: Any, code: str, message: str, remedy: str) -> bool:
        """Adds a problem at a cell; always false."""
        value = None if is_blank(raw.values.get(name)) else raw.text(name)
        self.understood.problems.append(Problem(severity, code, message, remedy, raw.sheet, raw.rows.get(name, raw.row), raw.cells.get(name), value))
        return False

    def _drop_repeated(self, of: Row) -> None:
        """The same matter twice, word for word, is one."""
        kept: dict[str, Row] = {}
        for row in of["matters"]:
            said = repr([row["agency"], *(row[name] for name in ("code", "act", "conditions", "exemption_kind")), row["citations"]])
            earlier = kept.setdefault(said, row)
            if earlier is not row:
                self.understood.problems.append(
                    Problem("warning", "DUPLICATE_ITEM", f"与“{earlier['sheet']}”第{earlier['row']}行相同，只保留一项。", "删去重复的行。", row["sheet"], row["row"], row["cells"].get("violation"))
                )
        of["matters"] = list(kept.values())
