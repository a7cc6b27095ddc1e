"""The day a reader asks about: ``?on=2024-09-03``, on every public page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from enforcement.notation.dates import parse_date


@dataclass(frozen=True, slots=True)
class AskedDay:
    """``on`` is the day that counts; ``given`` whether the reader named another than today; ``unread`` what could not be read."""

    on: date
    today: date
    given: bool = False
    unread: str = ""

    @property
    def is_future(self) -> bool:
        """Whether the answer rests on what is known by now, and may yet change."""
        return self.on > self.today

    @property
    def address(self) -> str:
        """What to add to an address so that it speaks of the same day."""
        return f"?on={self.on.isoformat()}" if self.given else ""


def asked_day(request: HttpRequest) -> AskedDay:
    """Reads ``on`` in any form that documents use; today when it is absent or cannot be read."""
    today = timezone.localdate()
    text = request.GET.get("on", "").strip()[:40]
    if not text:
        return AskedDay(today, today)
    try:
        on = parse_date(text)
    except ValueError:
        return AskedDay(today, today, unread=text)
    return AskedDay(on, today, given=on != today)
