"""Faults of a cluster of one node: each of them short, all on one cluster and one site. ``make faults`` has them long."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.faults.nodes import nodes
from tests.faults.scenarios import SCENARIOS, Place, place

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
PORT = 9280
#: More than one bulk request, so that a rebuild and a batch have a middle.
ITEMS = 700
#: Waiting for a lock to run out is for ``make faults``; tests/search/test_index_life.py tells the same of it.
SHORT = [name for name in SCENARIOS if name != "rebuild_mid_way"]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """A site of its own processes, on a copy of the migrated database."""
    folder: Path = tmp_path_factory.mktemp("faults")
    with django_db_blocker.unblock(), closing(sqlite3.connect(folder / "portal.sqlite3")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    with nodes(PORT) as cluster, place(cluster, folder, f"sqlite:///{folder}/portal.sqlite3", items=ITEMS, seed=1) as made:
        yield made


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost_and_nobody_is_left_without_an_answer(here: Place, name: str) -> None:
    assert SCENARIOS[name](here, 1.0) == []
