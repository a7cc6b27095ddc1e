"""The database restarts, or falls over, while people read."""

from __future__ import annotations

import random
import time
from urllib.parse import quote

from tests.faults.cluster import Cluster
from tests.faults.processes import Answer, Site
from tests.faults.readers import Outcome, Readers

#: What a site shows that was made by ``tests.portal.serve.populate``.
PREPARE = "from tests.portal.serve import populate; populate()\nfrom search.indexer import rebuild; rebuild()"
AWAY = "网站暂时不可用"
#: Its act is changed after the restart: the change must reach the index by itself.
CHANGE = """
import django; django.setup()
from enforcement.models import Edition
edition = Edition.objects.filter(benchmark__address="B07", live=True).get()
edition.act = "{act}"
edition.save_revision().publish()
"""


def _address(chance: random.Random) -> str:
    words = quote(f"食品{chance.randrange(10**6)}")
    return chance.choice((f"/benchmarks/B{chance.randrange(30):02d}/", "/", f"/search/?q={words}", "/agencies/", "/benchmarks/"))


def _fault(_: str, answer: Answer) -> str:
    if answer.status == 200:
        return ""
    if answer.status != 503:
        return f"{answer.status} {answer.text[:200]}"
    if AWAY not in answer.text:
        return f"a 503 that says something else: {answer.text[:300]}"
    if "retry-after" not in answer.headers or answer.headers.get("cache-control") != "no-store":
        return f"a 503 that may be kept: {answer.headers}"
    return ""


def survive(cluster: Cluster, site: Site, *, restarts: int, crash: bool, seed: int, people: int = 4) -> Outcome:
    """Restarts under load; afterwards every page is there again, every process still runs, and changes reach the index."""
    readers = Readers(site, people, seed, _address, _fault)
    time.sleep(1)
    for number in range(restarts):
        cluster.restart(crash=crash or number % 2 == 1)
        if not site.wait_for("/benchmarks/", seconds=60):
            readers.outcome.faults.append(f"restart {number}: no page a minute later")
        time.sleep(1)
    outcome = readers.go_home()
    outcome.faults += [f"gone: {text}" for text in site.dead()]
    late = [path for path in ("/", "/benchmarks/B01/", "/search/?q=A1", "/healthz") for _ in range(4) if site.get(path).status != 200]
    outcome.faults += [f"still not there: {path}" for path in late]
    act = f"重启之后改写的第{seed}项"
    site.run(CHANGE.format(act=act))
    if not site.wait_for(f"/search/?q={quote(act)}", text=act):
        outcome.faults.append("a change after the restart did not reach the index")
    return outcome
