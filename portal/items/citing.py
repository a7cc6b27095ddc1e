"""How to cite a page, so that whoever follows the citation sees the same words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from enforcement.models import Edition


@dataclass(frozen=True, slots=True)
class Citing:
    """``link`` names the day, so that it keeps showing this edition; ``sentence`` is ready to be copied."""

    link: str
    sentence: str


def citing(edition: Edition, on: date, today: date, site_name: str) -> Citing:
    """The citation of an edition as it stood on a day, looked up today."""
    benchmark = edition.benchmark
    link = f"{settings.BASE_URL}{benchmark.get_absolute_url()}?on={on.isoformat()}"
    begins = f"，自{_day(edition.in_force_from)}起施行" if edition.in_force_from else ""
    sentence = (
        f"{benchmark.agency.name}：“{edition.act}”行政处罚裁量权基准（事项编码{benchmark}{begins}），载{site_name}，{link}，{_day(today)}查阅。"
    )
    return Citing(link, sentence)


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
