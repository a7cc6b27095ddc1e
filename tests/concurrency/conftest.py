"""These tests commit, so the database is emptied after each; what the migrations had put there comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module", autouse=True)
def _as_the_migrations_left_it(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Before each test by ``serialized_rollback``; after the last one here, for other tests of this process."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]
