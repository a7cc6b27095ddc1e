"""Numbers of documents (文号): one form to compare, one to show.

临市监罚〔2024〕15号, 临市监罚[2024]15, 临市监罚（２０２４）第15 号 are one number
(《党政机关公文格式》 GB/T 9704-2012: the year in 〔〕, no 第, no leading zero). What
stands between issuer and year is part of the number, leading zeros of the
sequence are not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_OPEN: Final = "〔[【(（［〈<﹝{《"
_CLOSE: Final = "〕]】)）］〉>﹞}》"
_BRACKETS: Final = str.maketrans({**dict.fromkeys(_OPEN, "〔"), **dict.fromkeys(_CLOSE, "〕")})
_DASHES: Final = re.compile(r"[‐‑‒–—―−－﹣─]+")
_SPACE: Final = re.compile(r"[\s\u200b\ufeff'’‘`]+")
_YEAR: Final = re.compile(r"〔?((?:19|20)\d{2})年?〕")
_TAIL: Final = re.compile(r"〕第?0*(\d+)号?(?=$|-|之)")
_PARTS: Final = re.compile(r"(?P<issuer>.*?)〔(?P<year>\d{4})〕(?P<kind>[^\d]*)(?P<sequence>\d{1,9})(?P<rest>.*)", re.S)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The parts of a number of the usual form; ``series`` is what its sequence counts within."""

    issuer: str
    year: int
    kind: str
    sequence: int
    rest: str = ""

    @property
    def series(self) -> tuple[str, int, str]:
        """Issuer, year and kind: within one series no sequence number stands twice and none is left out."""
        return self.issuer, self.year, self.kind

    def __str__(self) -> str:
        return f"{self.issuer}〔{self.year}〕{self.kind}{self.sequence}号{self.rest}"


def document_number_key(text: str) -> str:
    """The number for comparison only; empty when the text is.

    Brackets of any kind, width, space, 第, leading zeros and a final 号 make no difference.
    """
    plain = _DASHES.sub("-", _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS))).upper()
    plain = _YEAR.sub(r"〔\1〕", plain)
    plain = _TAIL.sub(r"〕\1", plain)
    return plain.removesuffix("号")


def parse_document_number(text: str) -> DocumentNumber | None:
    """The parts of a number that has issuer, year and sequence; None for numbers of other forms."""
    match = _PARTS.fullmatch(document_number_key(text))
    if match is None or not match["issuer"]:
        return None
    kind = match["kind"].removesuffix("第")
    rest = match["rest"].removeprefix("号")
    return DocumentNumber(match["issuer"], int(match["year"]), kind, int(match["sequence"]), rest)


def standard_document_number(text: str) -> str:
    """The number as GB/T 9704 writes it where it has that form, else as written without outer space."""
    parts = parse_document_number(text)
    return str(parts) if parts else text.strip()
