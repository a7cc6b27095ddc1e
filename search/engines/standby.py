"""The cluster, and while it is away the index on this host: readers get an answer and are told."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from search.clauses import Clause
from search.documents.base import Document
from search.engines.base import Engine, EngineAnswer, EngineRequest, EngineUnavailable, QuestionRefused
from search.engines.refusing import Refuse, log_refusal

logger = logging.getLogger(__name__)
Told = TypeVar("Told")

#: After a failure nobody waits for the cluster for so many seconds; each further failure doubles it.
FIRST_REST, LONGEST_REST = 5.0, 60.0
#: So long the one question that tries it again may take: longer than its time-outs on every host.
TRIAL_SECONDS = 15.0


class Standby:
    """Asks the first engine; where it fails, the second, and for a while only the second (a circuit breaker).

    Only for reading: each engine is written to by itself, with a cursor of its own.
    """

    def __init__(self, first: Engine, second: Engine) -> None:
        self.first, self.second = first, second
        self.name, self.shared = first.name, first.shared
        self._guard = threading.Lock()
        self._away, self._rest = False, FIRST_REST
        self._away_until = self._rested_until = 0.0

    @property
    def answering(self) -> Engine:
        """The engine that the next question goes to."""
        return self.second if time.monotonic() < self._away_until else self.first

    def search(self, request: EngineRequest) -> EngineAnswer:
        answer, stood_in = self._ask(lambda engine: engine.search(request))
        return replace(answer, stood_in=True) if stood_in else answer

    def walk(self, request: EngineRequest) -> Iterator[str]:
        """Once keys were given the same engine goes on, or fails: two engines' orders are never mixed."""

        def begin(engine: Engine) -> tuple[list[str], Iterator[str]]:
            keys = engine.walk(request)
            return [key for key in [next(keys, None)] if key is not None], keys

        (begun, rest), _ = self._ask(begin)
        yield from begun
        yield from rest

    def score(self, clause: Clause, key: str) -> float:
        return self._ask(lambda engine: engine.score(clause, key))[0]

    def ready(self) -> bool:
        return self._ask(lambda engine: engine.ready())[0]

    def count(self) -> int:
        return self._ask(lambda engine: engine.count())[0]

    def keys(self) -> set[str]:
        return self._ask(lambda engine: engine.keys())[0]

    def fits(self) -> bool:
        return self.first.fits()

    def version(self) -> str:
        return self.first.version()

    def server(self) -> str:
        return self.first.server()

    def write(self, documents: Iterable[Document], gone: Iterable[str], refuse: Refuse = log_refusal) -> int:
        return self.first.write(documents, gone, refuse)

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        return self.first.rebuild(documents, refuse)

    def clear(self) -> None:
        self.first.clear()

    def _ask(self, question: Callable[[Engine], Told]) -> tuple[Told, bool]:
        if self._first_has_its_turn():
            try:
                told = question(self.first)
            except QuestionRefused as error:  # it answers others
                logger.warning("%s refuses a question, %s answers it: %s", self.first.name, self.second.name, error)
            except EngineUnavailable as error:
                self._failed(error)
            else:
                self._answered()
                return told, False
        return question(self.second), True

    def _first_has_its_turn(self) -> bool:
        """After a rest one question tries it; the others do not wait for how that ends."""
        with self._guard:
            now = time.monotonic()
            if now < self._away_until:
                return False
            if self._away:
                self._away_until = now + TRIAL_SECONDS
            return True

    def _failed(self, error: EngineUnavailable) -> None:
        with self._guard:
            now = time.monotonic()
            if self._away and now < self._rested_until:
                return  # asked before the failure that is known: told once, and rested from once
            logger.warning("%s is away, %s stands in: %s", self.first.name, self.second.name, error)
            self._rest = min(self._rest * 2, LONGEST_REST) if self._away else FIRST_REST
            self._away, self._away_until = True, now + self._rest
            self._rested_until = self._away_until

    def _answered(self) -> None:
        if self._away:
            with self._guard:
                self._away, self._away_until, self._rested_until = False, 0.0, 0.0
            logger.warning("%s is back", self.first.name)
