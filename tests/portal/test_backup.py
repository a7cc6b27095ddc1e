"""A backup that was never restored is none: taken while others write, brought back onto an empty server."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = "postgresql" in settings.DATABASES["default"]["ENGINE"]


def call(script: str, argument: Path, url: str, data: Path, *, status: int = 0) -> str:
    environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(data)}
    done = subprocess.run([f"scripts/{script}", str(argument)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def postgres_url(name: str) -> str:
    own = connection.settings_dict
    return f"postgres://{own['USER']}:{quote(own['PASSWORD'] or '')}@{own['HOST']}:{own['PORT']}/{name}"


@pytest.fixture
def source(db: None, tmp_path: Path) -> Iterator[str]:
    """The tests' own database: hundreds of rows that the migrations put there."""
    if POSTGRES:
        yield postgres_url(connection.settings_dict["NAME"])
        return
    copy = tmp_path / "from" / "portal.sqlite3"
    copy.parent.mkdir()
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as made, closing(sqlite3.connect(copy)) as to:
        made.backup(to)
        to.execute("PRAGMA journal_mode=WAL")
    yield f"sqlite:///{copy}"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """An empty database to restore into."""
    if not POSTGRES:
        yield f"sqlite:///{tmp_path / 'to' / 'portal.sqlite3'}"
        return
    name = f"restored_{uuid4().hex[:12]}"
    subprocess.run(["psql", postgres_url("postgres"), "-qc", f"CREATE DATABASE {name}"], check=True, timeout=60)
    yield postgres_url(name)
    subprocess.run(["psql", postgres_url("postgres"), "-qc", f"DROP DATABASE {name}"], check=True, timeout=60)


def test_what_was_backed_up_comes_back_whole(source: str, empty: str, tmp_path: Path) -> None:
    before, after, file = tmp_path / "from", tmp_path / "to", tmp_path / "kept" / "portal.tar"
    (before / "imports" / "2026").mkdir(parents=True)
    (before / "imports" / "2026" / "一.xlsx").write_bytes(b"workbook")
    (before / "secret-key").write_text("secret", encoding="utf-8")
    assert "张表" in call("backup", file, source, before)
    assert file.stat().st_mode & 0o077 == 0, "for its owner only: it holds keys and personal data"
    said = call("restore", file, empty, after)
    assert "行数与备份一致" in said
    assert (after / "imports" / "2026" / "一.xlsx").read_bytes() == b"workbook"
    assert (after / "secret-key").read_text(encoding="utf-8") == "secret"
    assert counts(empty) == counts(source) and counts(empty)["django_migrations"] > 100
    again = call("restore", file, empty, after, status=2)
    assert "没有恢复任何内容" in again
    assert list(after.glob("restore.*")) == list(file.parent.glob("backup.*")) == []


def counts(url: str) -> dict[str, int]:
    done = subprocess.run(["scripts/count-rows", url], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return {table: int(count) for table, count in (line.split() for line in done.stdout.splitlines())}


def test_a_backup_of_another_kind_of_database_is_refused(source: str, tmp_path: Path) -> None:
    file, other = tmp_path / "portal.tar", "postgres://nobody@127.0.0.1:1/none"
    call("backup", file, source, tmp_path / "from")
    if POSTGRES:
        other = f"sqlite:///{tmp_path / 'other' / 'portal.sqlite3'}"
    assert "另一种数据库" in call("restore", file, other, tmp_path / "other", status=2)


def test_a_restored_database_goes_on_where_it_was(source: str, empty: str, tmp_path: Path) -> None:
    """New keys don't collide with old ones, and changes are numbered as they commit."""
    file = tmp_path / "portal.tar"
    call("backup", file, source, tmp_path / "from")
    call("restore", file, empty, tmp_path / "to")
    code = """
import django; django.setup()
from django.db import connection
from django.contrib.auth.models import Group
from search import outbox
Group.objects.create(name="new")
outbox.record(None, kind="law", keys=[1])
first = outbox.newest()
outbox.record(None, kind="law", keys=[2])
assert outbox.newest() > first
if connection.vendor == "postgresql":
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_trigger WHERE tgname = 'search_change_number' AND tgdeferrable")
        assert cursor.fetchone() == (1,)
"""
    environment = os.environ | {"DATABASE_URL": empty, "DATA_DIR": str(tmp_path / "to"), "DJANGO_SETTINGS_MODULE": "portal.settings", "LOG_LEVEL": "ERROR"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
