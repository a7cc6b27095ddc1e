"""Every test belongs to a run, and a run leaves out nothing for another reason than those that are written down."""

from __future__ import annotations

import pytest

from tests.selection import Run, told, why_not

FILES, SERVERS, MIXED = Run("sqlite", "embedded"), Run("postgresql", "elastic"), Run("postgresql", "embedded")


@pytest.mark.parametrize(
    ("markers", "fixtures", "runs"),
    [
        ([], [], {FILES}),
        (["parametrize"], ["tmp_path", "settings", "client"], {FILES}),
        (["django_db"], [], {FILES, SERVERS, MIXED}),
        (["parametrize"], ["tmp_path", "db"], {FILES, SERVERS, MIXED}),
        ([], ["portal", "django_db_setup"], {FILES, SERVERS, MIXED}),
        (["sqlite", "django_db"], ["db"], {FILES}),
        (["postgresql", "django_db"], ["db"], {SERVERS, MIXED}),
        (["embedded", "django_db"], ["db"], {FILES, MIXED}),
        (["elasticsearch"], [], {SERVERS}),
        (["looks"], ["portal", "django_db_setup"], {FILES}),
        (["elasticsearch", "postgresql"], ["db"], {SERVERS}),
    ],
)
def test_a_test_runs_where_it_can_tell_something(markers: list[str], fixtures: list[str], runs: set[Run]) -> None:
    assert {run for run in (FILES, SERVERS, MIXED) if not why_not(run, markers, fixtures)} == runs


def test_whoever_asks_for_an_engine_needs_no_marker() -> None:
    assert told(["django_db"], ["elastic", "db"], {}) == {"django_db", "elasticsearch"}
    assert told([], ["engine"], {"engine": "elastic"}) == {"elasticsearch"}
    assert told([], ["engine"], {"engine": "embedded"}) == {"embedded"}
    assert told(["looks"], ["portal"], {"address": "/", "count": 3}) == {"looks"}


def test_no_marker_is_left_out_of_both() -> None:
    for markers in ([], ["sqlite"], ["postgresql"], ["embedded"], ["elasticsearch"], ["django_db"], ["looks"]):
        assert "" in (why_not(FILES, markers, []), why_not(SERVERS, markers, []))


@pytest.mark.django_db
def test_this_run_is_the_one_that_was_asked_for() -> None:
    """The variables were understood: nobody runs the suite on files and takes it for a run on servers."""
    import os

    from django.conf import settings
    from django.db import connection

    wanted = Run("postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite", os.environ.get("SEARCH_ENGINE", "embedded"))
    assert Run(connection.vendor, settings.SEARCH_ENGINE) == wanted
