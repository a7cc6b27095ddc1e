"""What is wrong with a file, said so that an officer can mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from enforcement.redaction.masks import mask_personal_data

Severity = Literal["error", "warning"]

#: Longest piece of a cell that a problem quotes.
QUOTE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, with the place where it stands and the remedy, in Chinese.

    An error stops its item (or the whole file when ``sheet`` and ``row`` are
    None); a warning asks a person. ``row`` is 1-based as a spreadsheet program
    shows it, ``column`` the letter. ``value`` quotes the cell, shortened and
    with personal data masked: a report travels further than its file.
    """

    severity: Severity
    code: str
    message: str
    remedy: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", mask_personal_data(self.message))
        if self.value is not None:
            # Masked before it is cut: half an identity number is no longer recognised as one.
            quoted = mask_personal_data(str(self.value).strip())
            if len(quoted) > QUOTE_LENGTH:
                quoted = quoted[:QUOTE_LENGTH] + "…"
            object.__setattr__(self, "value", quoted)

    def as_dict(self) -> dict[str, object]:
        """The problem as the command line and the batch report keep it."""
        return asdict(self)


class FileRefused(Exception):
    """The whole file is refused; ``problem`` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
