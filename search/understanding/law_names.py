"""Names of laws in a question: full, short, old, without the State or the place, and shortened by mouth (食安法)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from enforcement.models import Law
from enforcement.models.law import STATE_PREFIX
from search.analysis import fold
from search.understanding.named import Named

_ENDING = re.compile("法典|实施条例|实施办法|实施细则|管理条例|条例|规定|办法|细则|规则|通则|规范|决定|法")
#: A short form keeps the kind of the law and the beginning of its name.
_KINDS = ("法典", "条例", "规定", "办法", "细则", "规则", "法")
_PLACE = re.compile("^[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|自治县|省|市|县|区)")
_BEHIND = re.compile(r"[（(][^（）()]*[）)]$")
#: Words that end like laws and are none.
_NO_LAW = frozenset("违法 非法 合法 执法 司法 守法 犯法 无法 方法 办法 想法 看法 做法 说法 用法 依法 枉法 民法 刑法 宪法 书法 手法 立法 不法 没办法 有办法 什么办法 按规定 违反规定 有规定 什么规定".split())
LONGEST_SHORT_FORM = 12
#: A name so short may be the end of another law's short form: 安法 in 食安法.
SHORTEST_SURE = 3
#: 安全法实施条例 has two endings, no name has more than three.
MOST_ENDINGS = 3


class LawNames:
    """Every name that a law on record goes by. Made once for each state of the records."""

    def __init__(self, laws: Iterable[tuple[str, Iterable[str]]]) -> None:
        """``laws`` are full names, each with its other names."""
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_kind: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for full, others in laws:
            for name in _forms(full, others):
                self._by_name[name].add(full)
                kind = next((kind for kind in _KINDS if name.endswith(kind)), "")
                if kind:
                    self._by_kind[kind, name[0]].append((name, full))
        self._longest = max(map(len, self._by_name), default=0)

    @classmethod
    def on_record(cls) -> LawNames:
        """Of all laws in the catalogue; an old law is known by its own name and by what replaced it."""
        laws = Law.objects.prefetch_related("aliases")
        return cls((law.name, [law.short_name, *(alias.name for alias in law.aliases.all())]) for law in laws)

    def find(self, text: str, *, cited: bool = False) -> Iterator[Named]:
        """The laws that a folded text names, the longest names first come, none overlapping.

        ``cited`` says that an article follows, so that even two characters (消法) may be a short form.
        """
        place = 0
        for ending in _ENDING.finditer(text):
            if ending.start() < place:
                continue
            found = self._at(text, place, ending.end())
            if found is None or len(found.said) <= SHORTEST_SURE:
                short = self._short_form(text, place, ending, cited=cited)
                found = short if found is None or (short and short.start < found.start) else found
            if found:
                place = found.end
                yield found

    def names(self) -> Iterable[str]:
        """Every name, as people may type it."""
        return self._by_name

    def resolve(self, name: str) -> tuple[str, ...]:
        """The full names of the laws that go by this name, exactly or as a short form."""
        name = _BEHIND.sub("", fold(name).strip("《》 "))
        exact = self._by_name.get(name) or self._by_name.get(_PLACE.sub("", name))
        if exact:
            return tuple(sorted(exact))
        ending = next((found for found in _ENDING.finditer(name) if found.end() == len(name)), None)
        short = self._short_form(name, 0, ending, cited=True) if ending else None
        return short.keys if short and short.start == 0 else ()

    def _at(self, text: str, floor: int, end: int, more: int = MOST_ENDINGS - 1) -> Named | None:
        """The longest name that ends here; a name may go on behind this ending, too."""
        behind = _ENDING.match(text, end) if more else None
        if behind and (longer := self._at(text, floor, behind.end(), more - 1)):
            return longer
        for start in range(max(floor, end - self._longest), end - 1):
            if found := self._by_name.get(text[start:end]):
                return Named(text[start:end], tuple(sorted(found)), start, end)
        return None

    def _short_form(self, text: str, floor: int, ending: re.Match[str], *, cited: bool) -> Named | None:
        kind = next(kind for kind in _KINDS if ending[0].endswith(kind)) if ending[0] not in ("通则", "规范", "决定") else ""
        if not kind:
            return None
        end = ending.end()
        least = len(kind) + (1 if cited and kind == "法" else 2)
        for start in range(max(floor, end - LONGEST_SHORT_FORM), end - least + 1):
            said = text[start:end]
            if not all("\u4e00" <= sign <= "\u9fff" for sign in said) or said in _NO_LAW or said.startswith(STATE_PREFIX):
                continue  # 中华人民共和国法 is the beginning of 中华人民共和国法律援助法
            fits = sorted((len(name), name, full) for name, full in self._by_kind.get((kind, said[0]), ()) if _shortens(said, name))
            if fits:
                # Of several laws that could be meant the one with the shortest name is the best known.
                best = fits[0][0]
                return Named(said, tuple(dict.fromkeys(full for length, _, full in fits if length <= best + 1)), start, end)
        return None


def _forms(full: str, others: Iterable[str]) -> set[str]:
    """A law's names, each also without State, place and what stands in brackets behind."""
    forms = set()
    for name in (full, *others):
        name = fold(name).strip()
        for form in (name, _BEHIND.sub("", name)):
            bare = form.removeprefix(STATE_PREFIX)
            forms |= {form, bare, _PLACE.sub("", bare)}
    return {form for form in forms if len(form) >= 2}


def _shortens(said: str, name: str) -> bool:
    """Whether ``said`` is made of characters of the name in their order, from its first on."""
    if len(said) >= len(name) or said[0] != name[0]:
        return False
    rest = iter(name)
    return all(sign in rest for sign in said)
