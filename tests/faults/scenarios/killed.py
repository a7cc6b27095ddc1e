"""Whoever writes the index is killed in the middle, or whom they write to."""

from __future__ import annotations

import signal
import time

from tests.faults.scenarios.place import Place


def node_mid_rebuild(place: Place, seconds: float) -> list[str]:
    """The cluster falls over while an index is being filled: the old one serves again as soon as it is back, the new one leaves nothing behind."""
    faults = []
    before = place.nodes.in_use()
    process = place.site.manage("rebuild", "search_rebuild")
    if not place.nodes.await_building():
        faults.append("no rebuild was seen at work")
    process.send_signal(signal.SIGSTOP)  # it shall not end before its cluster does
    place.nodes.kill()
    process.send_signal(signal.SIGCONT)
    if process.wait(timeout=180) == 0:
        faults.append("a rebuild without a cluster says that it has ended well")
    place.desk.do("save", number=place.fresh())
    if not place.await_engine(standing_in=True):
        faults.append("nothing stood in for the cluster")
    time.sleep(seconds)
    place.nodes.start()
    faults += place.differences()
    if place.nodes.in_use() != before:
        faults.append("an index that was never filled is in use")
    if (outcome := place.desk.do("rebuild_cluster")) != "一致":
        faults.append(f"no rebuild afterwards: {outcome}")
    return faults


def node_mid_bulk(place: Place, seconds: float) -> list[str]:
    """The cluster falls over while changes are being sent: what it did not keep is sent again."""
    written = place.nodes.taken()
    place.desk.do("touch_all", number=place.fresh())
    faults = [] if place.nodes.await_writing(written) else ["no change was seen on its way"]
    place.site.processes["index"].send_signal(signal.SIGSTOP)
    place.nodes.kill()
    place.site.processes["index"].send_signal(signal.SIGCONT)
    if not place.desk.do("waiting")["elastic"]:
        faults.append("nothing was on its way any more")
    time.sleep(seconds)
    place.nodes.start()
    return faults + place.differences()


def indexer_mid_batch(place: Place, seconds: float) -> list[str]:
    """The process that reads the outbox is killed: another one goes on where it stood."""
    written = place.nodes.taken()
    place.desk.do("touch_all", number=place.fresh())
    faults = [] if place.nodes.await_writing(written) else ["no change was seen on its way"]
    place.site.kill("index")
    if not place.desk.do("waiting")["elastic"]:
        faults.append("nothing was on its way any more")
    time.sleep(seconds)
    place.site.start("index")
    return faults + place.differences()


def rebuild_mid_way(place: Place, seconds: float) -> list[str]:
    """The process that rebuilds is killed: its lock runs out, the next one clears away what it left."""
    faults = []
    process = place.site.manage("rebuild", "search_rebuild")
    if not place.nodes.await_building():
        faults.append("no rebuild was seen at work")
    process.kill()
    process.wait()
    if place.site.manage("refused", "search_rebuild").wait(timeout=120) == 0:
        faults.append("a lock that had not run out kept nobody away")
    place.desk.do("age_locks", minutes=60)
    if place.site.manage("rebuild", "search_rebuild").wait(timeout=600) != 0:
        faults.append(f"nobody took over: {place.site.said('rebuild')[-500:]}")
    if not any("中断" in outcome for outcome in place.desk.do("outcomes")):
        faults.append("the record does not tell that it was broken off")
    return faults + place.differences()
