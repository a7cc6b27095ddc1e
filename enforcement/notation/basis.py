"""The cell 法律依据: which provisions it names as the basis, and the clause it quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from enforcement.notation.citations import Citation, Mention, find_mentions, parse_citations
from enforcement.notation.numerals import CHINESE_FIGURES, parse_integer


@dataclass(frozen=True, slots=True)
class Basis:
    """What a basis cell says.

    ``penalty`` are the provisions that impose the penalty, ``violated`` those
    that were broken (违反…), ``clause`` the quoted text with all citations at
    its head taken off. Provisions that the quoted text itself refers to
    (依照本法第…条) are no basis and do not appear.
    """

    penalty: tuple[Citation, ...] = ()
    violated: tuple[Citation, ...] = ()
    clause: str = ""


#: Citations stand at the head of a line; no head is longer.
_HEAD: Final = 600

_WORDS: Final = r"违反了?|违法|违反|依据|根据|按照|依照|适用|参照|条款|规定|法律|法规|规章|行政|处罚|执法|设定|实施|主要|的|之|为|并|并且|同时|以及|和|及|与|或者?"
_LABEL: Final = re.compile(
    rf"\s*(?:[（(]?[\d一二三四五六七八九十①-⑳]{{1,3}}[)）.、．]\s*)?(?:(?:[【\[]?(?:{_WORDS})+[】\]]?)+[:：]?\s*)*"
)
_BETWEEN: Final = re.compile(
    rf"(?:[、，,；;。\s]|(?:[（(]?[\d①-⑳]{{1,2}}[)）.、．])|[【\[]?(?:{_WORDS})+[】\]]?|(?<=[据反款定照])[:：])*"
)
_SAME_LAW: Final = re.compile(r"(?:依据|根据|按照|依照|适用)(?:本|该|同)(?:法典?|条例|规定|办法|细则|规则)的?$")
_SIMPLE: Final = re.compile(
    r"《(?P<law>[\u4e00-\u9fff、]+)》"
    rf"第(?P<article>[{CHINESE_FIGURES}]+)条(?:第(?P<paragraph>[{CHINESE_FIGURES}]+)款)?"
    rf"(?:第[（(](?P<item>[{CHINESE_FIGURES}]+)[)）]项)?(?:[：:]|$)"
)
_SIMPLE_UNITS: Final = ("article", "paragraph", "item")
_TITLE_ON_A_LINE: Final = re.compile(r"\n[^\n《]{0,16}《")
#: A colon behind a provision begins the quoted clause.
_CLAUSE_BEGINS: Final = re.compile(r"[条款项](?:的?规定)?[：:]")
_AFTER: Final = re.compile(r"\s*(?:的?规定)?[:：，,。；;\s]*")


@lru_cache(maxsize=4096)
def read_basis(text: str) -> Basis:
    """The basis cell taken apart; without any provision at its head, every provision named in it counts."""
    if simple := _one_provision(text):
        return simple
    penalty: list[Citation] = []
    violated: list[Citation] = []
    clause: list[str] = []
    for line in text.split("\n"):
        # Further on, only a title in brackets begins another provision: anything else is the quoted clause.
        mentions, end = _head(line) if not clause or _begins_with_title(line) else ([], 0)
        if clause and all(mention.citation.article is None for mention, _ in mentions):
            mentions = []
        for mention, broken in mentions:
            (violated if broken else penalty).append(mention.citation)
        rest = line[end:] if mentions else line
        if mentions:
            rest = rest[match.end() :] if (match := _AFTER.match(rest)) else rest
        if rest.strip():
            clause.append(rest.strip())
    if not penalty and not violated:
        return Basis(penalty=tuple(parse_citations(text[:_HEAD])), clause=text.strip())
    return Basis(_cited(penalty), _cited(violated), "\n".join(clause))


def _one_provision(text: str) -> Basis | None:
    """The commonest cell by far, read at once: one provision, a colon, its clause."""
    match = _SIMPLE.match(text)
    if not match or _TITLE_ON_A_LINE.search(text, match.end()):
        return None
    try:
        article, paragraph, item = (parse_integer(match[name]) if match[name] else None for name in _SIMPLE_UNITS)
    except ValueError:
        return None
    cited = Citation(match["law"], article, paragraph=paragraph, item=item)
    return Basis((cited,), (), text[match.end() :].strip())


def _cited(citations: list[Citation]) -> tuple[Citation, ...]:
    """Each provision once; a law named alone only if none of its provisions is."""
    laws = {citation.law for citation in citations if citation.article is not None}
    return tuple(
        dict.fromkeys(one for one in citations if one.article is not None or one.law not in laws)
    )


def _head(line: str) -> tuple[list[tuple[Mention, bool]], int]:
    """The citations at the head of the line, each with whether it is one that was broken, and where they end."""
    if not _begins_with_title(line) and "条" not in line[:_HEAD]:
        return [], 0
    quoted = _CLAUSE_BEGINS.search(line, 0, _HEAD)
    head = line[: quoted.end() if quoted else _HEAD]
    found: list[tuple[Mention, bool]] = []
    end, broken = 0, False
    for mention in find_mentions(head):
        if not found or mention.start >= end:
            between = line[end : mention.start]
            names_law = not line.startswith("第", mention.start)
            if not names_law and not mention.citation.law and mention.start:
                break
            if not names_law and found:
                between = _SAME_LAW.sub("依据", between) if _SAME_LAW.search(between) else between + "×"
            gap = (_BETWEEN if found else _LABEL).fullmatch(between)
            if not gap:
                break
            broken = _is_broken(between, broken)
        found.append((mention, broken))
        end = mention.end
    return found, end


def _begins_with_title(line: str) -> bool:
    label = _LABEL.match(line)
    return line.startswith("《", label.end() if label else 0)


def _is_broken(words: str, before: bool) -> bool:
    """Whether the words before a citation say 违反 (or go on with a list that did)."""
    breaks = max(words.rfind("违反"), words.rfind("违法"))
    imposes = max(words.rfind(word) for word in ("依据", "根据", "按照", "依照", "适用", "处罚"))
    if breaks < 0 and imposes < 0:
        return before
    if breaks >= 0 and words.startswith("依据", breaks + 2):
        return True
    return breaks > imposes
