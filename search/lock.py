"""One rebuild of an index at a time: an unfinished record is the lock."""

from __future__ import annotations

import time

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from search import outbox
from search.engines.base import EngineUnavailable
from search.models import Cursor, Rebuild

#: How the record of a rebuild begins that was not brought to its end, and ends when nothing is left of it.
BROKEN_OFF, CLEARED = "未完成：", "；半成品已清除"
#: So often whoever holds it says that it is still at work.
SIGN_SECONDS = 15.0


class RebuildLock:
    """Taken when it is made, for the index that a cursor stands for; ``run`` is its record.

    Raises EngineUnavailable while another one is at work. One that gave no
    sign of life for ``outbox.LONGEST_SILENCE`` has died and is taken over.
    """

    def __init__(self, cursor: Cursor, position: int) -> None:
        mine = Rebuild.objects.filter(engine=cursor.engine, host=cursor.host, finished_at__isnull=True)
        mine.filter(alive_at__lt=timezone.now() - outbox.LONGEST_SILENCE).update(finished_at=timezone.now(), outcome=f"{BROKEN_OFF}中断")
        try:
            with transaction.atomic():
                self.run = Rebuild.objects.create(engine=cursor.engine, host=cursor.host, position=position)
        except IntegrityError as error:
            raise EngineUnavailable("另一进程正在重建索引") from error
        self._next = time.monotonic() + SIGN_SECONDS

    @staticmethod
    def broken_off(cursor: Cursor) -> QuerySet[Rebuild]:
        """Rebuilds of which something may be left: failed ones, and those that give no sign of life any more."""
        mine = Rebuild.objects.filter(engine=cursor.engine, host=cursor.host)
        failed = Q(outcome__startswith=BROKEN_OFF) & ~Q(outcome__endswith=CLEARED)
        return mine.filter(failed | Q(finished_at__isnull=True, alive_at__lt=timezone.now() - outbox.LONGEST_SILENCE))

    def renew_sometimes(self) -> None:
        """To be called as often as one likes."""
        if time.monotonic() > self._next:
            self.renew()

    def renew(self) -> None:
        """A sign of life. Raises EngineUnavailable where it was given up for dead: another one may be at work."""
        if not Rebuild.objects.filter(pk=self.run.pk, finished_at__isnull=True).update(alive_at=timezone.now()):
            raise EngineUnavailable("重建长时间没有进展，已由另一进程接手")
        self._next = time.monotonic() + SIGN_SECONDS

    def release(self) -> None:
        """Ends the record with what ``run`` says now. What was taken over stays as whoever took it over has left it."""
        run = self.run
        run.finished_at = timezone.now()
        told = {"finished_at": run.finished_at, "version": run.version, "documents": run.documents, "outcome": run.outcome}
        Rebuild.objects.filter(pk=run.pk, finished_at__isnull=True).update(**told)
