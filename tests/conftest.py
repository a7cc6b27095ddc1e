"""What every test may use."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.own_index import own_index
from tests.selection import Run, told, why_not

#: Files that take longest. They go first: begun last, one of them would keep a single process busy after all others.
LONGEST = (
    "test_identity_and_time.py", "test_cluster.py", "test_browser.py", "test_database_restart.py", "test_search_browser.py", "test_index_life.py", "test_face.py",
    "test_cluster_access.py", "test_admin_rights.py", "test_sample.py", "test_spreadsheets_random.py", "test_api.py", "test_public_addresses.py",
)  # fmt: skip


#: What is no part of this run, by reason; a process of several keeps it to itself.
LEFT_OUT = pytest.StashKey[list[str]]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What belongs to this run; the longest files to the front, the shuffled order kept otherwise (``--no-loadscope-reorder`` keeps it, too)."""
    run = Run(connection.vendor, settings.SEARCH_ENGINE)
    elsewhere = {item: _why_not(run, item) for item in items}
    for reason, count in Counter(filter(None, elsewhere.values())).items():
        config.stash.setdefault(LEFT_OUT, []).append(f"left out of {run}: {count} {reason} (docs/testing.md)")
    if left_out := [item for item, reason in elsewhere.items() if reason]:
        config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not elsewhere[item]]
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def _why_not(run: Run, item: pytest.Item) -> str:
    fixtures, call = getattr(item, "fixturenames", ()), getattr(item, "callspec", None)
    return why_not(run, told({mark.name for mark in item.iter_markers()}, fixtures, call.params if call else {}), fixtures)


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    return config.stash.get(LEFT_OUT, [])


@pytest.fixture(scope="session", autouse=True)
def _own_data_dir() -> Iterator[None]:
    """The process's data folder goes when the process ends."""
    yield
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    """A machine that is busy with tests is no outage: only a cluster that is not there makes another engine stand in."""
    from search.engines.elastic import client

    client.READ_SECONDS = 60.0


@pytest.fixture(autouse=True)
def _fresh_engine(tmp_path: Path, settings: object) -> Iterator[None]:
    """Each test has an index of its own, empty until it is filled."""
    with own_index(settings, tmp_path / "index"):
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Numbers of changes start again with each test, so what is kept under them must go."""
    from django.core.cache import caches

    from portal import reference
    from search.understanding import knowledge

    caches["pages"].clear()
    reference.forget()
    knowledge.forget()
