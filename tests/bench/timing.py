"""Times of things done in turn, so that what else the machine does falls on all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each run, sorted."""

    seconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        return self._at(0.5)

    @property
    def p95(self) -> float:
        return self._at(0.95)

    def _at(self, share: float) -> float:
        return self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)]

    def __str__(self) -> str:
        return f"p50 {self.p50 * 1000:7.2f}　p95 {self.p95 * 1000:7.2f} 毫秒"


def in_turn(cases: Mapping[str, Callable[[int], object]], repeats: int, *, warm: int = 3) -> dict[str, Times]:
    """Each case ``repeats`` times, in an order that changes every round; a case is told the round's number."""
    random, taken = Random(1), {name: list[float]() for name in cases}
    for turn in range(-warm, repeats):
        for name in random.sample(sorted(cases), len(cases)):
            started = time.perf_counter()
            cases[name](turn)
            if turn >= 0:
                taken[name].append(time.perf_counter() - started)
    return {name: Times(tuple(sorted(seconds))) for name, seconds in taken.items()}
