"""Where a fault happens: a cluster, a site on it, somebody at work."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.faults.desk import Desk, Writer, desk
from tests.faults.nodes import PREFIX, Nodes
from tests.faults.patience.apps import HURRIED
from tests.faults.processes import Answer, Site, site
from tests.faults.readers import STOOD_IN, Readers

#: Longest time in which a site with its cluster back must be as it was.
PATIENCE = 180


@dataclass
class Place:
    """``chance`` decides what is left to it; ``items`` is the size of the catalogue."""

    nodes: Nodes
    site: Site
    desk: Desk
    chance: random.Random
    items: int
    _saves: int = 0

    def fresh(self) -> int:
        """A number that nothing was saved under yet."""
        self._saves += 1
        return self._saves * 100_000

    def readers(self, people: int = 3) -> Readers:
        """People who each look for an item that is surely there; no answer but 200, and none without it, will do."""
        return Readers(self.site, people, self.chance.randrange(1 << 30), self._question, _must_have_it)

    def writer(self) -> Writer:
        """An editor who saves without pause."""
        return Writer(self.site.environment, self.site.folder / "writer.log", self.fresh())

    def hurry(self) -> None:
        """From now on the web process gives a cluster up that hangs, as soon as it does in production."""
        web = self.site.processes["web"]
        web.terminate()
        web.wait(timeout=60)
        self.site.environment[HURRIED] = "1"
        self.site.start("web")
        del self.site.environment[HURRIED]
        assert self.site.wait_for("/healthz"), self.site.said("web")[-2000:]

    def stands_in(self) -> bool:
        """Whether a page says that another engine answers."""
        return STOOD_IN in self.site.get(self._question(self.chance)).text

    def await_engine(self, *, standing_in: bool, seconds: float = PATIENCE) -> bool:
        """Whether that engine answers before so many seconds have passed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.stands_in() is standing_in:
                return True
            time.sleep(0.2)
        return False

    def differences(self) -> list[str]:
        """What index and database do not agree on, once the portal has had its time; processes that have ended."""
        return [*self.desk.do("differences", seconds=PATIENCE), *(f"gone: {text}" for text in self.site.dead())]

    def _question(self, chance: random.Random) -> str:
        number = chance.randrange(self.items)
        # No page is kept under an address that nobody asked for before.
        return f"/search/?q={quote(f'W{number:05d}')}&_={chance.randrange(1 << 30)}"


def _must_have_it(path: str, answer: Answer) -> str:
    if answer.status != 200:
        return f"{answer.status} {answer.text[:300]}"
    code = path.split("q=")[1][:6]
    return "" if f"/benchmarks/{code}/" in answer.text else "an answer without what was asked for"


@contextmanager
def place(nodes: Nodes, folder: Path, database: str, *, items: int, seed: int, settings: str = "portal.settings", replicas: int = 0) -> Iterator[Place]:
    """A site filled and indexed, its processes under these settings."""
    more = {"DJANGO_SETTINGS_MODULE": settings, "ELASTICSEARCH_URL": ",".join(nodes.addresses), "ELASTICSEARCH_PREFIX": PREFIX, "ELASTICSEARCH_REPLICAS": str(replicas), "SEARCH_ENGINE": "elastic"}
    filled = f"from tests.faults.catalogue import fill; fill({items})"
    with site(folder, database, prepare=filled, more=more, names=("web", "index")) as running, desk(running.environment, folder / "clerk.log") as opened:
        yield Place(nodes, running, opened, random.Random(seed), items)
