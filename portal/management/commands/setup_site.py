"""``manage.py setup_site``: from an empty folder to a portal with its sample, or nothing to do.

Every step is whole or not at all, and asks what is there: a first start that
was interrupted goes on from where it stopped when it is started again.
"""

from __future__ import annotations

import os
import secrets
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from content.home import make_home
from content.roles import make_editors
from enforcement.imports.publish import publish
from enforcement.models import Agency, ImportBatch
from enforcement.roles import make_roles
from enforcement.sample.leniency_source import read_sample_lists, write_lists
from portal.management.migration_progress import migrate
from search.engines import current_engine
from search.engines.base import EngineUnavailable

ADMIN = "admin"
SAMPLE = "sample.xlsx"


class Command(BaseCommand):
    help = "建立数据库、首页、示例目录、检索索引、静态文件和管理员；已有的不变。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--without-sample", action="store_true", help="不登记、不导入示例数据，用于正式网站")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._set_up(with_sample=not options["without_sample"])
        except KeyboardInterrupt:
            raise CommandError("已中断。再次运行时从中断处继续。", returncode=130) from None

    def _set_up(self, *, with_sample: bool) -> None:
        out = cast(TextIO, self.stdout)
        self._step("数据库", lambda: migrate(out))
        self._step("首页与网站标识", lambda: transaction.atomic(make_home)(sample=with_sample))
        self._step("角色与审核流程", transaction.atomic(_make_roles))
        self._step("检索词库", lambda: call_command("load_thesaurus", stdout=self.stdout))
        if with_sample:
            self._sample()
        self._step("放假安排与期限规定", lambda: call_command("load_clock", stdout=self.stdout))
        self._step("检索索引", self._index)
        self._step("静态文件", lambda: call_command("collectstatic", interactive=False, verbosity=0))
        self._admin()

    def _step(self, name: str, do: Callable[[], object]) -> None:
        self.stdout.write(f"· {name} …")
        self.stdout.flush()
        started = time.monotonic()
        do()
        self.stdout.write(f"  {name}完成，{time.monotonic() - started:.1f}秒")

    def _sample(self) -> None:
        """Imports the sample into a portal that has imported nothing yet; finishes an import that was cut short."""
        waiting = ImportBatch.objects.filter(file_name=SAMPLE, state=ImportBatch.State.PENDING, created_by=None).first()
        if waiting:
            self._step("发布示例批次", lambda: publish(waiting, None))
        elif not ImportBatch.objects.exists():
            workbook = Path(settings.DATA_DIR) / SAMPLE
            self._step("示例机关和法律法规", lambda: call_command("load_sample", stdout=self.stdout))
            self._step("写出示例工作簿", lambda: call_command("write_sample_workbook", workbook, stdout=self.stdout))
            self._step(
                "导入示例工作簿",
                lambda: call_command("import_workbook", workbook, publish=True, accept_warnings=True, stdout=self.stdout),
            )
        if ImportBatch.objects.filter(file_name=SAMPLE, state=ImportBatch.State.PUBLISHED, created_by=None).exists():
            self._step("示例从宽清单", self._sample_lists)

    def _sample_lists(self) -> None:
        """Imports the sample's leniency lists, document by document, those that came before left alone."""
        known = set(Agency.objects.values_list("name", flat=True))
        for found in read_sample_lists():
            if not {matter.agency for matters in found.lists.values() for matter in matters} <= known:
                continue  # a portal that goes by the sample's name without its agencies
            workbook = Path(settings.DATA_DIR) / f"sample-leniency-{found.name}.xlsx"
            waiting = ImportBatch.objects.filter(file_name=workbook.name, created_by=None).exclude(state=ImportBatch.State.REJECTED).first()
            if waiting is None:
                write_lists(workbook, found)
                call_command("import_workbook", workbook, publish=True, accept_warnings=True, stdout=self.stdout)
            elif waiting.state == ImportBatch.State.PENDING:
                publish(waiting, None)

    def _index(self) -> None:
        try:
            current_engine().count()
        except EngineUnavailable:
            call_command("search_rebuild", stdout=self.stdout)
        else:
            call_command("search_drain", stdout=self.stdout)

    def _admin(self) -> None:
        """A superuser with a random password, kept in a file that only this user reads."""
        users = get_user_model().objects
        kept = Path(settings.DATA_DIR) / "admin-password"
        if not users.filter(username=ADMIN).exists():
            password = secrets.token_urlsafe(12)
            # The file first: an account whose password nobody knows would be of no use.
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
                file.write(password)
            users.create_superuser(ADMIN, "", password)
        if kept.exists():
            self.stdout.write(f"管理后台 {settings.BASE_URL}/admin/ 用户 {ADMIN} 密码 {kept.read_text(encoding='ascii')}")


def _make_roles() -> None:
    make_roles()
    make_editors()
