"""What the pages' tests share."""

from __future__ import annotations

import pytest


@pytest.fixture
def site(db: None) -> None:
    """An empty portal with its first page."""
    from tests.portal.factory import home

    home()
