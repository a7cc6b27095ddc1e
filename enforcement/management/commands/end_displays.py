"""``manage.py end_displays``: marks decisions whose display is over. For a timer, once a day; safe to run at any time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from enforcement.records.display import end_displays


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "登记公示期满的执法决定，并更新检索索引。到期之日起公众已经看不到，不因本命令晚运行而延长。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"公示期满{end_displays()}件。")
