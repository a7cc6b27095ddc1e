"""A site that outgrew SQLite: every row under its key, numbers that go on, nothing where there is work already."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from tests.portal.test_backup import ROOT, counts, postgres_url

#: What a site holds that is easily lost: text kept as JSON, a row that names its own table, money, days, changes with gaps in their numbers.
FILL = """
import django; django.setup()
from datetime import date
from django.contrib.auth import get_user_model
from content.home import make_home
from enforcement.models import Agency, Instrument
from search.models import Change, Cursor
get_user_model().objects.create_superuser("admin", "", "a password of some length")
make_home()
above = Agency.objects.create(name="桦岭市市场监督管理局", slug="scjg")
Agency.objects.create(name="桦岭市市场监督管理综合行政执法大队", slug="scjg-zd", parent=above)
Change.objects.all().delete()
Change.objects.bulk_create([Change(pk=pk, kind="agency", key=above.pk) for pk in (7, 9, 12)])
Cursor.objects.create(engine="embedded", host="here", position=9)
"""
GOES_ON = """
import django; django.setup()
from django.contrib.auth.models import Group, User
from django.contrib.auth import authenticate
from enforcement.models import Agency
from search import outbox
from search.models import Change
assert authenticate(username="admin", password="a password of some length")
assert Agency.objects.get(slug="scjg-zd").parent.slug == "scjg"
assert set(Change.objects.values_list("pk", flat=True)) == {7, 9, 12}
outbox.record(None, kind="agency", keys=[1])
assert outbox.newest() > 12
Group.objects.create(name="new")
"""


def run(url: str, data: Path, *arguments: str, status: int = 0) -> str:
    environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "portal.settings", "SEARCH_ENGINE": "embedded", "LOG_LEVEL": "ERROR"}
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def target() -> Iterator[str]:
    """An empty database of the server that the tests use."""
    name = f"moved_{uuid4().hex[:12]}"
    subprocess.run(["psql", postgres_url("postgres"), "-qc", f"CREATE DATABASE {name}"], check=True, timeout=60)
    yield postgres_url(name)
    subprocess.run(["psql", postgres_url("postgres"), "-qc", f"DROP DATABASE {name}"], check=True, timeout=60)


@pytest.mark.postgresql
def test_everything_comes_along_and_goes_on(db: None, target: str, tmp_path: Path) -> None:
    file = tmp_path / "old" / "portal.sqlite3"
    file.parent.mkdir()
    old = f"sqlite:///{file}"
    run(old, file.parent, "manage.py", "migrate", "--verbosity", "0")
    run(old, file.parent, "-c", FILL)
    said = run(target, tmp_path / "new", "manage.py", "move_from_sqlite", str(file))
    assert "各表行数与原库一致" in said and "enforcement_agency 2" in said
    # Wagtail's own index for the back office is made anew: other tables on each database.
    had, have = ({name: rows for name, rows in counts(url).items() if not name.startswith("wagtailsearch_")} for url in (old, target))
    assert have == had and had["wagtailcore_page"] >= 2
    again = run(target, tmp_path / "new", "manage.py", "move_from_sqlite", str(file), status=1)
    assert "没有搬移任何内容" in again and counts(target)["enforcement_agency"] == 2
    run(target, tmp_path / "new", "-c", GOES_ON)


@pytest.mark.postgresql
def test_another_release_is_refused(db: None, target: str, tmp_path: Path) -> None:
    file = tmp_path / "portal.sqlite3"
    with closing(sqlite3.connect(file)) as old, old:
        old.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)")
    assert "不是同一版本" in run(target, tmp_path / "new", "manage.py", "move_from_sqlite", str(file), status=1)
    assert counts(target) == {}


@pytest.mark.sqlite
def test_only_into_postgresql(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    assert "没有指向PostgreSQL" in run(url, tmp_path, "manage.py", "move_from_sqlite", str(tmp_path / "old.sqlite3"), status=1)
    assert not (tmp_path / "new.sqlite3").exists()
