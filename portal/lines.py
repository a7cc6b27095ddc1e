"""Items in short, as agency and field pages list them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from enforcement.models import EditionCitation
from enforcement.models.edition import EditionQuerySet
from enforcement.suspensions import is_resting


def with_flags(editions: EditionQuerySet, on: date) -> EditionQuerySet:
    """The editions with their agencies. ``rests_on_replaced`` says that a law they cite had lost its force on the day,
    ``is_resting`` that they were suspended (暂停适用)."""
    lost = EditionCitation.objects.filter(edition=OuterRef("pk"), law__replaced_on__lte=on)
    return editions.select_related("benchmark__agency").annotate(rests_on_replaced=Exists(lost), is_resting=is_resting(on))
