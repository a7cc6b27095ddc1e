"""What every engine can do: one interface, so that the portal does not know which one answers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol
from uuid import uuid4

from search.clauses import Clause
from search.documents.base import Document
from search.engines.refusing import Refuse, log_refusal

#: Facets an engine counts; each but ``status`` is a field of the document.
FACETS = ("kind", "agencies", "domain", "laws", "tier_count", "fine_band", "status")

#: On the day asked about: in force, not yet, no longer.
Status = Literal["current", "coming", "past"]
STATUSES: tuple[Status, ...] = ("current", "coming", "past")

#: More values of a facet than a page can show.
FACET_SIZE = 500


#: Said where another release has made an index anew under a running process, which must not turn it back.
OUTLIVED = "检索索引已由本程序的另一版本重建，请重启本进程"


def new_version() -> str:
    """The name of a new index: sorts by time; two at once do not clash."""
    return f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid4().hex[:6]}"


class EngineUnavailable(Exception):
    """The engine can't answer now. Never to be shown as an empty result."""


class QuestionRefused(EngineUnavailable):
    """It can't answer this question, and may well answer others."""


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """A question as an engine understands it: clauses, filters, order, page.

    ``query`` is what a document must answer and is scored by, None for
    everything; what matches one of ``excluded`` is left out. ``on`` is a day
    as YYYYMMDD, and ``status`` what a document must be on that day.
    ``filters`` maps a facet to the values that may stand in it (any of them);
    ``fine`` bounds in yuan that a benchmark's range must touch. ``sort`` is
    ``relevance``, ``code``, ``fine`` or ``newest``.
    """

    query: Clause | None = None
    excluded: tuple[Clause, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fine: tuple[int | None, int | None] = (None, None)
    on: int | None = None
    status: Status = "current"
    sort: str = "relevance"
    offset: int = 0
    size: int = 20
    facets: bool = True


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Keys in order, how many there are in all, and the facets' counts; ``scores`` of the keys where they are in order of relevance.

    ``stood_in`` says that another engine answered than the one that should have.
    """

    total: int
    keys: tuple[str, ...]
    facets: dict[str, list[tuple[str, int]]]
    scores: tuple[float, ...] = ()
    stood_in: bool = False


class Engine(Protocol):
    """An engine holds documents and finds them. Every method may raise EngineUnavailable.

    ``shared`` tells one for all hosts from one that each host has for itself.
    A document that can't be taken is no failure: ``refuse`` is told of it, and the rest goes on.
    """

    name: str
    shared: bool

    def write(self, documents: Iterable[Document], gone: Iterable[str], refuse: Refuse = log_refusal) -> int:
        """Puts these documents and removes those keys, all visible at once; returns how many were put."""

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        """Fills a new index and moves to it in one step; returns its version and size."""

    def clear(self) -> None:
        """Removes what rebuilds that were broken off have left; only for whoever holds the lock of rebuilds."""

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Answers a question."""

    def walk(self, request: EngineRequest) -> Iterator[str]:
        """The keys of everything that answers, in order, however many; ``offset`` and ``size`` do not count."""

    def score(self, clause: Clause, key: str) -> float:
        """What a clause alone gives this document, 0 where it does not match: for whoever asks why."""

    def ready(self) -> bool:
        """Whether there is an index that answers; false where one must be built first."""

    def fits(self) -> bool:
        """Whether that index is made the way this release makes one; false where it must be made anew.

        Raises EngineUnavailable in a process under whose hands another
        release has made it anew: that process has had its day.
        """

    def version(self) -> str:
        """The name of the index in use, empty where there is none."""

    def server(self) -> str:
        """What answers, for whoever runs it: program, version, state of the cluster."""

    def count(self) -> int:
        """How many documents it holds."""

    def keys(self) -> set[str]:
        """The keys of all documents: for the sweep, which finds orphans and gaps."""
