"""The columns of the dataset between reading and writing: one row an item, each value plain.

A row is what the batch keeps (JSON) and what the resource imports, so that
exactly the reviewed content is published.
"""

from __future__ import annotations

from typing import Any

from enforcement.fingerprints import TEXTS

#: Where the row stands, who acts, what it rests on, what it says.
COLUMNS = ("sheet", "row", "code", "agency", *TEXTS, "in_force_from", "instrument", "citations", "tiers", "cells")

#: One row: see COLUMNS. ``citations`` is a list of [role, law, article, sub, paragraph, item],
#: ``tiers`` a list of [label, circumstance, standard], ``cells`` field → column letter.
Row = dict[str, Any]


def law_names(rows: list[Row]) -> list[str]:
    """Every law the rows cite, in the order of first mention."""
    return list(dict.fromkeys(citation[1] for row in rows for citation in row["citations"]))
