"""The sample's leniency lists: read from ``leniency/*.txt``, written as the workbooks an office would send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from enforcement.notation.citations import Citation, format_citation
from enforcement.sample.source import HERE, SourceItem, law_index, read_catalogue, read_laws
from enforcement.sample.workbook import citation_text, read_agencies

FOLDER = HERE / "leniency"
CITY = "桦岭市"
FIRST = "首违不罚"
_HEAD = ["序号", "执法领域", "违法行为", "处罚依据", "免罚情形", "适用条件", "实施机关"]
_WIDTHS = (6, 14, 36, 34, 14, 50, 24)
_REFERRED = re.compile(r"^(?P<agency>[a-z]+) (?P<number>\d{4}) \| (?P<case>[^|]*)\| (?P<condition>.+)$")
_OWN = re.compile(r"^(?P<agency>[a-z]+) : (?P<act>[^|]+)\| (?P<law>[^|]+)\| (?P<article>\d+) \| (?P<condition>.+)$")


@dataclass(frozen=True, slots=True)
class SampleMatter:
    """One row as the workbook has it."""

    domain: str
    act: str
    basis: str
    case: str
    conditions: str
    agency: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of the head."""
        return self.domain, self.act, self.basis, self.case, self.conditions, self.agency


@dataclass(slots=True)
class SampleLists:
    """The lists that one document issued: name → matters; an empty one is lawful."""

    name: str
    document_no: str = ""
    begins: str = ""
    lists: dict[str, list[SampleMatter]] = field(default_factory=dict)


def read_sample_lists(folder: Path = FOLDER) -> Iterator[SampleLists]:
    """Every document's lists, oldest first; raises ValueError at the first fault."""
    items = {(agency, item.number): item for agency, listed in read_catalogue() for item in listed}
    for path in sorted(folder.glob("*.txt")):
        found = SampleLists(path.stem)
        rows: list[SampleMatter] = []
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = raw.strip()
            if line.startswith("document:"):
                found.document_no = line.split(":", 1)[1].strip()
            elif line.startswith("from:"):
                found.begins = line.split(":", 1)[1].strip()
            elif line.startswith("["):
                rows = found.lists[line.strip("[]")] = []
            elif line and not line.startswith("#"):
                try:
                    rows.append(_matter(line, items, first=next(reversed(found.lists), "").startswith(FIRST)))
                except (KeyError, ValueError) as fault:
                    raise ValueError(f"{path.name}:{number}: {fault}") from fault
        yield found


def _matter(line: str, items: dict[tuple[str, int | None], SourceItem], *, first: bool) -> SampleMatter:
    agencies = read_agencies()
    if own := _OWN.match(line):
        law = law_index(read_laws())[own["law"].strip()]
        basis = format_citation(Citation(law, int(own["article"])))
        return SampleMatter("", own["act"].strip(), basis, "", own["condition"].strip(), agencies[own["agency"]].name)
    said = _REFERRED.match(line)
    if not said:
        raise ValueError("a line is: agency number | case | circumstance")
    item = items[said["agency"], int(said["number"])]
    case, condition = said["case"].strip(), said["condition"].strip()
    conditions = f"{case}；{condition}；危害后果轻微并及时改正" if first else condition
    return SampleMatter(item.domain, item.act, citation_text(item.basis), "" if first else case, conditions, agencies[said["agency"]].name)


def write_lists(path: Path, found: SampleLists) -> int:
    """Writes one document's lists, a sheet a list; returns how many matters."""
    book = xlsxwriter.Workbook(path)
    cell = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "仿宋", "font_size": 11}
    title = book.add_format({"bold": True, "font_size": 18, "align": "center", "font_name": "方正小标宋简体"})
    note, head, plain = book.add_format({"align": "right", "font_name": "仿宋"}), book.add_format({**cell, "bold": True, "align": "center"}), book.add_format(cell)
    for name, matters in found.lists.items():
        sheet = book.add_worksheet(name)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, len(_HEAD) - 1, f"{CITY}{name}", title)
        sheet.merge_range(1, 0, 1, len(_HEAD) - 1, f"{found.document_no}　　自{found.begins}起施行", note)
        for column, text in enumerate(_HEAD):
            sheet.write_string(2, column, text, head)
        for place, matter in enumerate(matters, 1):
            sheet.write_string(2 + place, 0, str(place), plain)
            for column, text in enumerate(matter.cells, 1):
                sheet.write_string(2 + place, column, text, plain)
        if not matters:
            sheet.merge_range(3, 0, 3, len(_HEAD) - 1, "本清单暂无事项", plain)
    book.close()
    return sum(map(len, found.lists.values()))
