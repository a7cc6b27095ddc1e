"""What the pages' tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches

from portal import reference


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    """Numbers of changes start again with each test, so what is kept under them must go."""
    caches["pages"].clear()
    reference._kept = None
    yield
    caches["pages"].clear()


@pytest.fixture
def site(db: None) -> None:
    """An empty portal with its first page."""
    from tests.portal.factory import home

    home()
