"""How each engine stands to the database, and what of it somebody should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.conf import settings

from search.documents import sources
from search.engines import kept_engines
from search.engines.base import Engine, EngineRequest, EngineUnavailable
from search.models import Rebuild
from search.progress import Progress, progress_of, set_aside_by_kind


class Level(IntEnum):
    """How bad it is, as watchers count: the exit code of ``search_status``."""

    FINE = 0
    LOOK = 1
    DOWN = 2


@dataclass(frozen=True, slots=True)
class EngineState:
    """One engine here. ``documents`` and ``wanted`` count by kind what it holds and what the database asks for.

    ``problem`` says why it does not answer, empty where it does; ``first``
    whether it is the one that answers while all is well.
    """

    name: str
    first: bool
    problem: str
    server: str
    version: str
    documents: dict[str, int]
    wanted: dict[str, int]
    set_aside: dict[str, int]
    progress: Progress

    @property
    def answers(self) -> bool:
        return not self.problem

    def troubles(self, longest_lag: float | None = None) -> Iterator[str]:
        """What somebody should look at, in sentences; ``longest_lag`` in seconds, SEARCH_LAG_SECONDS unless said."""
        longest_lag = settings.SEARCH_LAG_SECONDS if longest_lag is None else longest_lag
        if self.problem:
            yield f"{self.name}没有应答：{self.problem}"
        if self.progress.seconds > longest_lag:
            yield f"{self.name}落后{self.progress.seconds:.0f}秒，{self.progress.changes}项变更待处理"
        if self.progress.last_error:
            yield f"{self.name}最近一次写入失败：{self.progress.last_error}"
        last = self.progress.rebuild
        if last is not None and last.finished_at and not last.good:
            yield f"{self.name}最近一次重建：{last.outcome}"
        if self.set_aside:
            yield f"{self.name}搁置了{sum(self.set_aside.values())}个文档"
        if self.answers and not self.progress.changes:
            for kind, wanted in self.wanted.items():
                have = self.documents.get(kind, 0) + self.set_aside.get(kind, 0)
                if have != wanted:
                    yield f"{self.name}的{kind}与数据库不符：索引{self.documents.get(kind, 0)}，数据库{wanted}；请运行 manage.py search_sweep"

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        progress = self.progress
        return {
            "engine": self.name, "host": progress.host, "first": self.first, "answers": self.answers, "problem": self.problem, "server": self.server,
            "version": self.version, "documents": self.documents, "database": self.wanted, "waiting": progress.changes,
            "lag_seconds": round(progress.seconds, 1), "last_error": progress.last_error, "set_aside": self.set_aside,
            "last_rebuild": rebuild_as_dict(progress.rebuild),
        }  # fmt: skip


def engine_states() -> list[EngineState]:
    """Every engine kept here, the one that answers first before the one that stands in. None is waited for but by its own time-out."""
    wanted = {source.kind: source.wanted() for source in sources()}
    return [_state(engine, place == 0, wanted) for place, engine in enumerate(kept_engines())]


def level(states: list[EngineState], longest_lag: float | None = None) -> Level:
    """DOWN where nothing answers, LOOK where something should be looked at."""
    if not any(state.answers for state in states):
        return Level.DOWN
    return Level.LOOK if any(True for state in states for _ in state.troubles(longest_lag)) else Level.FINE


def rebuild_as_dict(run: Rebuild | None) -> dict[str, Any] | None:
    """A rebuild for programs; None where there was none."""
    if run is None:
        return None
    return {
        "version": run.version, "started_at": run.started_at, "finished_at": run.finished_at, "seconds": run.seconds, "documents": run.documents,
        "outcome": run.outcome,
    }  # fmt: skip


def _state(engine: Engine, first: bool, wanted: dict[str, int]) -> EngineState:
    progress = progress_of(engine)
    problem, server, version = "", "", ""
    documents: dict[str, int] = {}
    try:
        server = engine.server()
        version = engine.version()
        documents = dict.fromkeys(wanted, 0) | dict(engine.search(EngineRequest(sort="code", size=1)).facets["kind"])
    except EngineUnavailable as error:
        problem = str(error)
    return EngineState(engine.name, first, problem, server, version, documents, wanted, set_aside_by_kind(engine.name, progress.host), progress)
