"""One line of the thesaurus, text ⇄ ``Meaning``: ``不戴头盔 | 没戴安全帽骑车 => 戴安全头盔 | 自行车 + 载人``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from content.thesaurus.common_words import says_nothing
from content.thesaurus.meaning import GAP, Meaning, canonical
from enforcement.notation.widths import half_width

#: Characters of one saying or term: a core, not a sentence.
SHORTEST, LONGEST = 2, 20
MOST_SAID, MOST_MEANS, MOST_TERMS = 60, 20, 6
#: Characters of a line that are looked at.
LONGEST_LINE = 8_000

_ARROW = re.compile(r"[=-]>|[⇒→]")
_RESERVED = re.compile(r"[=-]>|[⇒→|+#]")
#: ``## 道路交通`` names the field of the lines below; to anyone else it is a comment.
_HEADING = re.compile(r"##(?!#)(.*)")
_HEADING_LENGTH = 40
#: What text editors count as a line's end, and nothing else: numbers must be the officer's.
_LINE_END = re.compile("\r\n|\r|\n")


class NotationError(ValueError):
    """What is wrong and what to do. ``line``: its number, from 1; ``side``: ``said`` or ``means`` where it is one of them."""

    def __init__(self, message: str, remedy: str, *, side: str = "", line: int | None = None) -> None:
        super().__init__(message, remedy)
        self.message, self.remedy, self.side, self.line = message, remedy, side, line

    def __str__(self) -> str:
        return f"{f'第{self.line}行：' if self.line else ''}{self.message}{self.remedy}"


@dataclass(frozen=True, slots=True)
class Line:
    """A meaning, where it stands, and the field (领域) that the last heading named."""

    number: int
    meaning: Meaning
    domain: str = ""


@dataclass(slots=True)
class Reading:
    """All lines of a text, and what is wrong with those that are missing."""

    lines: list[Line] = field(default_factory=list)
    errors: list[NotationError] = field(default_factory=list)


def parse_line(text: str, number: int | None = None) -> Meaning:
    """The meaning that a line holds. Raises ``NotationError``."""
    if len(text) > LONGEST_LINE:
        raise NotationError(f"这一行超过{LONGEST_LINE}个字。", "请拆成几行。", line=number)
    sides = _ARROW.split(half_width(text))
    if len(sides) == 1:
        raise NotationError("没有“=>”。", "左边写人们的说法，右边写法条的说法，中间写“=>”。", line=number)
    if len(sides) > 2:
        raise NotationError("有不止一个“=>”。", "一行只写一个意思，请分成几行。", line=number)
    try:
        return Meaning(parse_said(sides[0]), parse_means(sides[1]))
    except NotationError as wrong:
        wrong.line = number
        raise


def format_line(meaning: Meaning) -> str:
    """The line that ``parse_line`` reads back."""
    return str(meaning)


def parse_said(text: str) -> tuple[str, ...]:
    """The patterns between ``|`` or one a line. Raises ``NotationError``."""
    said = _parts(text, "said", "说法")
    if len(said) > MOST_SAID:
        raise NotationError(f"说法超过{MOST_SAID}个。", "请按意思分开写。", side="said")
    for saying in said:
        _check_saying(saying)
    return said


def parse_means(text: str) -> tuple[tuple[str, ...], ...]:
    """The alternatives between ``|`` or one a line, their terms between ``+``. Raises ``NotationError``."""
    means = tuple(dict.fromkeys(_terms(part) for part in _parts(text, "means", "含义", keep="+")))
    if len(means) > MOST_MEANS:
        raise NotationError(f"含义超过{MOST_MEANS}个。", "请只留最能说明问题的。", side="means")
    return means


def read_text(text: str) -> Reading:
    """Every line of a file. Empty lines and those starting with ``#`` say nothing, ``## …`` names a field."""
    reading, heading = Reading(), ""
    for number, raw in enumerate(_LINE_END.split(text), 1):
        line = raw.lstrip("\ufeff").strip()
        if line.startswith(("#", "＃")):
            named = _HEADING.fullmatch(half_width(line))
            heading = heading_of(named[1]) if named else heading
        elif line:
            try:
                reading.lines.append(Line(number, parse_line(line, number), heading))
            except NotationError as wrong:
                reading.errors.append(wrong)
    return reading


