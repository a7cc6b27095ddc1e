"""``python -m tests.faults.clerk``: somebody at work inside a site; takes one task a line (JSON), answers with one line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import close_old_connections, transaction  # noqa: E402

from enforcement.models import Edition  # noqa: E402
from enforcement.signals import records_changed  # noqa: E402
from search import outbox  # noqa: E402
from search.engines import current_engine, kept_engines  # noqa: E402
from search.engines.base import EngineRequest  # noqa: E402
from search.indexer import cursor_of, rebuild  # noqa: E402
from search.models import Rebuild  # noqa: E402
from tests.faults import agreement  # noqa: E402

_walks: list[Iterator[str]] = []
_first: list[str] = []


def save(number: int) -> float:
    """Changes one edition as an editor does; the seconds it took."""
    keys = list(Edition.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
    edition = Edition.objects.get(pk=keys[number % len(keys)])
    edition.remark = remark(number)
    begun = time.monotonic()
    edition.save_revision().publish()
    return time.monotonic() - begun


def remark(number: int) -> str:
    """What ``save`` writes."""
    return f"经办人第{number}号核对"


def touch_all(number: int) -> int:
    """Changes every edition at once, as an import does."""
    with transaction.atomic():
        keys = list(Edition.objects.filter(live=True).values_list("pk", flat=True))
        Edition.objects.filter(pk__in=keys).update(remark=remark(number))
        records_changed.send(Edition, kind="benchmark", keys=keys)
    return len(keys)


def waiting() -> dict[str, int]:
    """Changes that each engine has not read."""
    return {engine.name: outbox.behind(cursor_of(engine)) for engine in kept_engines()}


def errors() -> dict[str, str]:
    """What keeps each engine from reading on."""
    return {engine.name: cursor_of(engine).last_error for engine in kept_engines()}


def settled(seconds: float) -> bool:
    """Whether every engine has read everything before that many seconds have passed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(waiting().values()) and not any(errors().values()):
            return True
        time.sleep(0.2)
    return False


def differences(seconds: float = 120) -> list[str]:
    """What index and database do not agree on, once all has been read."""
    if not settled(seconds):
        return [f"not read after {seconds} s: {waiting()} {errors()}"]
    return agreement.differences()


def begin_walk() -> str:
    """Reads the first key of all."""
    _first[:] = sorted(agreement.wanted())
    _walks[:] = [current_engine().walk(EngineRequest(sort="code"))]
    return next(_walks[0])


def finish_walk() -> list[str]:
    """Reads the rest; says what is missing or too much of what there was when it began."""
    rest = list(_walks[0])
    faults = [f"the walk gave {len(rest) + 1} keys, there were {len(_first)}"] if len(rest) + 1 != len(_first) else []
    return faults + [f"the walk left out {key}" for key in sorted(set(_first) - set(rest))[1:6]]


def older_release() -> str:
    """Makes the cluster's index as a release would that knew one field less."""
    from search.engines.elastic import mapping

    known = mapping.NUMBERS
    mapping.NUMBERS = tuple(name for name in known if name != "tier_count")  # type: ignore[assignment]
    try:
        return rebuild(kept_engines()[0]).version
    finally:
        mapping.NUMBERS = known


def rebuild_cluster() -> str:
    """Of the cluster's index alone."""
    return rebuild(kept_engines()[0]).outcome


def age_locks(minutes: int) -> int:
    """Makes every rebuild that has not ended look so much older."""
    return sum(
        Rebuild.objects.filter(pk=run.pk).update(started_at=run.started_at - timedelta(minutes=minutes), alive_at=run.alive_at - timedelta(minutes=minutes))
        for run in Rebuild.objects.filter(finished_at__isnull=True)
    )


def outcomes() -> list[str]:
    """Of all rebuilds of the cluster's index, the latest first."""
    return list(Rebuild.objects.filter(engine="elastic").values_list("outcome", flat=True))


TASKS: dict[str, Callable[..., Any]] = {
    task.__name__: task
    for task in (save, touch_all, waiting, errors, settled, differences, begin_walk, finish_walk, older_release, rebuild_cluster, age_locks, outcomes)
}


def main() -> None:
    for line in sys.stdin:
        task, asked = json.loads(line)
        close_old_connections()
        try:
            answer = {"done": TASKS[task](**asked)}
        except Exception as error:
            answer = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
