"""Faults of a cluster of one node: each of them short, all on one cluster and one site. ``make faults`` has them long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.nodes import nodes
from tests.faults.scenarios import SCENARIOS, Place, place

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
PORT = 9280
#: More than one bulk request, so that a rebuild and a batch have a middle.
ITEMS = 700
#: Waiting for a lock to run out is for ``make faults``; tests/search/test_index_life.py tells the same of it.
SHORT = [name for name in SCENARIOS if name != "rebuild_mid_way"]


@pytest.fixture(scope="module")
def here(copied: Path) -> Iterator[Place]:
    """A site of its own processes, on a copy of the migrated database."""
    with nodes(PORT) as cluster, place(cluster, copied, f"sqlite:///{copied}/portal.sqlite3", items=ITEMS, seed=1, settings="tests.faults.settings") as made:
        yield made


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost_and_nobody_is_left_without_an_answer(here: Place, name: str) -> None:
    assert SCENARIOS[name](here, 1.0) == []
