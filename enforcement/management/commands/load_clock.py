"""``manage.py load_clock``: the State's holidays and terms (7 working days, 3 months …), as rows that the city then keeps."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from enforcement.clock.load import load_holidays, load_policies


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "登记国务院放假安排和国家规定的期限；已有的不变。"

    def handle(self, *args: Any, **options: Any) -> None:
        years = load_holidays()
        try:
            made, missing = load_policies()
        except ValidationError as error:
            raise CommandError("期限规定没有登记：" + "；".join(error.messages)) from None
        self.stdout.write(f"登记放假安排{len(years)}年，期限规定{len(made)}条。")
        for name in missing:
            self.stdout.write(f"没有登记名称以“{name}”结尾的机关，其期限规定待登记机关后再次运行本命令。")
        if waiting := sum(not policy.confirmed for policy in made):
            self.stdout.write(f"其中{waiting}条待核定，请在后台“期限规定”中与原文核对，本级规定须由本级确认。")
