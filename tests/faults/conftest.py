"""A database for the processes of a scenario: a copy of the tests' own, migrated and empty."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Path:
    """The folder with the copy. Taken outside of any test: within a transaction SQLite would wait for its end for ever."""
    folder: Path = tmp_path_factory.mktemp("faults")
    with django_db_blocker.unblock(), closing(sqlite3.connect(folder / "portal.sqlite3")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return folder
