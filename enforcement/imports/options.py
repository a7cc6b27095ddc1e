"""What the officer chooses at upload."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """``effective_from`` holds for items that name no day of their own. ``instrument`` is the
    primary key of the document that makes (or ends) them. ``correction`` mends the edition in
    force instead of making a new one. ``full_list``: what the file does not name is to end."""

    kind: str = "benchmark"
    effective_from: date | None = None
    instrument: int | None = None
    correction: bool = False
    full_list: bool = False
    create_agencies: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the batch keeps it."""
        said = asdict(self)
        said["effective_from"] = self.effective_from.isoformat() if self.effective_from else None
        return said

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> ImportOptions:
        """As the batch kept it."""
        day = said.get("effective_from")
        return cls(**{**said, "effective_from": date.fromisoformat(day) if day else None})
