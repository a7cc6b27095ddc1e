"""Documents that can't be taken: kept by name until they can."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.utils import timezone

from search.documents.base import key_of, split_key
from search.engines.base import EngineUnavailable
from search.engines.refusing import fault_of
from search.models import Cursor, SetAside

logger = logging.getLogger(__name__)
#: So many at once are no documents at fault but an index, or a program, that is: nothing is taken then.
MOST = 500
LONGEST_REASON = 300


class Refused(dict[str, str]):
    """Key → reason, of one run. Raises EngineUnavailable when there are too many to be the documents' own fault."""

    def __call__(self, key: str, reason: str) -> None:
        self[key] = reason[:LONGEST_REASON]
        logger.error("set aside %s: %s", key, reason)
        if len(self) > MOST:
            raise EngineUnavailable(f"超过{MOST}个文档无法收入索引，本次不作改动。最近一个：{reason}"[:LONGEST_REASON])

    def failed(self, key: str, error: Exception) -> None:
        """A document that could not even be made."""
        self(key, fault_of(error))


def settle(cursor: Cursor, refused: Mapping[str, str], tried: Mapping[str, set[int]] | None = None) -> None:
    """Enters what a run refused, and crosses out what it took; ``tried`` is what it dealt with, None for everything."""
    book = SetAside.objects.filter(engine=cursor.engine, host=cursor.host)
    known = {key_of(row.kind, row.key): row for row in book}
    if not known and not refused:
        return
    taken = [row.pk for key, row in known.items() if key not in refused and (tried is None or row.key in tried.get(row.kind, ()))]
    SetAside.objects.filter(pk__in=taken).delete()
    now = timezone.now()
    for key, reason in refused.items():
        kind, pk = split_key(key)
        row = known.get(key) or SetAside(engine=cursor.engine, host=cursor.host, kind=kind, key=pk, first_at=now)
        row.reason, row.times, row.last_at = reason, row.times + 1, now
        row.save()
