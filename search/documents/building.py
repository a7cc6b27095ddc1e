"""Documents of many records, such that one that can't be made spoils nothing but itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import DatabaseError, InterfaceError

from search.documents.base import Document, DocumentSource, key_of, split_key

#: Records asked for at once: what a source reads once a call (names of agencies) is then read seldom.
PIECE = 5_000
#: Not the record's fault: the whole run is taken another time.
_OF_THE_HOUSE = (DatabaseError, InterfaceError, OSError, MemoryError)

#: Told of a record whose document can't be made: its key in the index, and the exception.
Fail = Callable[[str, Exception], None]


def built(source: DocumentSource, keys: Iterable[int], fail: Fail) -> Iterator[Document]:
    """The documents of these records. One that raises goes to ``fail``; what the database or the disk refuses is raised."""
    waiting = iter(keys)
    while piece := list(islice(waiting, PIECE)):
        yield from _piece(source, piece, fail)


def _piece(source: DocumentSource, keys: list[int], fail: Fail) -> Iterator[Document]:
    """All at once; after a fault what is left in halves, until the record that is at fault stands alone."""
    made: set[int] = set()
    try:
        for document in source.build(keys):
            made.add(split_key(document.key)[1])
            yield document
        return
    except _OF_THE_HOUSE:
        raise
    except Exception as error:
        left = [key for key in keys if key not in made]
        if not left:
            raise
        if len(left) == 1:
            fail(key_of(source.kind, left[0]), error)
            return
    middle = len(left) // 2
    yield from _piece(source, left[:middle], fail)
    yield from _piece(source, left[middle:], fail)
