"""Names of agencies in a question: official, short, former, and what people call them (城管, 安监局)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from enforcement.models import Agency
from search.analysis import fold
from search.understanding.named import Named

_PLACE = re.compile("^[\u4e00-\u9fff]{2,6}?(?:自治州|自治县|市|县|区)(?=.{3})")


class AgencyNames:
    """Every name that an agency on record goes by. Made once for each state of the records."""

    def __init__(self, agencies: Iterable[tuple[str, Iterable[str]]]) -> None:
        """``agencies`` are slugs, each with the names of the agency, the official one first."""
        self._by_name: dict[str, set[str]] = defaultdict(set)
        official: dict[str, str] = {}
        for slug, names in agencies:
            known = [fold(name) for name in names if name]
            for name in known:
                bare = _PLACE.sub("", name)
                self._by_name[name].add(slug)
                self._by_name[bare].add(slug)
                self._by_name[f"市{bare}"].add(slug)
            official[slug] = known[0].replace("人民政府", "") if known else ""
        self._add_everyday(official)
        self._by_name.pop("", None)
        self._longest = max(map(len, self._by_name), default=0)

    def _add_everyday(self, official: dict[str, str]) -> None:
        """What people call an agency, unless one on record bears that very name: 交警 is then no other part of the police."""
        on_record = set(self._by_name)
        for parts, words in everyday_names():
            slugs = {slug for slug, name in official.items() if any(part in name for part in parts)}
            for word in words:
                if slugs and word not in on_record:
                    self._by_name[word] |= slugs

    @classmethod
    def on_record(cls) -> AgencyNames:
        """Of all agencies that are not abolished; an abolished one's names are among its successor's other names."""
        agencies = Agency.objects.filter(abolished_on__isnull=True).prefetch_related("other_names")
        return cls((agency.slug, [agency.name, agency.short_name, *(other.name for other in agency.other_names.all())]) for agency in agencies)

    def find(self, text: str) -> Iterator[Named]:
        """The agencies that a folded text names, the longest name at each place, none overlapping."""
        place = 0
        while place < len(text):
            for end in range(min(len(text), place + self._longest), place + 1, -1):
                if found := self._by_name.get(text[place:end]):
                    yield Named(text[place:end], tuple(sorted(found)), place, end)
                    place = end
                    break
            else:
                place += 1

    def names(self) -> Iterable[str]:
        """Every name, as people may type it."""
        return self._by_name

    def resolve(self, name: str) -> tuple[str, ...]:
        """The slugs of the agencies that go by this name."""
        name = fold(name).strip()
        return tuple(sorted(self._by_name.get(name) or self._by_name.get(_PLACE.sub("", name)) or self._by_name.get(name + "局") or ()))


@cache
def everyday_names() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Parts of official names, and the words people use for agencies whose name holds one of them."""
    lines = (Path(__file__).parent / "agency_words.txt").read_text(encoding="utf-8").splitlines()
    sides = (line.split("=") for line in lines if line and not line.startswith("#"))
    return tuple((tuple(parts.split()), tuple(words.split())) for parts, words in sides)
