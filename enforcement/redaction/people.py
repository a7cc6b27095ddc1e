"""People whom a text names: those the record knows, and those that words around them give away.

Known people (the party, the operator, the legal representative) are found in
every written form. For all others there is no certain way: a name stands behind
a word for a role (证人王五), before a title (王女士), is masked already (王某), has
the dots or letters of a foreign name, or begins with a family name and goes on
as given names do. The first two are settled where the end of the name is sure;
everything else is held for a second person.

**What cannot be found**: a name that is a word of the dictionary and has no such
word beside it (高明, 建设), rare family names without a role word, nicknames,
homophones and misspelt forms of a known name, and people who are described
without being named. That is why a text that tells of people is published only
after somebody has read it (《政府信息公开条例》 art. 17: 保密审查 before publication).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from enforcement.redaction.folding import Folded, fold
from enforcement.redaction.name_forms import (
    COMPOUND_SURNAMES,
    GIVEN,
    HAN,
    OTHER_PEOPLES,
    SURNAMES,
    WORD_SURNAMES,
    compound_at,
)
from enforcement.redaction.spans import Span
from enforcement.redaction.words import Words, words_of

_DATA: Final = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))
_STOPS: Final = frozenset(_DATA["stops"])
_ROLE_WORDS: Final = "|".join(sorted(_DATA["roles"], key=len, reverse=True))
_ROLE: Final = re.compile(
    rf"(?:{_ROLE_WORDS})(?:[:：、，,“”\"'‘’「『（(【\[]|姓名|名叫|叫做|为|是|系|叫|名|之一|甲|乙){{0,3}}"
)
_IS_HAN: Final = re.compile(f"[{HAN}]")
_NEXT: Final = re.compile(r"[、，,;；和及与/]")
#: What is said of a person in brackets behind the name.
_DESCRIPTION: Final = re.compile(r"[（(][^（）()]{0,60}?(?:男|女|岁|族|生|住|证|电话|手机|籍|\d{4}|系)[^（）()]{0,80}[)）]")
_TITLE: Final = re.compile(rf"(?:{'|'.join(_DATA['titles'])})")
_SOME: Final = re.compile(rf"(?P<family>(?:(?!某)[{HAN}]){{1,2}})(?P<some>某{{1,3}}[甲乙丙丁]?(?![处地日月年时种些天个项市县村镇店路厂公单企饭超小商工])|[*＊×]{{1,2}}(?=[{HAN}，。、,]|$))")
_OLD_OR_YOUNG: Final = re.compile(rf"(?<![{HAN}])[老小阿](?P<family>[{HAN}])(?=[，。、,;；:：）)的在称说驾和与及]|$)")
_CALLED: Final = re.compile(rf"姓(?P<family>[{HAN}])(?=的?(?:男|女|人员|人|村民|员工|司机|老板|顾客|先生|师傅)|[，。、,;；）)]|$)")
_DOTTED: Final = re.compile(rf"[{HAN}]{{1,8}}[·•・‧∙⋅][{HAN}]{{1,10}}(?:[·•・‧∙⋅][{HAN}]{{1,10}})*")
_LATIN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z][a-z]+(?:[ .·-]{1,2}[A-Z][a-z]*\.?){1,4}(?![A-Za-z0-9])")
_LATIN_CAPITALS: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}[ ·]{1,2}[A-Z]{2,}(?![A-Za-z0-9])")
_PEOPLES: Final = re.compile(rf"[{HAN}]{{0,3}}(?:{'|'.join(OTHER_PEOPLES)})[{HAN}]{{0,4}}")
_TITLE_OF_LAW: Final = re.compile(r"《[^》]{0,80}》")
#: A legal entity's name is public, whatever signs it is made of; shops are often called after their owner.
_ENTITY: Final = re.compile(
    rf"[{HAN}（）()A-Z0-9]{{2,30}}?(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|合作社|合作联社|集团|委员会|管理局|监督局|事务所|卫生院|医院|学校|幼儿园|中学|小学|大学|银行|林场|农场|煤矿|电站)"
)  # fmt: skip

#: 任经理 tells of an office, not of a Mr Ren.
_OFFICES: Final = frozenset(f"任{title}" for title in _DATA["titles"])
#: Signs behind a role word that are looked at.
_FAR: Final = 12
_WHO: Final = "出现可能是姓名的文字，需人工核实"


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name in a folded text; ``sure`` when both its ends are."""

    start: int
    end: int
    sure: bool


