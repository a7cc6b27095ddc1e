"""The history of one edition, whole: what batches wrote, too."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from wagtail.log_actions import registry
from wagtail.snippets.views.snippets import HistoryView


class EditionHistoryView(HistoryView):
    """Wagtail shows of entries with one uuid only the newest, whatever record it speaks of.

    A batch writes one entry to each of its items under one uuid: of two
    thousand histories one would show it. Here the newest of this very edition is taken.
    """

    def get_base_queryset(self) -> QuerySet[Any]:
        entries = registry.get_logs_for_instance(self.object)
        newest = entries.filter(uuid=OuterRef("uuid"), action=OuterRef("action")).order_by("-timestamp", "-pk").values("pk")[:1]
        return self._annotate_queryset(entries.filter(Q(uuid__isnull=True) | Q(pk=newest)))
