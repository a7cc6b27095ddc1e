"""``manage.py search_drain``: brings waiting changes into the index, once or for ever."""

from __future__ import annotations

import logging
import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections

from search.engines.base import EngineUnavailable
from search.indexer import drain

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0
#: Longest wait between two tries while the engine is away.
LONGEST_PAUSE = 60.0


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
        running = True

        def stop(*_: Any) -> None:
            nonlocal running
            running = False

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        pause = PAUSE_SECONDS
        while running:
            close_old_connections()
            try:
                drain()
                pause = PAUSE_SECONDS
            except EngineUnavailable as error:
                pause = min(pause * 2, LONGEST_PAUSE)
                logger.warning("search engine unavailable, next try in %.0f s: %s", pause, error)
            except (OperationalError, InterfaceError) as error:
                pause = min(pause * 2, LONGEST_PAUSE)
                logger.warning("database unavailable, next try in %.0f s: %s", pause, error)
            time.sleep(pause)
