"""The database restarts under load (a file does not): readers are told, and nobody has to restart the portal."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.faults.cluster import cluster
from tests.faults.database_restart import PREPARE, survive
from tests.faults.processes import site


@pytest.mark.postgresql
@pytest.mark.django_db
def test_readers_outlive_a_restart_of_the_database(tmp_path: Path) -> None:
    own = connection.settings_dict
    url = f"postgres://{own['USER']}:{quote(own['PASSWORD'] or '')}@{own['HOST']}:{own['PORT']}/{own['NAME']}"
    with cluster("faults", 5459) as started:
        started.take_over(url)
        with site(tmp_path, started.url, prepare=PREPARE) as running:
            outcome = survive(started, running, restarts=2, crash=False, seed=1)
    assert outcome.faults == []
    assert outcome.statuses[200] > 0 and outcome.statuses[503] > 0, outcome.statuses
