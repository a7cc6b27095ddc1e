"""``manage.py move_from_sqlite FILE``: a site that has outgrown SQLite goes on with PostgreSQL."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal import moving
from portal.management.migration_progress import migrate


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`
    help = "把SQLite数据库的全部内容搬到DATABASE_URL所指的空PostgreSQL数据库，逐表核对行数。不改动SQLite文件。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="旧站的portal.sqlite3")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("DATABASE_URL没有指向PostgreSQL。")
        if not options["file"].is_file():
            raise CommandError(f"{options['file']}不存在。")
        try:
            with moving.reading(options["file"]):
                moving.check_source()
                migrate(cast(TextIO, self.stdout))
                moving.check_target()
                rows = moving.move(self._tell)
        except moving.CannotMove as error:
            raise CommandError(str(error)) from error
        call_command("wagtail_update_index", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # else the first questions are planned blindly
        self.stdout.write(f"已搬移{rows}行，各表行数与原库一致。")

    def _tell(self, table: str, rows: int) -> None:
        if rows:
            self.stdout.write(f"  {table} {rows}")
