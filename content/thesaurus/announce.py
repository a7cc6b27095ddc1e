"""Tells caches and the search that the thesaurus is another one now."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from content.thesaurus.entry import ThesaurusEntry, ThesaurusVersion
from enforcement.signals import records_changed

#: Entries have no search document: the kind only tells caches that answers may have changed.
KIND = "thesaurus"


@transaction.atomic
def announce_thesaurus(keys: Iterable[int]) -> None:
    """To be called in the transaction of the change; once for many entries."""
    named = sorted(keys)
    if not named:
        return
    if not ThesaurusVersion.objects.filter(pk=1).update(number=F("number") + 1):
        ThesaurusVersion.objects.get_or_create(pk=1)
        ThesaurusVersion.objects.filter(pk=1).update(number=F("number") + 1)
    # One name will do: nobody looks a single entry up by it.
    records_changed.send(ThesaurusEntry, kind=KIND, keys=named[:1])
