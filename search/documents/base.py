"""What an engine is given: one document a record, the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from enforcement.kinds import all_kinds

#: A day that never comes: an open end, so that ranges need no "or missing".
OPEN_END = date(9999, 12, 31)


def day_number(day: date | None, *, missing: date = OPEN_END) -> int:
    """A date as the integer YYYYMMDD, which sorts and filters alike everywhere."""
    chosen = day or missing
    return chosen.year * 10_000 + chosen.month * 100 + chosen.day


#: Texts of a document, from what names the record to what merely mentions it.
TEXTS = ("title", "citations", "names", "body")

#: Upper ends of the bands of fines, in yuan: a day's wage, a month's, a small shop's year, a firm's.
BANDS = (("0", "不罚款或者不以金额计", -1), ("1000", "1000元以下", 1_000), ("10000", "1000元至1万元", 10_000), ("50000", "1万元至5万元", 50_000), ("200000", "5万元至20万元", 200_000), ("more", "20万元以上", None))


def fine_band(fine_max: int) -> str:
    """The band in which a benchmark's highest fine lies; the upper end belongs to the band."""
    return next(name for name, _, top in BANDS if top is None or fine_max <= top)


@dataclass(slots=True)
class Document:
    """One record as it is found. ``key`` is kind and primary key: ``benchmark-17``.

    Texts are ``title``, ``citations`` (laws and articles), ``names``
    (agencies, fields), ``body``. ``exact`` holds what is matched as a whole:
    provisions and sums in their canonical form (``search.exact``). Money is in
    whole yuan; -1 where there is none.
    """

    key: str
    kind: str
    code: str = ""
    title: str = ""
    citations: str = ""
    names: str = ""
    body: str = ""
    agencies: list[str] = field(default_factory=list)
    domain: str = ""
    laws: list[str] = field(default_factory=list)
    exact: list[str] = field(default_factory=list)
    fine_band: str = ""
    tier_count: int = 0
    fine_min: int = -1
    fine_max: int = -1
    in_force_from: int = 0
    in_force_until: int = day_number(None)


def key_of(kind: str, pk: int) -> str:
    """The key of a record's document."""
    return f"{kind}-{pk}"


def split_key(key: str) -> tuple[str, int]:
    """Kind and primary key of a document."""
    kind, _, pk = key.rpartition("-")
    return kind, int(pk)


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """How documents of one kind are made.

    ``build`` gives the documents of the named records that the public may
    see now; a record it leaves out has no document. ``keys`` lists the
    records that must have one.
    """

    kind: str
    build: Callable[[Iterable[int]], Iterator[Document]]
    keys: Callable[[], Iterable[int]]

    def wanted(self) -> int:
        """How many records must have a document: counted by the database where ``keys`` is a query."""
        keys = self.keys()
        return keys.count() if isinstance(keys, QuerySet) else sum(1 for _ in keys)


_sources: dict[str, DocumentSource] = {}


def register(source: DocumentSource) -> None:
    """Declares the documents of a kind."""
    _sources[source.kind] = source


def source(kind: str) -> DocumentSource | None:
    """The source of a kind, None when it is not searched."""
    return _sources.get(kind)


def sources() -> list[DocumentSource]:
    """All sources, in the order of declaration."""
    return list(_sources.values())


def kinds_without_document() -> list[str]:
    """Searchable kinds that no source was declared for: the house check reports them."""
    return [kind.name for kind in all_kinds() if kind.searchable and kind.name not in _sources]
