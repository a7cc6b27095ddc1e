"""How a deadline stands: in time, near, missed, met."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import TextChoices

from enforcement.workdays import Calendar


class Light(TextChoices):
    """The word is always shown; the colour only supports it."""

    GREEN = "green", "未到期"
    AMBER = "amber", "即将到期"
    RED = "red", "已逾期"
    MET = "met", "按期完成"
    LATE = "late", "逾期完成"


def light(due: date, today: date, calendar: Calendar, done_on: date | None = None) -> Light:
    """Red from the day after ``due``; amber while at most CLOCK_AMBER_WORKING_DAYS are left, the last day included.

    Raises UnknownYear where ``today`` lies in a year without a notice.
    """
    if done_on is not None:
        return Light.MET if done_on <= due else Light.LATE
    if today > due:
        return Light.RED
    return Light.AMBER if calendar.working_days_between(today, due) <= settings.CLOCK_AMBER_WORKING_DAYS else Light.GREEN
