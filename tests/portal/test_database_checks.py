"""A database that sorts by another rule is told when it is set up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from portal.database_checks import names_stand_in_the_order_of_their_characters as check

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


def test_our_own_sorts_by_characters() -> None:
    assert check(databases=["default"]) == []


def test_nothing_is_asked_of_a_database_that_is_not_named() -> None:
    assert check(databases=None) == []


@pytest.mark.postgresql
def test_another_order_is_told_by_the_command(tmp_path: Path) -> None:
    """SQLite knows one order."""
    own, name = connection.settings_dict, f"by_language_{uuid4().hex[:12]}"
    where = f"postgres://{own['USER']}:{quote(own['PASSWORD'] or '')}@{own['HOST']}:{own['PORT']}"
    with psycopg.connect(f"{where}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C.UTF-8'")
        try:
            environment = os.environ | {"DATABASE_URL": f"{where}/{name}", "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings"}
            command = [sys.executable, "manage.py", "check", "--database", "default"]
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
            assert "portal.W001" in done.stderr and "docs/postgresql.md" in done.stderr
        finally:
            server.execute(f"DROP DATABASE {name}")
