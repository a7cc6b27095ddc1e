"""Many rows at once are the rows that saving each would have made, on every database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from enforcement.bulk import FEW, insert_many, insert_rows, reserve_keys, update_many
from enforcement.models import BatchItem, Benchmark, Edition, ImportBatch, Law
from tests.street import make_city

pytestmark = pytest.mark.django_db
#: One by one, and together.
COUNTS = [1, FEW, FEW + 1, 5 * FEW]
ODD = ["", "\\", "\\N", "\\.", "a\tb\nc\r", "'\"%s", "𠮷😀", "NULL", " "]


def laws(count: int) -> list[Law]:
    return [Law(name=f"第{number}法{ODD[number % len(ODD)]}", slug=f"law-{number}", kind=Law.Kind.LAW) for number in range(count)]


@pytest.mark.parametrize("count", COUNTS)
def test_texts_come_back_as_they_were(count: int) -> None:
    made = laws(count)
    insert_many(made)
    assert sorted(Law.objects.values_list("name", "kind")) == sorted((law.name, str(law.kind)) for law in made)


@pytest.mark.parametrize("count", COUNTS)
def test_every_kind_of_value(count: int) -> None:
    city = make_city()
    batch = ImportBatch.objects.create(file_name="f")
    payload = {"甲": [1, None, "\\N", "😀"], "b": {"c": 1.5}}
    insert_many([BatchItem(batch=batch, row=number, action=BatchItem.Action.HELD, payload=payload) for number in range(count)])
    assert list(batch.items.values_list("action", "payload", "record_key")) == [("held", payload, None)] * count
    benchmarks = [Benchmark(pk=key, agency=city.water, address=f"a{key}") for key in reserve_keys(Benchmark, count)]
    insert_many(benchmarks)
    assert all(benchmark.created_at <= timezone.now() for benchmark in Benchmark.objects.all())
    now = timezone.now()
    editions = [Edition(benchmark=b, act="某", instrument=city.instrument, in_force_from=date(2024, 2, 29)) for b in benchmarks]
    insert_many(editions)
    saved = list(Edition.objects.all())
    for edition in saved:
        edition.fine_min, edition.fine_max, edition.published_at, edition.live = Decimal("0.05"), Decimal("9999999999.99"), now, True
    update_many(saved, ("fine_min", "fine_max", "published_at", "live"))
    found = Edition.objects.values_list("fine_min", "fine_max", "published_at", "live", "in_force_from", "act")
    assert set(found) == {(Decimal("0.05"), Decimal("9999999999.99"), now, True, date(2024, 2, 29), "某")}


@pytest.mark.parametrize("count", COUNTS)
def test_only_the_fields_named_are_written(count: int) -> None:
    insert_many(laws(count))
    found = list(Law.objects.order_by("pk"))
    Law.objects.update(short_name="短")
    for law in found:
        law.name, law.short_name = law.name + "改", "不写"
    update_many(found, ("name",))
    assert set(Law.objects.values_list("short_name", flat=True)) == {"短"}
    assert all(name.endswith("改") for name in Law.objects.values_list("name", flat=True))


def test_a_row_named_twice_keeps_what_was_said_last() -> None:
    insert_many(laws(3 * FEW))
    found = list(Law.objects.order_by("pk"))
    twice = [Law.objects.get(pk=law.pk) for law in found]
    for law, again in zip(found, twice, strict=True):
        law.short_name, again.short_name = "先", "后"
    update_many([*found, *twice], ("short_name",))
    assert set(Law.objects.values_list("short_name", flat=True)) == {"后"}


@pytest.mark.parametrize("count", COUNTS)
def test_a_broken_rule_is_told_as_by_the_orm_and_leaves_nothing(count: int) -> None:
    made = laws(count)
    Law.objects.create(name=made[-1].name + "另", slug=made[-1].slug)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many(made)
    assert Law.objects.count() == 1
    insert_many(laws(count)[:-1])


def test_a_rule_broken_by_an_update() -> None:
    insert_many(laws(3 * FEW))
    found = list(Law.objects.all())
    for law in found:
        law.slug = "one for all"
    with pytest.raises(DatabaseError), transaction.atomic():
        update_many(found, ("slug",))
    assert Law.objects.filter(slug="one for all").count() == 0


def test_two_updates_in_one_transaction() -> None:
    insert_many(laws(3 * FEW))
    found = list(Law.objects.all())
    with transaction.atomic():
        for short in ("一", "二"):
            for law in found:
                law.short_name = short
            update_many(found, ("short_name",))
    assert set(Law.objects.values_list("short_name", flat=True)) == {"二"}


def test_reserved_keys_stand_clear_of_those_given_afterwards() -> None:
    keys = list(reserve_keys(Law, 20))
    insert_many([Law(pk=key, name=f"法{key}", slug=f"s{key}") for key in keys])
    later = Law.objects.create(name="后来的法", slug="later")
    assert later.pk not in keys and len(set(keys)) == 20
    assert set(reserve_keys(Law, 5)).isdisjoint({*keys, later.pk})


def test_nothing_is_nothing() -> None:
    insert_many([])
    update_many([], ("name",))
    insert_rows(Law, ("name", "slug"), [])
    assert list(reserve_keys(Law, 0)) == [] and Law.objects.count() == 0
