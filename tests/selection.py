"""Which tests belong to a run: the whole suite on SQLite with the embedded engine, and on PostgreSQL with Elasticsearch.

A test that can only be true of one of them says so with a marker, and is no
part of the other run. The run on servers also leaves out what would do the
same once more: what can touch neither of them, as the test itself tells (it
asks for no database), and what looks at a page alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Marker → what a run must have for a test that bears it.
NEEDS = {"sqlite": "sqlite", "postgresql": "postgresql", "embedded": "embedded", "elasticsearch": "elastic"}
#: Marker of tests about how a page looks and is operated: the same whatever the page was made from.
LOOKS = "looks"
#: Fixtures of pytest-django through which every test gets its database; ours and those of the browser rest on them.
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "django_db_setup", "django_db_reset_sequences", "django_db_serialized_rollback"})
#: Fixture of tests that point the portal to the cluster, and what a test is called with that is told of an engine's name.
CLUSTER_FIXTURE, ENGINES = "elastic", {"elastic": "elasticsearch", "embedded": "embedded"}


@dataclass(frozen=True, slots=True)
class Run:
    """The database (Django's name of its vendor) and the engine that answers first."""

    database: str
    engine: str

    @property
    def on_servers(self) -> bool:
        """Whether it is the second run."""
        return (self.database, self.engine) != ("sqlite", "embedded")

    def __str__(self) -> str:
        return f"{self.database} + {self.engine}"


def told(markers: Iterable[str], fixtures: Iterable[str], parameters: Mapping[str, object]) -> set[str]:
    """A test's markers, and those that it need not write: who asks for the cluster, or for an engine by name, is true of that."""
    found = {*markers, *(ENGINES[value] for value in parameters.values() if isinstance(value, str) and value in ENGINES)}
    return found | {"elasticsearch"} if CLUSTER_FIXTURE in fixtures else found


def why_not(run: Run, markers: Iterable[str], fixtures: Iterable[str]) -> str:
    """Why a test with these markers and fixtures is no part of a run, in a few words; empty when it is."""
    marked = set(markers)
    for marker in NEEDS.keys() & marked:
        if NEEDS[marker] not in (run.database, run.engine):
            return f"only true of {marker}"
    if run.on_servers and LOOKS in marked:
        return "looks the same on every database and engine"
    touches = NEEDS.keys() & marked or "django_db" in marked or DATABASE_FIXTURES.intersection(fixtures)
    return "touches neither database nor index" if run.on_servers and not touches else ""
