"""People who read without pause while something breaks."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults.processes import Answer, Site

#: What a page says that an engine standing in has made.
STOOD_IN = "备用检索"


@dataclass
class Outcome:
    """``statuses`` of all requests; ``faults``: what must never be. ``stood_in`` and ``seconds``: of the answers that a stand-in gave, and of all."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    stood_in: int = 0
    seconds: list[float] = field(default_factory=list)


class Readers:
    """So many people. ``address`` gives each where to go next, ``fault`` says what is wrong with an answer, or nothing."""

    def __init__(self, site: Site, people: int, seed: int, address: Callable[[random.Random], str], fault: Callable[[str, Answer], str]) -> None:
        self.site, self.outcome = site, Outcome()
        self._address, self._fault = address, fault
        self._over, self._guard = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._read, args=(random.Random(f"{seed}/{n}"),), daemon=True) for n in range(people)]
        for thread in self._threads:
            thread.start()

    def go_home(self) -> Outcome:
        self._over.set()
        for thread in self._threads:
            thread.join(90)
        return self.outcome

    def _read(self, chance: random.Random) -> None:
        while not self._over.is_set():
            path = self._address(chance)
            begun = time.monotonic()
            answer = self.site.get(path)
            with self._guard:
                self.outcome.seconds.append(time.monotonic() - begun)
                self.outcome.statuses[answer.status] += 1
                self.outcome.stood_in += STOOD_IN in answer.text
                if fault := self._fault(path, answer):
                    self.outcome.faults.append(f"{path}: {fault}")
