"""``manage.py run_worker``: the worker of background tasks, which outlives a restart of the database."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections
from django_tasks_db.management.commands import db_worker

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0
#: Longest wait between two tries while the database is away.
LONGEST_PAUSE = 30.0


class Command(db_worker.Command):
    help = "执行后台任务；数据库重新启动时自动等待并继续。"

    def handle(self, *args: Any, **options: Any) -> None:
        pause = PAUSE_SECONDS
        while True:
            began = time.monotonic()
            try:
                super().handle(*args, **options)
                return
            except (OperationalError, InterfaceError) as error:
                # It ran for a while: this is another outage, not the same one.
                pause = PAUSE_SECONDS if time.monotonic() - began > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
                logger.warning("database unavailable, next try in %.0f s: %s", pause, error)
                close_old_connections()
                time.sleep(pause)
