"""``make faults``: servers killed and writers at odds, for as long as asked."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

from tests.faults.cluster import Cluster, cluster

PORT = 5458


def main() -> int:
    """0 when nothing was lost and nothing went wrong, else 1."""
    asked = _arguments()
    print(f"种子 {asked.seed}", flush=True)
    found: list[str] = []
    with cluster("long-faults", PORT) as started, tempfile.TemporaryDirectory(prefix="faults-") as folder:
        _set_up(started)
        found += _busy_days(Path(folder), asked.seconds / 2, asked.seed)
        found += _restarts(started, Path(folder), asked.seconds / 2, asked.seed)
    for fault in found:
        print(f"✗ {fault}")
    print("没有发现问题。" if not found else f"{len(found)}个问题。")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--seconds", type=float, default=600, help="总时长（秒）")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 30))
    return parser.parse_args()


def _set_up(started: Cluster) -> None:
    os.environ |= {"DATABASE_URL": started.url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    import django

    django.setup()
    _empty()


def _empty() -> None:
    """The schema anew, as the migrations make it."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    connection.close()


def _busy_days(folder: Path, seconds: float, seed: int) -> list[str]:
    """One long day."""
    import logging

    from tests.concurrency import busy_day

    logging.disable(logging.WARNING)
    outcome = busy_day.live(folder, seed=seed, seconds=seconds, people=6)
    print(f"并发：{dict(sorted(outcome.done.items()))}", flush=True)
    return outcome.faults


def _restarts(started: Cluster, folder: Path, seconds: float, seed: int) -> list[str]:
    from tests.faults.database_restart import PREPARE, survive
    from tests.faults.processes import site

    _empty()
    data = folder / "site"
    data.mkdir()
    with site(data, started.url, prepare=PREPARE) as running:
        outcome = survive(started, running, restarts=max(2, int(seconds // 10)), crash=False, seed=seed, people=8)
    print(f"重启：{dict(sorted(outcome.statuses.items()))}", flush=True)
    return outcome.faults


if __name__ == "__main__":
    sys.exit(main())
