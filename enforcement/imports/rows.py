"""What one table row says, between reading and writing: plain values by name, as the batch keeps them (JSON).

Every kind has columns of its own; all have ``sheet`` and ``row``, ``agency`` and
``agency_id``, ``citations`` and ``cells``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: ``citations`` is a list of [role, law, article, sub, paragraph, item], ``cells`` field → column letter.
Row = dict[str, Any]


def law_names(rows: Iterable[Row]) -> list[str]:
    """Every law the rows cite, in the order of first mention."""
    return list(dict.fromkeys(citation[1] for row in rows for citation in row["citations"]))
