"""``manage.py setup_site``: from an empty folder to a portal with its sample, or nothing to do."""

from __future__ import annotations

import secrets
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from content.home import make_home
from content.roles import make_editors
from enforcement.models import ImportBatch
from enforcement.roles import make_roles
from search.engines import current_engine
from search.engines.base import EngineUnavailable

ADMIN = "admin"
SAMPLE = "sample.xlsx"


class Command(BaseCommand):
    help = "建立数据库、首页、示例目录、检索索引和管理员；已有的不变。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--without-sample", action="store_true", help="不登记、不导入示例数据，用于正式网站")

    def handle(self, *args: Any, **options: Any) -> None:
        self._step("数据库", lambda: call_command("migrate", verbosity=0, interactive=False))
        self._step("首页与网站标识", make_home)
        self._step("角色与审核流程", lambda: (make_roles(), make_editors()))
        if not options["without_sample"] and not ImportBatch.objects.exists():
            workbook = Path(settings.DATA_DIR) / SAMPLE
            self._step("示例机关和法律法规", lambda: call_command("load_sample", stdout=self.stdout))
            self._step("写出示例工作簿", lambda: call_command("write_sample_workbook", workbook, stdout=self.stdout))
            self._step(
                "导入示例工作簿",
                lambda: call_command("import_workbook", workbook, publish=True, accept_warnings=True, stdout=self.stdout),
            )
        self._step("检索索引", self._index)
        self._admin()

    def _step(self, name: str, do: Any) -> None:
        self.stdout.write(f"· {name} …")
        self.stdout.flush()
        started = time.monotonic()
        do()
        self.stdout.write(f"  {name}完成，{time.monotonic() - started:.1f}秒")

    def _index(self) -> None:
        try:
            current_engine().count()
        except EngineUnavailable:
            call_command("search_rebuild", stdout=self.stdout)
        else:
            call_command("search_drain", stdout=self.stdout)

    def _admin(self) -> None:
        """A superuser with a random password, kept in a file that only this user reads."""
        user_model = get_user_model()
        kept = Path(settings.DATA_DIR) / "admin-password"
        if not user_model.objects.filter(username=ADMIN).exists():
            password = secrets.token_urlsafe(12)
            user_model.objects.create_superuser(ADMIN, "", password)
            kept.touch(mode=0o600)
            kept.write_text(password, encoding="ascii")
        if kept.exists():
            self.stdout.write(f"管理后台 {settings.BASE_URL}/admin/ 用户 {ADMIN} 密码 {kept.read_text(encoding='ascii')}")
