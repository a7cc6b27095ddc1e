"""``manage.py load_sample``: registers the sample's agencies and laws (not its benchmarks: those are imported)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from enforcement.sample.records import load_agencies, load_laws


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "登记示例机关和法律法规；已有的不变。"

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"登记机关{load_agencies()}个，法律法规{load_laws()}部。")