def other_people(text: str, hidden: Collection[tuple[int, int]] = (), families: Iterable[str] = ()) -> Iterator[Span]:
    """People that the record does not know, as slices of the text.

    ``hidden`` are slices that speak of something else already: known people and
    names of organisations. ``families`` are the family names of known people,
    whose 张某 is no other person.
    """
    folded = fold(text, han_digits=False)
    words = words_of(folded.text)
    free = _free(folded, hidden)
    told = [*_behind_roles(folded, free), *_before_titles(folded, words, free)]
    yield from told
    # What a role or a title has settled is no longer a question.
    free = _free(folded, [*hidden, *((span.start, span.end) for span in told if span.outcome != "held")])
    yield from _masked_others(folded, free, frozenset(families))
    yield from _foreign(folded, free)
    yield from _latin(text, hidden)
    yield from _likely(folded, words, free)


def _free(folded: Folded, hidden: Iterable[tuple[int, int]]) -> list[bool]:
    """For each sign of the folded text whether it may belong to an unknown name."""
    free = [True] * len(folded.text)
    for start, end in hidden:
        first, last = bisect_left(folded.places, start), bisect_left(folded.places, end)
        free[first:last] = [False] * (last - first)
    for match in _TITLE_OF_LAW.finditer(folded.text):
        free[match.start() : match.end()] = [False] * (match.end() - match.start())
    return free


def _span(folded: Folded, name: Name, replacement: str = "") -> Span:
    start, end = folded.original(name.start, name.end)
    if name.sure:
        return Span(start, end, "person", replacement, "omitted")
    return Span(start, end, "possible_name", replacement, "held", _WHO)


def name_at(text: str, words: Words, place: int, *, strict: bool = False) -> Name | None:
    """The name that may begin at a place; ``strict`` asks for given names as they commonly are."""
    family = _family_at(text, place)
    if not family:
        return None
    first = place + len(family)
    given = text[first : first + 2]
    if not given or not _may_be_given(given[0]):
        return None
    common = given[0] in GIVEN
    if len(family) == 1 and (family in WORD_SURNAMES or strict) and not common:
        return None
    if len(family) == 1 and words.is_ordinary(place, first + 1):
        if not strict and common and family not in WORD_SURNAMES:
            return Name(place, first + 1 + (given[1:2] in GIVEN), False)
        # 安全, 方便: a word, and no name unless the word ends within a likely one.
        whole = words.ends[place] - place
        if words.word_at(first) == 2 and not words.ordinary[place] and (not strict or family not in WORD_SURNAMES):
            # 刘桂兰, 李建国: the given name is a word.
            return Name(place, first + 2, False) if all(sign in GIVEN for sign in given) else None
        third = text[first + 1 : first + 2]
        if not (whole == 2 and words.begins[place] == place and common and third and third in GIVEN and not words.word_at(first + 1)):
            return None
        return Name(place, first + 2, False)
    second = given[1:2]
    if not second or not _may_be_given(second):
        return Name(place, first + 1, True)
    if words.word_at(first + 1):
        # 李四看见: a word begins behind the first sign; 王明确认 may be cut in two ways.
        return Name(place, first + 2, False) if second in GIVEN else Name(place, first + 1, True)
    if second in GIVEN:
        return Name(place, first + 2, True)
    return Name(place, first + 2 if not strict else first + 1, False)


def _family_at(text: str, place: int) -> str:
    sign = text[place : place + 1]
    return compound_at(text, place) or (sign if sign in SURNAMES else "")


def _may_be_given(sign: str) -> bool:
    return sign not in _STOPS and _IS_HAN.match(sign) is not None


def _behind_roles(folded: Folded, free: list[bool]) -> Iterator[Span]:
    text = folded.text
    for match in _ROLE.finditer(text):
        place = match.end()
        strict = False
        while place < len(text) and free[place]:
            # Cut anew from here: 举报人马鹏 is no 人马, 员工程红强 no 工程.
            behind = text[place : place + _FAR]
            found = name_at(behind, words_of(behind), 0, strict=strict)
            if found is None:
                break
            name = Name(place + found.start, place + found.end, found.sure)
            described = _DESCRIPTION.match(text, name.end)
            end = described.end() if described else name.end
            yield _span(folded, Name(name.start, end, name.sure))
            joint = _NEXT.match(text, end)
            if joint is None:
                break
            place, strict = joint.end(), True


