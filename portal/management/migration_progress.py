"""What the migrations of an empty database have come to: the longest step of a first start should not look dead."""

from __future__ import annotations

from typing import TextIO

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(stdout: TextIO, every: int = 40) -> None:
    """Brings the database up to the code; says how many of how many migrations stand, once in ``every``."""
    executor = MigrationExecutor(connection)
    wanted = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", verbosity=1, interactive=False, no_color=True, stdout=_Counter(stdout, wanted, every))


class _Counter:
    """Takes what ``migrate`` writes, and passes on a figure now and then instead of a line for each."""

    def __init__(self, stdout: TextIO, wanted: int, every: int) -> None:
        self.stdout, self.wanted, self.every, self.done = stdout, wanted, every, 0

    def write(self, text: str) -> None:
        if "Applying " not in text:
            return
        self.done += 1
        if self.done % self.every == 0:
            self.stdout.write(f"  {self.done}/{self.wanted}")
            self.stdout.flush()

    def flush(self) -> None:
        """Nothing is held back."""
