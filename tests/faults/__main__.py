"""``make faults``: servers killed and writers at odds, for as long as asked."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from tests.faults.cluster import Cluster, cluster
from tests.faults.nodes import nodes
from tests.faults.scenarios import SCENARIOS, one_of_three, place

PORT, NODE_PORT = 5458, 9285
#: Items of the catalogue: a rebuild takes seconds, a batch is several requests.
ITEMS = 3_000
#: A fault that needs time gets so many times the share of the others: it is what happens by and by that shows.
LONG = {"away": 6.0, "one_of_three": 3.0, "full_disk": 2.0, "busy_days": 3.0, "database_restarts": 3.0}
BESIDE_THE_CLUSTER = ("busy_days", "database_restarts", "one_of_three")


def main() -> int:
    """0 when nothing was lost and nothing went wrong, else 1."""
    asked = _arguments()
    chosen = asked.only or [*BESIDE_THE_CLUSTER, *SCENARIOS]
    share = asked.seconds / sum(LONG.get(name, 1.0) for name in chosen)
    seconds = {name: share * LONG.get(name, 1.0) for name in chosen}
    print(f"种子 {asked.seed}", flush=True)
    found: list[str] = []
    with cluster("long-faults", PORT) as started, tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        os.environ |= {"DATABASE_URL": started.url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        if "busy_days" in seconds:
            found += _told("busy_days", lambda: _busy_days(folder, seconds["busy_days"], asked.seed))
        if "database_restarts" in seconds:
            found += _told("database_restarts", lambda: _restarts(started, folder, seconds["database_restarts"], asked.seed))
        if "one_of_three" in seconds:
            found += _told("one_of_three", lambda: _three_nodes(started, folder, seconds["one_of_three"], asked.seed))
        found += _one_node(started, folder, {name: of for name, of in seconds.items() if name in SCENARIOS}, asked.seed)
    print("没有发现问题。" if not found else f"{len(found)}个问题。")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--seconds", type=float, default=600, help="故障持续的总时长（秒），启动和核对另计")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 30))
    parser.add_argument("--only", action="append", choices=[*BESIDE_THE_CLUSTER, *SCENARIOS], help="只试这一种，可重复")
    return parser.parse_args()


def _told(name: str, scenario: Callable[[], list[str]]) -> list[str]:
    """Runs one, and says how it went."""
    began = time.monotonic()
    print(f"· {name} …", flush=True)
    faults = scenario()
    for fault in faults:
        print(f"  ✗ {name}: {fault}", flush=True)
    print(f"  {'✗' if faults else '✓'} {name}，{time.monotonic() - began:.0f}秒", flush=True)
    return faults


def _one_node(started: Cluster, folder: Path, seconds: dict[str, float], seed: int) -> list[str]:
    if not seconds:
        return []
    _empty()
    own = _own(folder, "one-node")
    with nodes(NODE_PORT) as single, place(single, own, started.url, items=ITEMS, seed=seed) as here:
        return [fault for name, of in seconds.items() for fault in _told(name, lambda name=name, of=of: SCENARIOS[name](here, of))]  # type: ignore[misc]


def _three_nodes(started: Cluster, folder: Path, seconds: float, seed: int) -> list[str]:
    _empty()
    own = _own(folder, "three-nodes")
    with nodes(NODE_PORT, 3) as three, place(three, own, started.url, items=ITEMS, seed=seed, replicas=1) as here:
        return one_of_three(here, seconds)


def _own(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _empty() -> None:
    """The schema anew, as the migrations make it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    connection.close()


def _busy_days(folder: Path, seconds: float, seed: int) -> list[str]:
    """One long day."""
    import logging

    _empty()
    from tests.concurrency import busy_day

    logging.disable(logging.WARNING)
    outcome = busy_day.live(folder, seed=seed, seconds=seconds, people=6)
    print(f"  {dict(sorted(outcome.done.items()))}", flush=True)
    return outcome.faults


def _restarts(started: Cluster, folder: Path, seconds: float, seed: int) -> list[str]:
    from tests.faults.database_restart import PREPARE, survive
    from tests.faults.processes import site

    _empty()
    with site(_own(folder, "restarts"), started.url, prepare=PREPARE) as running:
        outcome = survive(started, running, restarts=max(2, int(seconds // 10)), crash=False, seed=seed, people=8)
    print(f"  {dict(sorted(outcome.statuses.items()))}", flush=True)
    return outcome.faults


if __name__ == "__main__":
    sys.exit(main())
