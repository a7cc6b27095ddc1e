"""``manage.py search_status``: how the index stands to the database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import outbox
from search.engines import current_engine
from search.engines.base import EngineUnavailable
from search.indexer import cursor_of, sweep


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "显示索引状态；--sweep 同时比对索引与数据库，并将差异列入待处理。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sweep", action="store_true", help="比对并修复差异")

    def handle(self, *args: Any, **options: Any) -> None:
        engine = current_engine()
        cursor = cursor_of(engine)
        try:
            self.stdout.write(f"引擎：{engine.name}，文档{engine.count()}个，待处理变更{max(outbox.newest() - cursor.position, 0)}项。")
            if options["sweep"]:
                found = sweep(engine)
                self.stdout.write(f"多余{len(found.orphans)}个，缺少{len(found.gaps)}个。")
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
