"""Citations of provisions: 《食品安全法》第一百二十四条第一款第（五）项 and its many variants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from enforcement.notation.numerals import CHINESE_FIGURES, parse_integer, to_chinese
from enforcement.notation.widths import half_width


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision of one law; the units of 立法法 art. 65: 条、款、项、目.

    ``law`` is the title without its brackets and without the year of its
    wording, which stands in ``edition`` (2021修正) and does not make another
    provision. ``sub_article`` is 1 for 之一. ``article`` is None when the text
    names the law alone. Paragraphs, items and points count from 1.
    """

    law: str
    article: int | None = None
    sub_article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    point: int | None = None
    edition: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation and the slice of the text where it stands (that of its list, when it is one of several)."""

    citation: Citation
    start: int
    end: int


#: A range of articles (第十条至第十五条) names each of them, up to this many.
_LONGEST_RANGE: Final = 60

_FIGURE: Final = rf"[{CHINESE_FIGURES}](?: ?[{CHINESE_FIGURES}]){{0,11}}|\d{{1,4}}"
_ARTICLE: Final = rf"第\s?(?P<article>{_FIGURE})\s?[条條](?:\s?之\s?(?P<sub>{_FIGURE}))?"
_BARE_ARTICLE: Final = r"(?P<bare_article>\d{1,4})\s?[条條](?:之(?P<bare_sub>\d{1,2}))?"
_LOWER: Final = (
    rf"第\s?(?P<paragraph>{_FIGURE})\s?款"
    rf"|第?\s?[（(]\s?(?P<item>{_FIGURE})\s?[)）](?:\s?项)?"
    rf"|第\s?(?P<plain_item>{_FIGURE})\s?项"
    rf"|第\s?[（(]?(?P<point>{_FIGURE})[）)]?\s?目"
)
_UNIT: Final = re.compile(rf"{_ARTICLE}|{_LOWER}")
_UNIT_OR_BARE: Final = re.compile(rf"{_ARTICLE}|{_BARE_ARTICLE}|{_LOWER}")

#: What joins the members of a list of provisions; 至 makes a range.
_JOINT: Final = re.compile(r"\s*(?P<joint>[、，,和及与或至到~—-]|以及|或者)?\s*(?:(?:本|该|同)条)?")
_PLAIN_LIST_ITEM: Final = re.compile(rf"\s*[（(](?:{_FIGURE})[)）](?!\s?[、，,和及与或至项])")

_EDITION: Final = re.compile(
    r"[（(]((?:19|20)\d\d\s?年?(?:第[一二三四五]次)?(?:修正|修订|修改|版|公布|通过)?(?:本|版)?|(?:修正|修订|修改)(?:本|版|后)?)[）)]"
)
_AFTER_TITLE: Final = re.compile(
    r"(?:\s*[（(](?![一二三四五六七八九十\d]{1,3}[）)])[^（）()]{1,60}[）)])?\s*(?:的|中的?|之)?\s*(?=第|\d{1,4}\s?[条條])"
)
_BARE_TITLE: Final = re.compile(
    r"(?:(?<=[反了据照和及与或])|(?<![\u4e00-\u9fff]))"
    r"(?P<title>[\u4e00-\u9fff][\u4e00-\u9fff（）]{0,40}?(?:法典?|条例|规定|办法|细则|规则|通则|规范))\s*的?\s*"
    rf"(?=第\s?(?:{_FIGURE})\s?[条條]|\d{{1,4}}\s?[条條])"
)
_LEADING_WORDS: Final = re.compile(r"^.*(?:违反了?|依据|根据|按照|依照|适用|参照)(?=.{2})")
#: 本法, 该条例 and the like: no title, but the law named last.
_SAME_LAW: Final = re.compile(
    r".*(?:(?<!基)本|该|(?<!合)同|上述|前述|此)(?:法典?|条例|规定|办法|细则|规则|通则|规范)"
)

_OPENING: Final = {"《": "》", "〈": "〉", "<": ">"}


def parse_citations(text: str) -> list[Citation]:
    """Every provision that the text cites, in the order of the text; repeated ones once.

    A law named without an article gives a citation without one, unless the
    same text cites its articles as well. 本法, 该条例 and a bare 第…条 belong to
    the law named last; before any, ``law`` is empty.
    """
    found = list(dict.fromkeys(mention.citation for mention in find_mentions(text)))
    with_article = {citation.law for citation in found if citation.article is not None}
    return [citation for citation in found if citation.article is not None or citation.law not in with_article]


def find_mentions(text: str) -> Iterator[Mention]:
    """The citations with their places, in the order of the text."""
    if "条" not in text and "條" not in text and "《" not in text:
        return
    plain = half_width(text).replace("＜", "<").replace("＞", ">")
    law, edition, place = "", "", 0
    for title, start, end, begins in _anchors(plain):
        if start < place:
            continue
        if title is not None:
            law, edition = _split_edition(title, text[end:begins])
        members, stop = _read_list(plain, begins, Citation(law, edition=edition), bare=title is not None)
        place = max(stop, end)
        if not members and title is not None:
            yield Mention(Citation(law, edition=edition), start, end)
        for member in members:
            yield Mention(member, start, place)


def format_citation(citation: Citation) -> str:
    """The canonical form: 《法律》第一百二十四条之一第一款第（五）项."""
    parts = [f"《{citation.law}》" if citation.law else ""]
    if citation.article is not None:
        parts.append(f"第{to_chinese(citation.article)}条")
    if citation.sub_article is not None:
        parts.append(f"之{to_chinese(citation.sub_article)}")
    if citation.paragraph is not None:
        parts.append(f"第{to_chinese(citation.paragraph)}款")
    if citation.item is not None:
        parts.append(f"第（{to_chinese(citation.item)}）项")
    if citation.point is not None:
        parts.append(f"第{to_chinese(citation.point)}目")
    return "".join(parts)


def _anchors(text: str) -> Iterator[tuple[str | None, int, int, int]]:
    """Where citations can begin: (title or None for the law named last, start, end, where units follow)."""
    found: list[tuple[str | None, int, int, int]] = []
    taken: list[tuple[int, int]] = []
    at = text.find("《")
    while at >= 0:
        end = _closing(text, at)
        title = text[at + 1 : end - 1].strip()
        follow = _AFTER_TITLE.match(text, end)
        if title:
            found.append((title, at, end, follow.end() if follow else end))
            taken.append((at, end))
        at = text.find("《", end)
    for match in _BARE_TITLE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            title = _LEADING_WORDS.sub("", match["title"])
            if _SAME_LAW.fullmatch(title):
                continue
            found.append((title, match.end("title") - len(title), match.end("title"), match.end()))
            taken.append((match.start(), match.end()))
    for match in re.finditer(_ARTICLE, text):
        if not any(start <= match.start() < end for start, end in taken):
            found.append((None, match.start(), match.start(), match.start()))
    yield from sorted(found, key=lambda anchor: anchor[1])


def _closing(text: str, at: int) -> int:
    """The end of the title that opens at ``at``, titles within it included; a title left open ends with the line."""
    depth = 0
    for place in range(at, min(len(text), at + 200)):
        if text[place] == "《":
            depth += 1
        elif text[place] == "》":
            depth -= 1
            if not depth:
                return place + 1
        elif text[place] in "\n。；":
            break
    first = text.find("》", at)
    return first + 1 if first >= 0 else at + 1


def _split_edition(title: str, behind: str) -> tuple[str, str]:
    """The title and the year of its wording, which stands within the title or in brackets behind it."""
    title = re.sub(r"\s+", "", title)
    if match := _EDITION.search(title):
        return title[: match.start()] + title[match.end() :], match[1]
    match = _EDITION.search(behind)
    return title, match[1] if match else ""


def _read_list(text: str, at: int, law: Citation, *, bare: bool) -> tuple[list[Citation], int]:
    """The provisions that stand from ``at`` on without other words between, and where they end."""
    members: list[Citation] = []
    current: Citation | None = None
    ranging = False
    place = at
    while True:
        joint = _JOINT.match(text, place) if current else None
        start = joint.end() if joint else place
        unit = (_UNIT_OR_BARE if bare else _UNIT).match(text, start)
        if not unit or (current is None and not (unit["article"] or _group(unit, "bare_article"))):
            break
        if _is_clause_number(text, start, unit, joint):
            break
        joined = joint is not None and joint["joint"] is not None
        merged = _merge(current, unit, law, joined=joined)
        if merged is None:
            break
        if current is not None and joined:
            members.append(current)
            if ranging:
                members[-1:] = _expand(members[-2:]) if len(members) > 1 else members[-1:]
            ranging = bool(joint and joint["joint"] in "至到~—-")
        current, place = merged, unit.end()
    if current is not None:
        members.append(current)
        if ranging and len(members) > 1:
            members[-2:] = [members[-2], *_expand(members[-2:])]
    return members, place


def _is_clause_number(text: str, start: int, unit: re.Match[str], joint: re.Match[str] | None) -> bool:
    """Whether （一） opens a line of the quoted clause instead of naming an item."""
    if unit["item"] is None or text[start] == "第" or text[unit.end() - 1] == "项":
        return False
    between = joint[0] if joint else ""
    return "\n" in between or not re.match(r"\s*(?:$|[、，,。；;：:和及与或至的规之》）)\n])", text[unit.end() :])


def _group(match: re.Match[str], name: str) -> str | None:
    return match[name] if name in match.re.groupindex else None


def _merge(current: Citation | None, unit: re.Match[str], law: Citation, *, joined: bool) -> Citation | None:
    """The provision after reading one more unit; None when the unit cannot follow."""

    def number(*names: str) -> int | None:
        figures = next((found for name in names if (found := _group(unit, name))), None)
        return None if figures is None else parse_integer(figures)

    try:
        article = number("article", "bare_article")
        if article is not None:
            if current is not None and not joined:
                return None
            return replace(law, article=article, sub_article=number("sub", "bare_sub"))
        assert current is not None
        if (paragraph := number("paragraph")) is not None:
            if not joined and (current.paragraph or current.item or current.point):
                return None
            return replace(current, paragraph=paragraph, item=None, point=None)
        if (item := number("item", "plain_item")) is not None:
            if not joined and (current.item or current.point):
                return None
            return replace(current, item=item, point=None)
        return replace(current, point=number("point"))
    except ValueError:
        return None


def _expand(ends: list[Citation]) -> list[Citation]:
    """All that lie after the first end of a range up to the second, by the unit in which the ends differ."""
    first, last = ends
    if first.item is not None and last.item is not None:
        return [*(replace(first, item=number) for number in _between(first.item, last.item)), last]
    if first.paragraph is not None and last.paragraph is not None:
        return [*(replace(first, paragraph=number) for number in _between(first.paragraph, last.paragraph)), last]
    low, high = first.article or 0, last.article or 0
    return [*(Citation(first.law, number, edition=first.edition) for number in _between(low, high)), last]


def _between(low: int, high: int) -> range:
    return range(low + 1, high) if low < high <= low + _LONGEST_RANGE else range(0)
