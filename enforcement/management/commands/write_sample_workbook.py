"""``manage.py write_sample_workbook FILE``: the sample as an officer would send it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from enforcement.sample.source import read_catalogue
from enforcement.sample.workbook import write_workbook


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "把示例目录写成工作簿：每个机关一张表，合并单元格，两行表头。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="要写的.xlsx文件")

    def handle(self, *args: Any, **options: Any) -> None:
        written = write_workbook(options["file"], read_catalogue())
        self.stdout.write(f"{options['file'].name}：{written}项。")
