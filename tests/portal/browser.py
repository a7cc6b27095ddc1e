"""A real browser and a real server for the tests that need them."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, and the folder of its state."""

    address: str
    folder: Path


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("portal")
    _copy_database(folder / "portal.sqlite3")
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE")}
    environment = kept | {"DATA_DIR": str(folder), "SECRET_KEY": secrets.token_urlsafe(60), "LOG_LEVEL": "ERROR"}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.portal.serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            assert server.stdout is not None
            address = next((line.strip() for line in server.stdout if line.startswith("http://")), "")
            assert address, (folder / "log").read_text(encoding="utf-8")
            yield Portal(address, folder)
        finally:
            server.terminate()
            server.wait(timeout=10)


def _copy_database(to: Path) -> None:
    """The tests' empty database, which spares the server its migrations; elsewhere than SQLite it makes its own."""
    made = settings.DATABASES["default"]
    if "sqlite" in made["ENGINE"]:
        with closing(sqlite3.connect(made["NAME"])) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed with its file: while it is open, its event loop keeps other tests of the process from the database."""
    path = shutil.which("chromium")
    assert path, "chromium is missing: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()
