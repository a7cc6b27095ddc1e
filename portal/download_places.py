"""Places for downloads under way: few enough that pages are always answered, however slowly the readers of files read."""

from __future__ import annotations

import threading
from collections.abc import Iterator

#: In each process, one fewer than its threads (Procfile): a file being sent holds a thread until its reader has it.
AT_ONCE = 2
_free = threading.BoundedSemaphore(AT_ONCE)


class Place:
    """One place, given back once, at the latest when nobody refers to it any more."""

    def __init__(self) -> None:
        self._held = _free.acquire(blocking=False)

    def __bool__(self) -> bool:
        return self._held

    def leave(self) -> None:
        """Gives the place back."""
        if self._held:
            self._held = False
            _free.release()

    __del__ = leave


class Held:
    """The blocks of a file, whose end, however it comes, gives the place back: servers close what they iterate over."""

    def __init__(self, blocks: Iterator[bytes], place: Place) -> None:
        self._blocks, self._place = blocks, place

    def __iter__(self) -> Held:
        return self

    def __next__(self) -> bytes:
        return next(self._blocks)

    def close(self) -> None:
        """Ends the making, too."""
        try:
            if (close := getattr(self._blocks, "close", None)) is not None:
                close()
        finally:
            self._place.leave()
