"""What lists and detail pages show of a record, in words and days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from enforcement.models import Edition

NOTHING = "—"


def spoken(value: Any) -> Any:
    """A value as people say it: days in full, moments in local time, yes and no, a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y年n月j日 H:i")
    if isinstance(value, date):
        return date_format(value, "Y年n月j日")
    return value


class SpokenColumn(Column):
    """A column whose days are days, not “2年前”: in law the day counts."""

    def get_value(self, instance: Any) -> Any:
        return spoken(super().get_value(instance))


def standing(edition: Edition) -> str:
    """Where an edition stands, all clocks together, as an officer asks it today."""
    today = timezone.localdate()
    if edition.undone_at:
        return "批次已撤销"
    if not edition.live or edition.in_force_from is None:
        return "草稿"
    if edition.withdrawn_at:
        said = "已撤回公开"
    elif edition.in_force_from > today:
        said = "尚未施行"
    elif edition.in_force_until and edition.in_force_until <= today:
        said = "已失效"
    else:
        said = "现行有效"
    return f"{said}，有未发布的修改" if edition.has_unpublished_changes else said
