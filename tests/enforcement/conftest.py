"""Fixtures of this floor's tests."""

from __future__ import annotations

import pytest

from tests.enforcement.back_office import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    """A city with its people and one published item."""
    return make_office()
