"""``manage.py search_drain``: brings waiting changes into the index, once or for ever."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections

from search.engines import kept_engines
from search.engines.base import Engine, EngineUnavailable
from search.indexer import drain
from search.lexicon import keep as lexicon

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0
#: Longest wait between two tries while the engine is away.
LONGEST_PAUSE = 60.0
#: Once told to end, so long a batch may take to its end; what is left of it then is taken by whoever starts next.
LAST_SECONDS = 8.0


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "处理待索引的变更。--watch：持续运行，引擎不可用时自动重试。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="持续运行")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["watch"]:
            self._watch()
            return
        try:
            self.stdout.write(f"已处理{drain()}项变更。")
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error

    def _watch(self) -> None:
        """Each engine in a thread of its own: one that hangs must not hold up the one that stands in for it."""
        over = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: over.set())
        threads = [threading.Thread(target=_serve, args=(engine, over), name=f"drain-{engine.name}", daemon=True) for engine in kept_engines()]
        for thread in threads:
            thread.start()
        while not over.wait(PAUSE_SECONDS):
            if not all(thread.is_alive() for thread in threads):
                raise CommandError("处理变更的线程意外结束，详见日志。")  # whoever watches over the process starts it anew
        for thread in threads:
            thread.join(LAST_SECONDS)


def _serve(engine: Engine, over: threading.Event) -> None:
    """Drains one engine until it is over; what is away is tried again after two seconds, four, up to a minute."""
    pause = PAUSE_SECONDS
    while not over.is_set():
        close_old_connections()
        try:
            drain(engine)
            if not engine.shared:
                lexicon.refresh()
            pause = PAUSE_SECONDS
        except EngineUnavailable as error:
            pause = min(pause * 2, LONGEST_PAUSE)
            logger.warning("%s unavailable, next try in %.0f s: %s", engine.name, pause, error)
        except (OperationalError, InterfaceError) as error:
            pause = min(pause * 2, LONGEST_PAUSE)
            logger.warning("database unavailable, next try in %.0f s: %s", pause, error)
        over.wait(pause)
