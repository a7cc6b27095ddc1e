"""One of three nodes is killed while people read and save. ``make faults`` kills each in turn."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.faults.nodes import nodes
from tests.faults.scenarios import one_of_three, place

PORT = 9285


@pytest.mark.sqlite
@pytest.mark.django_db
def test_no_search_fails_and_nothing_is_lost(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    with nodes(PORT, 3) as three, place(three, tmp_path, f"sqlite:///{tmp_path}/portal.sqlite3", items=100, seed=1, replicas=1) as here:
        assert one_of_three(here, 0.0) == []
