"""The cluster is away while people read and save."""

from __future__ import annotations

import time
from urllib.parse import quote

from tests.faults.scenarios.place import PATIENCE, Place

#: A save that takes so much longer than before, and so long altogether, was held up by something.
SLOWER, SLOW_SECONDS = 3.0, 2.0


def away(place: Place, seconds: float) -> list[str]:
    """Half of the time it hangs (connections are taken, nothing is answered), half of it it is gone."""
    faults = []
    place.hurry()
    readers, writer = place.readers(), place.writer()
    time.sleep(min(seconds, 2))
    began = time.monotonic()
    place.nodes.freeze()
    if not place.await_engine(standing_in=True):
        faults.append("nothing stood in for the cluster")
    number = place.fresh()
    place.desk.do("save", number=number)
    faults += _reaches_readers(place, number)
    time.sleep(seconds / 2)
    waited = place.desk.do("waiting")
    if not waited["elastic"]:
        faults.append("the outbox did not grow")
    if seconds > PATIENCE:  # a short absence ends as it began
        place.nodes.kill()
        time.sleep(seconds / 2)
        place.nodes.start()
    else:
        place.nodes.thaw()
    ended = time.monotonic()
    if not place.await_engine(standing_in=False):
        faults.append("the cluster is back and is not asked")
    writer.go_home()
    outcome = readers.go_home()
    faults += writer.faults + outcome.faults[:5]
    if not outcome.stood_in:
        faults.append("no reader was told")
    if seconds > PATIENCE:
        faults += _held_up([taken for at, taken in writer.seconds if at < began], [taken for at, taken in writer.seconds if began <= at < ended])
    return faults + place.differences()


def _reaches_readers(place: Place, number: int) -> list[str]:
    """Whether what is saved while the cluster is away is found all the same, in the index on this host."""
    words = f"经办人第{number}号核对"
    found = place.site.wait_for(f"/search/?q={quote(chr(34) + words + chr(34))}", text="/benchmarks/", seconds=30)
    return [] if found else ["what was saved meanwhile is not found by the engine that stands in"]


def _held_up(before: list[float], meanwhile: list[float]) -> list[str]:
    """Whether saves slowed down."""
    if not before or not meanwhile:
        return ["nobody saved anything"]
    usual, then = sorted(before)[len(before) // 2], sorted(meanwhile)[len(meanwhile) // 2]
    return [f"a save took {then:.1f} s instead of {usual:.1f} s"] if then > max(SLOW_SECONDS, SLOWER * usual) else []
