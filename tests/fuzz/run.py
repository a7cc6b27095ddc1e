"""Sends requests, gathers what is wrong, each fault once with its shortest request."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice

from tests.fuzz import addresses, generate
from tests.fuzz.asking import Answer, Request
from tests.fuzz.doors import Door
from tests.fuzz.faults import faults
from tests.fuzz.known import Known, explore
from tests.fuzz.shorten import shorten

#: Seconds that no answer may take, on a machine with nothing else to do.
SLOW = 1.0
#: A busy machine is slow once, a slow answer is slow each time.
AGAIN = 2
#: Ways to shorten a slow request that are tried: each takes seconds.
SLOW_TRIES = 25


@dataclass
class Outcome:
    """``found``: fault → the shortest request that shows it, and how often it came."""

    seed: int
    sent: int = 0
    found: dict[str, tuple[Request, int]] = field(default_factory=dict)
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    slowest: list[tuple[float, Request]] = field(default_factory=list)
    without_link: list[str] = field(default_factory=list)
    not_answered: list[Request] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{fault}\n    {request}\n    ({count}×)" for fault, (request, count) in self.found.items()]
        return "\n".join((f"seed {self.seed}, {self.sent} requests, {len(self.found)} faults", *lines))


def run(door: Door, *, seed: int, count: int, timed: bool, progress: bool = False) -> Outcome:
    """``timed`` also reports what took longer than SLOW again and again; ``progress`` tells each fault when it comes."""
    kinds, known = addresses.kinds(), explore(door)
    outcome = Outcome(seed)
    _valid_ones(door, kinds, known, outcome)
    told = 0
    try:
        for request in islice(generate.requests(seed, kinds, known), count):
            _take(door, request, outcome, timed=timed)
            if progress and (outcome.sent % 500 == 0 or len(outcome.found) > told):
                print(f"  {outcome.sent}", *(f"{fault}: {request} ({count}×)" for fault, (request, count) in list(outcome.found.items())[told:]), sep="\n    ", flush=True)
                told = len(outcome.found)
    except KeyboardInterrupt:
        pass  # what was found so far is worth telling
    outcome.slowest = sorted(outcome.slowest, key=lambda pair: -pair[0])[:10]
    return outcome


def _valid_ones(door: Door, kinds: list[addresses.Kind], known: Known, outcome: Outcome) -> None:
    """Every kind once as the portal links to it: it must be there."""
    for kind in kinds:
        request = generate.valid(kind, known)
        if request is None:
            outcome.without_link.append(kind.name)
            continue
        answer = _take(door, request, outcome, timed=False)
        if answer.status >= 400:
            outcome.not_answered.append(request)


def _take(door: Door, request: Request, outcome: Outcome, *, timed: bool) -> Answer:
    answer = door.send(request)
    outcome.sent += 1
    outcome.statuses[request.kind][answer.status] += 1
    outcome.slowest.append((answer.seconds, request))
    for fault in faults(request, answer):
        _note(door, request, _short(fault), outcome)
    if timed and answer.seconds > SLOW:
        _note_slow(door, request, outcome)
    return answer


def _note(door: Door, request: Request, fault: str, outcome: Outcome) -> None:
    if not _known(f"[{request.kind}] {fault}", outcome):
        shortest = shorten(request, lambda tried: fault in map(_short, faults(tried, door.send(tried))))
        outcome.found[f"[{request.kind}] {fault}"] = shortest, 1


def _note_slow(door: Door, request: Request, outcome: Outcome) -> None:
    key = f"[{request.kind}] slower than {SLOW:.0f} s"
    if not _known(key, outcome) and _slow(door, request):
        outcome.found[key] = shorten(request, lambda tried: _slow(door, tried), tries=SLOW_TRIES), 1


def _known(key: str, outcome: Outcome) -> bool:
    """Counts it when it is."""
    if key not in outcome.found:
        return False
    request, count = outcome.found[key]
    outcome.found[key] = request, count + 1
    return True


def _slow(door: Door, request: Request) -> bool:
    for _ in range(AGAIN):
        door.forget()
        if door.send(request).seconds <= SLOW:
            return False
    return True


def _short(fault: str) -> str:
    """The last line says which exception; the lines before where."""
    lines = [line.strip() for line in fault.splitlines() if line.strip() and not set(line.strip()) <= set("^~")]
    return " | ".join((lines[0], *lines[-3:])) if len(lines) > 4 else " | ".join(lines)
