"""Problems with the place of the cell they speak of."""

from __future__ import annotations

from enforcement.records.fields import label_of
from enforcement.spreadsheets.items import RawItem
from enforcement.spreadsheets.problems import Problem, Severity


class Reporter:
    """Collects the problems of one row; a value is never quoted, it may be somebody's."""

    def __init__(self, item: RawItem) -> None:
        self.item = item
        self.problems: list[Problem] = []

    def say(self, severity: Severity, code: str, field: str, message: str, remedy: str, value: str | None = None) -> None:
        """Adds a problem at a field's cell; ``value`` only where it can be nothing personal."""
        row = self.item.rows.get(field, self.item.row)
        self.problems.append(Problem(severity, code, message, remedy, self.item.sheet, row, self.item.cells.get(field), value))

    def label(self, field: str) -> str:
        """The field's name on screen."""
        return label_of(self.item.kind, field)

    @property
    def stopped(self) -> bool:
        """Whether an error was said."""
        return any(problem.severity == "error" for problem in self.problems)
