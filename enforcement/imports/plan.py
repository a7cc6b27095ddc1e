"""All that a file would do: what a kind's importer makes of it before anything is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from enforcement.imports.rows import Row
from enforcement.models import BatchItem
from enforcement.spreadsheets.problems import Problem


@dataclass(slots=True)
class Entry:
    """What one item of a file would do; it becomes a ``BatchItem``, and ``row`` its payload.

    ``identity_key`` is the thing that the item speaks of where it is on record,
    ``record_key`` the text of it that the item was compared with (or ends),
    ``base_revision_id`` that text's revision. Which models they are, the kind
    of the batch tells. ``aside`` is what must not stand in the payload: the
    importer puts it where it belongs (``Importer.keep_aside``).
    """

    row: Row
    action: str
    held_because: str = ""
    record_key: int | None = None
    identity_key: int | None = None
    base_revision_id: int | None = None
    agency_id: int | None = None
    aside: dict[str, Any] | None = None


@dataclass(slots=True)
class Plan:
    """All that a file would do, and all that is wrong with it.

    ``facts`` are figures of the kind's own beside the count of entries.
    """

    kind: str
    entries: list[Entry]
    problems: list[Problem]
    file_format: str
    new_agencies: list[str]
    facts: dict[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Entries by action, errors and warnings: what the officer is shown."""
        found = Counter(entry.action for entry in self.entries)
        severities = Counter(problem.severity for problem in self.problems)
        actions = {action: found[action] for action in BatchItem.Action.values}
        return {**actions, "errors": severities["error"], "warnings": severities["warning"], **self.facts}

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)
