"""``manage.py search_rebuild``: a new index from the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.indexer import rebuild_all


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "重建检索索引：新建、填充、核对数量，然后一次切换。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            runs = rebuild_all()
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        for run in runs:
            self.stdout.write(f"索引{run.version}：{run.documents}个文档，{run.outcome}。")
