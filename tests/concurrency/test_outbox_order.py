"""Nobody who reads the outbox by number misses a change, however transactions interleave."""

from __future__ import annotations

import random
import threading
import time

import pytest
from django.db import transaction

from search import outbox
from search.models import Change, Cursor
from tests.concurrency.together import Person, together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def change(key: int, kind: str = "law") -> None:
    outbox.record(None, kind=kind, keys=[key])


def reader() -> Cursor:
    return Cursor.objects.create(engine="reader", host="")


def read(cursor: Cursor) -> set[int]:
    """What has come to light since the last time."""
    changes, cursor.position = outbox.waiting(cursor, 1000)
    return {key for keys in changes.values() for key in keys}


@pytest.mark.postgresql
def test_a_change_written_first_and_committed_last_is_read() -> None:
    """On SQLite the second writer waits for the first: there is no such order."""
    cursor, written, go = reader(), threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            change(1)
            written.set()
            assert go.wait(30)

    person = Person(slow)
    assert written.wait(30)
    change(2)
    before = outbox.newest()
    assert read(cursor) == {2}
    go.set()
    person.done()
    assert outbox.newest() > before, "a page kept before is not the page after"
    assert read(cursor) == {1}


@pytest.mark.postgresql
def test_a_long_transaction_keeps_nobody_waiting() -> None:
    written, go = threading.Event(), threading.Event()

    def long() -> None:
        with transaction.atomic():
            change(1)
            written.set()
            assert go.wait(30)

    person = Person(long)
    assert written.wait(30)
    others = together([lambda key=key: change(key) for key in range(2, 6)])  # type: ignore[misc]
    assert others == [None] * 4 and person.is_alive()
    go.set()
    person.done()
    assert Change.objects.count() == 5


def test_what_was_rolled_back_is_never_read() -> None:
    cursor = reader()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change(1)
        raise ZeroDivisionError
    with transaction.atomic():
        change(2)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            change(3)
            raise ZeroDivisionError
    assert read(cursor) == {2}


def test_many_writers_one_reader() -> None:
    """Every commit moves the generation, and a reader who goes by numbers sees each change exactly once."""
    cursor, seed = reader(), random.randrange(1 << 30)
    print("seed", seed)
    writers, each = 6, 12
    seen: list[int] = []
    over = threading.Event()

    def write(number: int) -> list[str]:
        chance, faults = random.Random(seed + number), []
        for turn in range(each):
            before = outbox.newest()
            with transaction.atomic():
                change(number * 1000 + turn)
                time.sleep(chance.random() / 300)
                change(number * 1000 + 500 + turn, kind="agency")
            if outbox.newest() <= before:
                faults.append(f"writer {number}, turn {turn}: the generation stood still")
        return faults

    def watch() -> None:
        while True:
            last = over.is_set()
            seen.extend(read(cursor))
            if last:
                return

    watching = Person(watch)
    answers = together([lambda number=number: write(number) for number in range(writers)])  # type: ignore[misc]
    over.set()
    watching.done()
    assert answers == [[]] * writers
    assert len(seen) == len(set(seen)) == writers * each * 2
