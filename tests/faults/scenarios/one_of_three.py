"""A cluster of three loses one node while people read and save."""

from __future__ import annotations

import time

from tests.faults.scenarios.place import Place


def one_of_three(place: Place, seconds: float) -> list[str]:
    """No search fails, no other engine has to stand in, nothing is lost; each node in turn while there is time."""
    faults: list[str] = []
    end = time.monotonic() + seconds
    order = place.chance.sample(range(1, place.nodes.count + 1), place.nodes.count)
    for node in order:
        readers, writer = place.readers(), place.writer()
        time.sleep(1)
        place.nodes.kill(node)
        time.sleep(max(3.0, seconds / 12))
        writer.go_home()
        outcome = readers.go_home()
        faults += [f"node {node}: {fault}" for fault in (*writer.faults, *outcome.faults[:5])]
        if outcome.stood_in:
            faults.append(f"node {node}: {outcome.stood_in} of {outcome.statuses.total()} answers came from the engine that stands in")
        faults += [f"node {node} away: {fault}" for fault in place.differences()]
        if time.monotonic() > end:
            break
        place.nodes.start()
        faults += [f"node {node} back: {fault}" for fault in place.differences()]
    return faults
