"""Rebuilds: two at once, one while people read, one because a release wants another index."""

from __future__ import annotations

import signal
import time

from tests.faults.scenarios.place import Place

ANOTHER = "另一进程正在重建索引"


def two_at_once(place: Place, seconds: float) -> list[str]:
    """One is refused with its sentence, the other does its work while changes go on."""
    faults = []
    first = place.site.manage("rebuild", "search_rebuild")
    if not place.nodes.await_building():
        faults.append("no rebuild was seen at work")
    first.send_signal(signal.SIGSTOP)  # it shall not end before the second has asked
    place.desk.do("touch_all", number=place.fresh())
    second = place.site.manage("refused", "search_rebuild")
    if second.wait(timeout=120) == 0 or ANOTHER not in place.site.said("refused"):
        faults.append(f"the second one was not refused: {place.site.said('refused')[-500:]}")
    first.send_signal(signal.SIGCONT)
    if first.wait(timeout=600) != 0:
        faults.append(f"the first one failed: {place.site.said('rebuild')[-500:]}")
    return faults + place.differences()


def moved_while_reading(place: Place, seconds: float) -> list[str]:
    """Two new indices come into use, so that the one a long reading began in is removed: the reading ends well, and no search notices."""
    faults = []
    readers = place.readers()
    began = place.nodes.in_use()
    place.desk.do("begin_walk")
    rounds, end = 0, time.monotonic() + seconds
    while rounds < 2 or time.monotonic() < end:
        place.desk.do("rebuild_cluster")
        rounds += 1
    if began in place.nodes.indices():
        faults.append("the first index is still there")
    faults += place.desk.do("finish_walk")
    outcome = readers.go_home()
    faults += outcome.faults[:5]
    if outcome.stood_in:
        faults.append(f"{outcome.stood_in} answers came from the engine that stands in")
    return faults + place.differences()


def older_mapping(place: Place, seconds: float) -> list[str]:
    """The index is one of another release: who runs already steps back and says so, who starts makes it anew beside the old one."""
    faults = []
    readers = place.readers()
    place.desk.do("older_release")
    older = place.nodes.in_use()
    place.desk.do("save", number=place.fresh())
    end = time.monotonic() + 60
    while "版本" not in (said := place.desk.do("errors")["elastic"]) and time.monotonic() < end:
        time.sleep(0.2)
    if "版本" not in said:
        faults.append(f"whoever runs says nothing of the other release: {said!r}")
    time.sleep(seconds)
    place.site.kill("index")
    place.site.start("index")
    faults += place.differences()
    if place.nodes.in_use() == older:
        faults.append("the other release's index is still in use")
    outcome = readers.go_home()
    return faults + outcome.faults[:5]
