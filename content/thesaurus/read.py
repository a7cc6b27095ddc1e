"""What the search asks: the meanings in use, and whether they have changed."""

from __future__ import annotations

from django.db import connection

from content.thesaurus.entry import ThesaurusEntry, ThesaurusVersion
from content.thesaurus.meaning import Meaning, split_means, split_said

_NEWEST = f"SELECT MAX(number) FROM {ThesaurusVersion._meta.db_table}"


def version() -> int:
    """The number of the thesaurus as it is now, 0 when it is new; one statement over one row, to be asked for every request.

    Ask for it before ``active_meanings``: what changes between the two is then read once more, never missed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        row = cursor.fetchone()
    return row[0] or 0


def active_meanings() -> tuple[Meaning, ...]:
    """Every meaning in use, in a stable order. A saying may stand in two of them: both are meant."""
    rows = ThesaurusEntry.objects.filter(active=True).order_by("pk").values_list("said", "means")
    found = (Meaning(split_said(said), split_means(means)) for said, means in rows)
    return tuple(meaning for meaning in found if meaning.said and meaning.means)
