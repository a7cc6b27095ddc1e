"""One of three nodes is killed while people read and save. ``make faults`` kills each in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.nodes import nodes
from tests.faults.scenarios import one_of_three, place

PORT = 9285
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


def test_no_search_fails_and_nothing_is_lost(copied: Path) -> None:
    database = f"sqlite:///{copied}/portal.sqlite3"
    with nodes(PORT, 3) as three, place(three, copied, database, items=100, seed=1, settings="tests.faults.settings", replicas=1) as here:
        assert one_of_three(here, 0.0) == []