def _before_titles(folded: Folded, words: Words, free: list[bool]) -> Iterator[Span]:
    text = folded.text
    for match in _TITLE.finditer(text):
        for length in (4, 3, 2, 1):
            start = match.start() - length
            if start < 0 or not all(free[start : match.start()]):
                continue
            family = _family_at(text, start)
            rest = text[start + len(family) : match.start()]
            if not family or len(rest) > 2 or not all(sign in GIVEN for sign in rest):
                continue
            if words.is_ordinary(start, match.start()) or text[start : match.end()] in _OFFICES:
                continue
            yield _span(folded, Name(start, match.end(), True), replacement="有关人员")
            break


def _masked_others(folded: Folded, free: list[bool], families: frozenset[str]) -> Iterator[Span]:
    for match in _SOME.finditer(folded.text):
        family = match["family"]
        if len(family) == 2 and family not in COMPOUND_SURNAMES:
            family = family[1]
        start = match.end() - len(match["some"]) - len(family)
        if family not in SURNAMES and family not in COMPOUND_SURNAMES or not free[start]:
            continue
        if family in families and match["some"] in ("某", "某某", "*", "**"):
            continue
        reason = "“某”所指不明，需人工核实"
        yield Span(*folded.original(start, match.end()), "possible_name", "有关人员", "held", reason)
    for match in (*_OLD_OR_YOUNG.finditer(folded.text), *_CALLED.finditer(folded.text)):
        if match["family"] in SURNAMES and match["family"] not in "时米水花车麦" and free[match.start()]:
            yield Span(*folded.original(*match.span()), "possible_name", "有关人员", "held", "出现对人的称呼，所指不明，需人工核实")


def _foreign(folded: Folded, free: list[bool]) -> Iterator[Span]:
    """Names with dots, and names of other peoples as they are written in Chinese."""
    for pattern in (_DOTTED, _PEOPLES):
        for match in pattern.finditer(folded.text):
            if any(free[match.start() : match.end()]):
                yield Span(*folded.original(*match.span()), "possible_name", "有关人员", "held", "可能为少数民族或者外国人姓名，需人工核实")


def _latin(text: str, hidden: Collection[tuple[int, int]]) -> Iterator[Span]:
    """Two words with capitals: John Smith, WANG XIAOMING."""
    spaced = _cased(text)
    for pattern in (_LATIN, _LATIN_CAPITALS):
        for match in pattern.finditer(spaced.text):
            start, end = spaced.original(*match.span())
            if not any(first <= start and end <= last for first, last in hidden):
                yield Span(start, end, "possible_name", "有关人员", "held", "可能为外国人姓名，需人工核实")


def _cased(text: str) -> Folded:
    """Half width with spaces, capitals as written: capitals tell a Latin name from other words."""
    spaced = fold(text, spaces=True, han_digits=False)
    signs = [
        one.lower() if text[place].islower() else one for one, place in zip(spaced.text, spaced.places, strict=True)
    ]
    return Folded("".join(signs), spaced.places)


def _likely(folded: Folded, words: Words, free: list[bool]) -> Iterator[Span]:
    """A family name and typical given names outside of any word and outside of a legal entity's name."""
    text = folded.text
    entity = [False] * len(text)
    for match in _ENTITY.finditer(text):
        entity[match.start() : match.end()] = [True] * (match.end() - match.start())
    for place in range(len(text) - 1):
        if not free[place] or entity[place]:
            continue
        name = name_at(text, words, place, strict=True)
        if name is None or not all(free[name.start : name.end]):
            continue
        given = text[place + len(_family_at(text, place)) : name.end]
        if not all(sign in GIVEN for sign in given) or _is_part_of_place(text, name):
            continue
        if len(given) == 1 and text[place] in WORD_SURNAMES and words.ordinary[place]:
            continue
        yield _span(folded, Name(name.start, name.end, False))


_PLACE_AFTER: Final = re.compile(r"[村屯镇乡沟河江湖山岭路街巷桥站场矿厂店馆楼市县区省州牌]")


def _is_part_of_place(text: str, name: Name) -> bool:
    """王家沟, 李家屯, 金山镇: what goes on as a place is none."""
    return bool(_PLACE_AFTER.match(text, name.end)) or bool(_PLACE_AFTER.search(text, name.start + 1, name.end))
