"""A real browser and a real server for the tests that need them."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from tests.own_index import remove_indices

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, and the folder of its state."""

    address: str
    folder: Path


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Portal]:
    """On the database and the engine of this run of the tests, each of its own."""
    folder, prefix = tmp_path_factory.mktemp("portal"), f"{settings.ELASTICSEARCH_PREFIX}-browser-{uuid4().hex[:6]}"
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE")}
    environment = kept | {"DATA_DIR": str(folder), "SECRET_KEY": secrets.token_urlsafe(60), "LOG_LEVEL": "ERROR", "ELASTICSEARCH_PREFIX": prefix}
    with _copied_database(folder) as url, (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.portal.serve"], cwd=ROOT, env=environment | {"DATABASE_URL": url}, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            assert server.stdout is not None
            address = next((line.strip() for line in server.stdout if line.startswith("http://")), "")
            assert address, (folder / "log").read_text(encoding="utf-8")
            yield Portal(address, folder)
        finally:
            server.terminate()
            server.wait(timeout=10)
            if settings.SEARCH_ENGINE == "elastic":
                remove_indices(prefix)


@contextmanager
def _copied_database(folder: Path) -> Iterator[str]:
    """The address of a copy of the tests' empty database, which spares the server its migrations."""
    made = settings.DATABASES["default"]
    if "sqlite" in made["ENGINE"]:
        copy = folder / "portal.sqlite3"
        with closing(sqlite3.connect(made["NAME"])) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        yield f"sqlite:///{copy}"
        return
    place, name = f"postgres://{made['USER']}:{quote(made['PASSWORD'] or '')}@{made['HOST']}:{made['PORT']}", f"browser_{uuid4().hex[:12]}"
    connection.close()  # nobody may be in a database while it is copied
    with psycopg.connect(f"{place}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE {name} TEMPLATE "{made["NAME"]}"')
        try:
            yield f"{place}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed with its file: while it is open, its event loop keeps other tests of the process from the database."""
    path = shutil.which("chromium")
    assert path, "chromium is missing: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()
