"""Keys reserved by several at once, while others save one by one."""

from __future__ import annotations

import pytest
from django.db import transaction

from enforcement.bulk import insert_many, reserve_keys
from enforcement.models import Law
from tests.concurrency.together import together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def many(number: int) -> None:
    for turn in range(4):
        with transaction.atomic():
            keys = list(reserve_keys(Law, 30))
            insert_many([Law(pk=key, name=f"{number}-{turn}-{key}", slug=f"{number}-{turn}-{key}") for key in keys])


def single(number: int) -> None:
    for turn in range(20):
        Law.objects.create(name=f"单{number}-{turn}", slug=f"single-{number}-{turn}")


def test_nobody_gets_the_key_of_another() -> None:
    deeds = [lambda: many(1), lambda: many(2), lambda: single(1), lambda: single(2)]
    assert together(deeds) == [None] * 4
    assert Law.objects.count() == 2 * 4 * 30 + 2 * 20
