"""What a kind of list brings to the import street; everything else is shared.

The street reads the file, keeps the batch, locks, publishes and takes back in
one transaction, counts, and tells the floors above. What a row means, what it
does to the record and how it is written is the kind's own affair.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Entry, Plan
from enforcement.models import BatchItem, ImportBatch
from enforcement.spreadsheets.rows import Reading


class CannotPublish(Exception):
    """The batch is not in a state to be published or taken back; the message is for the officer."""


@dataclass(slots=True)
class Outcome:
    """What was written or taken back: keys of changed records by registered kind, and figures for the batch."""

    changed: dict[str, set[int]]
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item that stays as it is when its batch is taken back: ``name`` for people, and why."""

    item: BatchItem
    name: str
    reason: str


class Importer(ABC):
    """One kind's part of the street. An object without state: one is shared by all."""

    #: The name of the kind (``enforcement.kinds``) and of its header file.
    kind: str

    @abstractmethod
    def plan(self, reading: Reading, options: ImportOptions, today: date, agencies: Collection[int] | None) -> Plan:
        """Judges what was read and compares it with the record; writes nothing. Rows beyond ``agencies`` (all when None) are errors."""

    @abstractmethod
    def publish(self, batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> Outcome:
        """Writes what was reviewed, holding what changed since. In the caller's transaction, alone among all batches.

        Raises CannotPublish, or a DatabaseError, which takes everything back.
        ``counts`` has ``published`` and ``ended``.
        """

    @abstractmethod
    def take_back(self, batch: ImportBatch, user: User | None, now: datetime) -> tuple[Outcome, list[Refusal]]:
        """Takes back what the batch wrote, but for what was edited since. In the caller's transaction, alone.

        ``counts`` has ``undone`` and ``undo_refused``.
        """

    def keep_aside(self, kept: Iterable[tuple[BatchItem, dict[str, Any]]]) -> None:  # noqa: B027 - most kinds have nothing to keep
        """Puts away what entries bring ``aside``, for items just written. In the transaction that keeps the batch."""

    @abstractmethod
    def as_items(self, entry: Entry) -> Iterable[dict[str, Any]]:
        """The entry as ``import_workbook --json`` prints it; ``kind`` is added by the caller."""


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Declares a kind's importer; the order of declaration is that in which an unnamed file is tried."""
    _importers[importer.kind] = importer


def importer_of(kind: str) -> Importer:
    """The importer of a kind; raises KeyError for one that is not imported."""
    return _importers[kind]


def imported_kinds() -> list[str]:
    """The kinds that the street publishes, in the order of declaration."""
    return list(_importers)
