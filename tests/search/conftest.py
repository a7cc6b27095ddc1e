"""What the tests of the search share."""

from __future__ import annotations

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.search.sample import Sample, make_sample


@pytest.fixture(scope="session")
def sample(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The project's own catalogue of 2,293 items in an index: made once a process."""
    with django_db_blocker.unblock():
        return make_sample(tmp_path_factory.mktemp("sample") / "index")
