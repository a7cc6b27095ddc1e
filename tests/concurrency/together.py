"""Several people at once: threads with connections of their own, on real transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

#: Nobody waits longer than this for the others, in seconds: a deadlock in a test ends as a failure, not as silence.
PATIENCE = 60


class Person(threading.Thread):
    """Does one thing in a thread of its own; keeps what came of it, or the error."""

    def __init__(self, deed: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.deed = deed
        self.answer: Any = None
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.answer = self.deed()
        except BaseException as error:
            self.error = error
        finally:
            connection.close()

    def done(self) -> Any:
        """What came of it; raises what it raised."""
        self.join(PATIENCE)
        assert not self.is_alive(), "still waiting"
        if self.error:
            raise self.error
        return self.answer


def together(deeds: Sequence[Callable[[], Any]], patience: float = PATIENCE) -> list[Any]:
    """All begin at the same moment. Returns answers, with an exception in the place of an answer that never came."""
    barrier = threading.Barrier(len(deeds))

    def after(deed: Callable[[], Any]) -> Any:
        barrier.wait(PATIENCE)
        return deed()

    people = [Person(lambda deed=deed: after(deed)) for deed in deeds]  # type: ignore[misc]
    for person in people:
        person.join(patience)
        assert not person.is_alive(), "still waiting"
    return [person.error or person.answer for person in people]
