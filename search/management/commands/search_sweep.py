"""``manage.py search_sweep``: compares every index with the database and mends what differs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import kept_engines
from search.engines.base import EngineUnavailable
from search.indexer import sweep

#: Keys printed of each sort; the count is of all.
MOST_NAMED = 10


class Command(BaseCommand):
    """Mends unless told otherwise: all it does is to have the records read again, and the database is the truth."""

    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "逐个比对索引与数据库：多余的、缺少的，列入待处理，由索引进程更正。--check：只比对，有差异时退出码为1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只比对，不更正")

    def handle(self, *args: Any, **options: Any) -> None:
        differs, away = False, []
        for engine in kept_engines():
            try:
                found = sweep(engine, repair=not options["check"])
            except EngineUnavailable as error:
                away.append(f"{engine.name}：{error}")
                continue
            differs = differs or bool(found.orphans or found.gaps)
            self.stdout.write(f"{engine.name}：多余{len(found.orphans)}个，缺少{len(found.gaps)}个。")
            for label, keys in (("多余", found.orphans), ("缺少", found.gaps)):
                for key in sorted(keys)[:MOST_NAMED]:
                    self.stdout.write(f"  {label} {key}")
        if away:
            raise CommandError("；".join(away), returncode=2)
        if differs and options["check"]:
            raise CommandError("索引与数据库有差异", returncode=1)
        if differs:
            self.stdout.write("已列入待处理，由索引进程（search_drain）更正。")
