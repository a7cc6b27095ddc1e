"""Reads the compact source of the sample catalogue (see README.md beside this file)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from enforcement.sample.ranges import Band, SourceError, bands, render

HERE = Path(__file__).parent
CATALOGUE = HERE / "catalogue"
LAWS = HERE / "laws"
AGENCIES = HERE / "agencies.tsv"

STATE_PREFIX = "中华人民共和国"
_CITATION = re.compile(r"^(?:(?P<law>[^|]+)\|)?\s*(?P<place>\d+(?:之\d+)?(?:\.\d+){0,2})$")
_ITEM = re.compile(r"^\*\s*(?:(?P<number>\d{4})\s+)?(?P<act>\S.*)$")


@dataclass(frozen=True, slots=True)
class SourceLaw:
    """A law the sample cites, in the version in force."""

    name: str
    other_names: tuple[str, ...]
    kind: str
    issuer: str
    promulgated_on: str
    in_force_from: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class SourceCitation:
    """A provision: law by full name, article (``sub`` for 之一), paragraph, item; 0 means not given."""

    law: str
    article: int
    sub: int = 0
    paragraph: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class SourceTier:
    label: str
    condition: str
    penalty: str
    bands: tuple[Band, ...]
    line: int


@dataclass(slots=True)
class SourceItem:
    """One benchmark of the sample. ``number`` is its place in the agency's code range, None until given."""

    agency: str
    domain: str
    number: int | None
    act: str
    basis: SourceCitation
    violated: SourceCitation | None
    statutory: str
    statutory_bands: tuple[Band, ...]
    line: int
    tiers: list[SourceTier] = field(default_factory=list)


def read_laws(folder: Path = LAWS) -> dict[str, SourceLaw]:
    """All laws by full name; the same law in two files must be the same line."""
    laws: dict[str, SourceLaw] = {}
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines, delimiter="\t"):
                if not row or row[0].startswith("#"):
                    continue
                row += [""] * (7 - len(row))
                others = tuple(name.strip() for name in row[1].replace("；", ";").split(";") if name.strip())
                laws.setdefault(row[0].strip(), SourceLaw(row[0].strip(), others, *(cell.strip() for cell in row[2:7])))
    return laws


def law_index(laws: dict[str, SourceLaw]) -> dict[str, str]:
    """Every name a source line may use → the full name."""
    index = {name.removeprefix(STATE_PREFIX): name for name in laws}
    index.update({name: name for name in laws})
    return index


def read_items(path: Path, laws: dict[str, str]) -> tuple[list[SourceItem], list[SourceError]]:
    """The items of one agency file, and what is wrong with its lines."""
    reader = _Reader(path, laws)
    return reader.items, reader.errors


def read_catalogue(folder: Path = CATALOGUE) -> Iterator[tuple[str, list[SourceItem]]]:
    """Every agency's items, in the order of the file names; raises ValueError at the first fault."""
    index = law_index(read_laws())
    for path in sorted(folder.glob("*.txt")):
        items, errors = read_items(path, index)
        if errors:
            raise ValueError(f"{path.name}: {errors[0]}")
        yield path.stem, items


class _Reader:
    """Keeps what holds for the following lines: field, provision, range, numerals."""

    def __init__(self, path: Path, laws: dict[str, str]) -> None:
        self.agency = path.stem
        self.laws = laws
        self.items: list[SourceItem] = []
        self.errors: list[SourceError] = []
        self.chinese = False
        self.domain = ""
        self.basis: SourceCitation | None = None
        self.violated: SourceCitation | None = None
        self.statutory = ""
        self.statutory_bands: tuple[Band, ...] = ()
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = raw.strip()
            if line and not line.startswith("#"):
                try:
                    self._line(number, line)
                except ValueError as error:
                    self.errors.append(SourceError(number, str(error)))

    def _line(self, number: int, line: str) -> None:
        mark, rest = line[0], line[1:].strip()
        if line.startswith("numerals:"):
            self.chinese = line.split(":", 1)[1].strip() == "chinese"
        elif mark == "[":
            self.domain = line.strip("[]").strip()
        elif mark == "@":
            self.basis, self.violated = self._citation(rest, None), None
            self.statutory, self.statutory_bands = "", ()
        elif mark == "^":
            self.violated = self._citation(rest, self.basis.law if self.basis else None)
        elif mark == ">":
            self.statutory_bands = bands(rest)
            self.statutory = render(rest, chinese=self.chinese)
        elif mark == "*":
            self._item(number, line)
        elif mark == "-":
            self._tier(number, rest)
        else:
            raise ValueError(f"a line begins with one of numerals: [ @ ^ > * - (found {line[:12]!r})")

    def _citation(self, text: str, default_law: str | None) -> SourceCitation:
        found = _CITATION.match(text)
        if not found:
            raise ValueError(f"not a provision: {text!r} (law | article.paragraph.item)")
        name = (found["law"] or "").strip(" 《》") or default_law or ""
        full = self.laws.get(name)
        if full is None:
            raise ValueError(f"law not in laws/*.tsv: {name!r}")
        place, *rest = found["place"].split(".")
        article, _, sub = place.partition("之")
        paragraph, item = (int(part) for part in (rest + ["0", "0"])[:2])
        return SourceCitation(full, int(article), int(sub or 0), paragraph, item)

    def _item(self, number: int, line: str) -> None:
        found = _ITEM.match(line)
        if not found:
            raise ValueError("an item line is: * act, or * 0017 act")
        if self.basis is None or not self.statutory or not self.domain:
            raise ValueError("an item needs a [field], an @ provision and a > line before it")
        self.items.append(
            SourceItem(
                self.agency, self.domain, int(found["number"]) if found["number"] else None, found["act"].strip(),
                self.basis, self.violated, self.statutory, self.statutory_bands, number,
            )
        )  # fmt: skip

    def _tier(self, number: int, rest: str) -> None:
        parts = [part.strip() for part in rest.split("|")]
        if len(parts) != 3 or not all(parts):
            raise ValueError("a tier line is: - tier | circumstance | standard")
        if not self.items:
            raise ValueError("a tier without an item")
        label, condition, penalty = parts
        self.items[-1].tiers.append(
            SourceTier(label, render(condition, chinese=self.chinese), render(penalty, chinese=self.chinese), bands(penalty), number)
        )
