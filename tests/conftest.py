"""What every test may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

#: Files that take longest. They go first: begun last, one of them would keep a single process busy after all others.
LONGEST = ("test_identity_and_time.py", "test_browser.py", "test_face.py", "test_admin_rights.py", "test_sample.py", "test_spreadsheets_random.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files to the front, the shuffled order kept otherwise (``--no-loadscope-reorder`` keeps it, too)."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def _own_data_dir() -> Iterator[None]:
    """The process's data folder goes when the process ends."""
    yield
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_engine(tmp_path: Path, settings: object) -> Iterator[None]:
    """Each test has an index of its own, empty until it is filled."""
    from search.engines import forget_engines

    settings.SEARCH_INDEX_DIR = tmp_path / "index"  # type: ignore[attr-defined]
    forget_engines()
    yield
    forget_engines()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Numbers of changes start again with each test, so what is kept under them must go."""
    from django.core.cache import caches

    from portal import reference
    from search.understanding import knowledge

    caches["pages"].clear()
    reference.forget()
    knowledge.forget()
