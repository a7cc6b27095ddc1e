"""``manage.py search_forget HOST``: a host that is no more holds back the outbox no longer."""

from __future__ import annotations

import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import outbox
from search.models import Cursor, Rebuild, SetAside


class Command(BaseCommand):
    """Changes stay in the outbox until every host has read them; one that was taken down never will."""

    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "不再使用的主机：删去它的索引进度，变更不再为它保留。主机恢复使用时自动重建索引。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("host", help="主机名，见 search_status 的“其他主机”")

    def handle(self, *args: Any, **options: Any) -> None:
        host = options["host"]
        if host == socket.gethostname():
            raise CommandError("这是本机：本机的索引仍在使用。")
        cursors = Cursor.objects.filter(host=host).exclude(host="")
        if not cursors:
            known = "、".join(sorted({cursor.host for cursor in Cursor.objects.exclude(host="")})) or "（无）"
            raise CommandError(f"没有这一主机。已知的主机：{known}")
        for model in (SetAside, Rebuild):
            model._default_manager.filter(host=host).delete()
        cursors.delete()
        self.stdout.write(f"已删去{host}的索引进度，清理变更{outbox.prune()}项。")