def heading_of(text: str) -> str:
    """A field's name as a heading gives it back."""
    return canonical(text.lstrip("# "))[:_HEADING_LENGTH].strip()


def _parts(text: str, side: str, name: str, keep: str = "") -> tuple[str, ...]:
    parts = [canonical(part) for part in re.split(r"[|\n]", half_width(text))]
    found = tuple(dict.fromkeys(part for part in parts if part))
    if not found:
        raise NotationError(f"没有写{name}。", f"请至少写一个{name}。", side=side)
    for part in found:
        reserved = next((match[0] for match in _RESERVED.finditer(part) if match[0] != keep), None)
        if reserved:
            raise NotationError(f"{name}“{part}”里有“{reserved}”。", "这个符号另有用处，请去掉。", side=side)
    return found


def _terms(part: str) -> tuple[str, ...]:
    terms = tuple(map(canonical, part.split("+")))
    if not all(terms):
        raise NotationError(f"含义“{part}”的加号旁边是空的。", "加号两边各写一个词。", side="means")
    if len(terms) > MOST_TERMS:
        raise NotationError(f"含义“{part}”超过{MOST_TERMS}个词。", "请只留必须同时出现的词。", side="means")
    for term in terms:
        if GAP in term:
            raise NotationError(f"含义“{term}”里有“{GAP}”。", "省略号只用在左边；右边用加号连接必须同时出现的词。", side="means")
        # Beside a telling term even a single character narrows: 未 + 备案.
        _check_length(term, term, "含义", "means", shortest=1 if len(terms) > 1 else SHORTEST)
    if not any(len(term) >= SHORTEST and not says_nothing(term) for term in terms):
        raise NotationError(f"含义“{part}”每条基准里都有，不能区分。", "请写得更具体，或者用加号连上一个更具体的词。", side="means")
    return tuple(dict.fromkeys(terms))


def _check_saying(saying: str) -> None:
    if saying.startswith(GAP) or saying.endswith(GAP):
        raise NotationError(f"说法“{saying}”以“{GAP}”开头或结尾。", "省略号只写在两个词之间，首尾不用写。", side="said")
    said = saying.replace(GAP, "")
    _check_length(saying, said, "说法", "said")
    if says_nothing(said):
        raise NotationError(f"说法“{saying}”太常见，几乎每个问题里都有。", "请写出具体的行为或者物品。", side="said")


def _check_length(whole: str, counted: str, name: str, side: str, shortest: int = SHORTEST) -> None:
    if len(counted) < shortest:
        raise NotationError(f"{name}“{whole}”只有一个字，会误伤太多。", f"请写至少{shortest}个字。", side=side)
    if len(counted) > LONGEST:
        raise NotationError(f"{name}“{whole[:LONGEST]}……”超过{LONGEST}个字。", "请只留最要紧的几个字。", side=side)
    if not any(character.isalnum() for character in counted):
        raise NotationError(f"{name}“{whole}”里没有文字。", "请写字词。", side=side)


def write_text(entries: Iterable[tuple[str, Meaning]]) -> str:
    """A file of (field, meaning), sorted by field, that ``read_text`` reads back."""
    written: list[str] = []
    last = ""
    for name, meaning in sorted(entries, key=lambda entry: heading_of(entry[0])):
        heading = heading_of(name)
        if heading != last:
            written += ["", f"## {heading}"] if written else [f"## {heading}"]
            last = heading
        written.append(format_line(meaning))
    return "".join(f"{line}\n" for line in written)
