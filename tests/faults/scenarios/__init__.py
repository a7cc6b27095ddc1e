"""Each fault by its name; each returns what should not be, and leaves the place as it found it."""

from __future__ import annotations

from collections.abc import Callable

from tests.faults.scenarios.away import away
from tests.faults.scenarios.full_disk import full_disk
from tests.faults.scenarios.killed import indexer_mid_batch, node_mid_bulk, node_mid_rebuild, rebuild_mid_way
from tests.faults.scenarios.one_of_three import one_of_three
from tests.faults.scenarios.place import Place, place
from tests.faults.scenarios.rebuilds import moved_while_reading, older_mapping, two_at_once

#: The second argument: how many seconds a fault lasts.
Scenario = Callable[[Place, float], list[str]]
#: On one node. From ``away`` on the web process gives up as soon as in production: those before claim that nothing had to stand in.
SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (two_at_once, moved_while_reading, older_mapping, full_disk, indexer_mid_batch, rebuild_mid_way, away, node_mid_bulk, node_mid_rebuild)
}

__all__ = ["SCENARIOS", "Place", "Scenario", "one_of_three", "place"]
