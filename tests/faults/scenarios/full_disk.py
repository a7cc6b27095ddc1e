"""The disk of the cluster runs full: it forbids to write, and still answers."""

from __future__ import annotations

import time

from tests.faults.nodes import PREFIX
from tests.faults.scenarios.place import PATIENCE, Place


def full_disk(place: Place, seconds: float) -> list[str]:
    """Searches go on as if nothing was, changes wait with a reason that says disk, and go in by themselves once there is room."""
    faults = []
    readers = place.readers()
    (_by_watermark if seconds > PATIENCE else _by_block)(place, full=True)
    place.desk.do("save", number=place.fresh())
    end = time.monotonic() + 60
    while "磁盘" not in (said := place.desk.do("errors")["elastic"]) and time.monotonic() < end:
        time.sleep(0.2)
    if "磁盘" not in said:
        faults.append(f"nothing tells of the disk: {said!r}")
    time.sleep(seconds)
    if not place.desk.do("waiting")["elastic"]:
        faults.append("the change did not wait")
    (_by_watermark if seconds > PATIENCE else _by_block)(place, full=False)
    faults += place.differences()
    outcome = readers.go_home()
    if outcome.stood_in:
        faults.append(f"{outcome.stood_in} answers came from the engine that stands in")
    return faults + outcome.faults[:5]


def _by_block(place: Place, *, full: bool) -> None:
    """What the cluster does by itself above its watermark, at once."""
    place.nodes.ask("PUT", f"/{PREFIX}-*/_settings", {"index.blocks.read_only_allow_delete": True if full else None})


def _by_watermark(place: Place, *, full: bool) -> None:
    """By the cluster's own watch over its disk, which looks every ten seconds at the soonest."""
    marks = {"low": "1%", "high": "1%", "flood_stage": "1%"} if full else {"low": "97%", "high": "98%", "flood_stage": "99%"}
    disk = {f"cluster.routing.allocation.disk.watermark.{name}": mark for name, mark in marks.items()}
    more = {"cluster.routing.allocation.disk.threshold_enabled": True, "cluster.info.update.interval": "10s"}
    place.nodes.ask("PUT", "/_cluster/settings", {"persistent": disk | more})
    end = time.monotonic() + 120
    while time.monotonic() < end:
        told = place.nodes.ask("GET", f"/{PREFIX}-benchmark/_settings?flat_settings=true")
        if all(bool(about["settings"].get("index.blocks.read_only_allow_delete")) is full for about in told.values()):
            return
        time.sleep(1)
