"""Signs that people who know them use: quotes, minus, and field words (法律: 机关: 领域: 编码:)."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Field words as officers write them, and what they narrow.
FIELD_WORDS = {
    "法律": "law", "法规": "law", "依据": "law", "机关": "agency", "部门": "agency", "单位": "agency", "领域": "domain", "编码": "code", "代码": "code",
}  # fmt: skip

_QUOTED = re.compile(r"""["“”„‟＂「『](?P<text>[^"“”„‟＂「」『』]{1,100})["“”„‟＂」』]""")
_FIELD = re.compile(rf"(?P<name>{'|'.join(FIELD_WORDS)})\s*[:：]\s*(?P<value>《[^》]*》|\S+)")
#: A minus stands before a word and behind a space: 200-2000元 and 2024-09-03 hold none.
_MINUS = re.compile(r"(?:(?<=\s)|^)[-－–—](?P<text>[^\s\-－–—]{1,40})")
#: Whether a question holds any of these signs.
SIGNS = re.compile(f"{_FIELD.pattern.replace('?P<name>', '?:').replace('?P<value>', '?:')}|{_QUOTED.pattern.replace('?P<text>', '?:')}")
_STRAY = re.compile(r"""["“”„‟＂「」『』]""")


@dataclass(frozen=True, slots=True)
class Marked:
    """The question without its signs, and what they said."""

    text: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


def has_stray_quote(text: str) -> bool:
    """Whether a quotation mark is left open, or closes nothing."""
    return bool(_STRAY.search(_QUOTED.sub(" ", text)))


def without_fields(text: str) -> str:
    """The question as typed, its field words taken out."""
    return " ".join(_FIELD.sub(" ", text).split())


def read_syntax(text: str) -> Marked:
    """Reads the signs; one that is left open or holds nothing is taken for a slip and dropped."""
    phrases: list[str] = []
    excluded: list[str] = []
    fields: list[tuple[str, str]] = []

    def quoted(found: re.Match[str]) -> str:
        phrases.append(found["text"].strip())
        return " "

    def minus(found: re.Match[str]) -> str:
        excluded.append(found["text"])
        return " "

    def field(found: re.Match[str]) -> str:
        fields.append((FIELD_WORDS[found["name"]], found["value"].strip("《》")))
        return " "

    for pattern, take in ((_FIELD, field), (_QUOTED, quoted), (_MINUS, minus)):
        text = pattern.sub(take, text)
    rest = " ".join(_STRAY.sub(" ", text).split())
    return Marked(rest, tuple(filter(None, phrases)), tuple(excluded), tuple(fields))
