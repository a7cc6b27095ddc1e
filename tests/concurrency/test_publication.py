"""Batches, editors and officers at the same moment: nothing lost, nothing doubled, and whoever comes second is told."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from enforcement.imports.publish import CannotPublish, publish
from enforcement.imports.undo import undo
from enforcement.models import Agency, BatchItem, Benchmark, Edition, ImportBatch, Law
from enforcement.withdrawal import withdraw
from tests.concurrency.invariants import faults
from tests.concurrency.together import Person, together
from tests.enforcement.back_office import Office, form_of, make_office, url
from tests.street import LAW, MILDER, TIERS, Line, bring, make_city, shown, standards, waiting

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DAY = date(2026, 11, 1)
Action = BatchItem.Action
LINES = tuple(Line(f"第{number}种违法行为", code=f"A{number:03d}", begins="2024-03-01") for number in range(12))


def again(tiers: Any, begins: str = "2025-03-01", lines: tuple[Line, ...] = LINES) -> list[Line]:
    return [Line(line.act, tiers=tiers, code=line.code, begins=begins) for line in lines]


def test_the_same_workbook_twice_at_once(tmp_path: Path) -> None:
    make_city()
    batches = [waiting(tmp_path, LINES) for _ in range(3)]
    answers = together([lambda batch=batch: publish(batch, None) for batch in batches])  # type: ignore[misc]
    assert all(isinstance(answer, ImportBatch) for answer in answers), answers
    assert Edition.objects.count() == Benchmark.objects.count() == len(LINES)
    done = Counter(BatchItem.objects.values_list("action", flat=True))
    assert done == {Action.CREATE: len(LINES), Action.SAME: 2 * len(LINES)}
    assert len(shown(DAY)) == len(LINES) and faults() == []


def test_one_batch_is_published_once(tmp_path: Path) -> None:
    make_city()
    batch = waiting(tmp_path, LINES)
    answers = together([lambda: publish(batch, None)] * 4)
    refused = [answer for answer in answers if isinstance(answer, CannotPublish)]
    assert len(refused) == 3 and all("已发布，不能发布" in str(error) for error in refused)
    assert Edition.objects.count() == len(LINES)


def test_different_workbooks_name_the_same_new_agencies_and_laws(tmp_path: Path) -> None:
    """Every one of them would register them: each is registered once."""
    make_city()
    batches = []
    for number in range(4):
        new = [
            Line(f"第{number}册第{item}项", code=f"B{number}{item}", agency=f"云岭市新设第{item % 3}局", basis=f"《云岭市第{item % 2}条例》第三条", begins="2024-03-01")
            for item in range(10)
        ]
        batches.append(waiting(tmp_path, new, create_agencies=True))
    answers = together([lambda batch=batch: publish(batch, None) for batch in batches])  # type: ignore[misc]
    assert all(isinstance(answer, ImportBatch) for answer in answers), answers
    assert Edition.objects.count() == 40 and len(shown(DAY)) == 40
    assert Agency.objects.filter(name__contains="新设").count() == 3
    assert Law.objects.filter(name__contains="条例").count() == 2
    assert faults() == []


def test_two_batches_that_change_the_same_items(tmp_path: Path) -> None:
    """One is written, the other's items wait, item by item, with the reason."""
    make_city()
    bring(tmp_path, LINES)
    milder, other = waiting(tmp_path, again(MILDER)), waiting(tmp_path, again(TIERS[:2]))
    answers = together([lambda: publish(milder, None), lambda: publish(other, None)])
    assert all(isinstance(answer, ImportBatch) for answer in answers), answers
    done = Counter(BatchItem.objects.filter(batch__in=(milder, other)).values_list("batch", "action"))
    assert sorted(action for _, action in done) == [Action.CHANGE, Action.HELD]
    assert Edition.objects.count() == 2 * len(LINES)
    assert BatchItem.objects.filter(action=Action.HELD, held_because__contains="已有内容不同的版本").count() == len(LINES)
    assert faults() == []


def test_publishing_against_taking_back(tmp_path: Path) -> None:
    """The batch that changes what another brought, and that other taken back: either order is a clean one."""
    make_city()
    first = bring(tmp_path, LINES)
    second = waiting(tmp_path, again(MILDER), correction=False)
    published, refusals = together([lambda: publish(second, None), lambda: undo(first, None)])
    assert isinstance(published, ImportBatch) and refusals == [], (published, refusals)
    assert faults() == []
    now = set(shown(DAY).values())
    held = BatchItem.objects.filter(batch=second, action=Action.HELD).count()
    assert (now == {standards(MILDER)} and not held) or (now == set() and held == len(LINES))


def test_two_taking_back_the_same_batch(tmp_path: Path) -> None:
    make_city()
    batch = bring(tmp_path, LINES)
    answers = together([lambda: undo(batch, None)] * 2)
    assert sorted(type(answer) is CannotPublish for answer in answers) == [False, True]
    assert shown(DAY) == {} and faults() == []


def test_two_editors_give_one_item_its_next_editions(tmp_path: Path) -> None:
    """Each sees only their own until both are saved: the earlier still ends where the later begins."""
    office = make_office()
    drafts = []
    for begins in (date(2025, 1, 1), date(2025, 6, 1), date(2025, 9, 1)):
        edition = Edition(benchmark=office.benchmark, act="倾倒垃圾", instrument=office.city.instrument, in_force_from=begins, live=False)
        edition.save()
        drafts.append(edition.save_revision())

    def release(revision: Any) -> None:
        with transaction.atomic():
            revision.publish()

    answers = together([lambda draft=draft: release(draft) for draft in drafts])  # type: ignore[misc]
    assert answers == [None] * 3
    assert faults() == []


def send(office: Office, remark: str, action: str = "action-publish") -> Any:
    client = office.client("reviewer")
    edition = Edition.objects.get(pk=office.edition.pk)
    return client.post(url("edit", edition.pk), {**form_of(edition, remark=remark), action: "1"})


def test_an_editor_publishes_while_a_batch_corrects(tmp_path: Path) -> None:
    office = make_office()
    line = Line(office.edition.act, tiers=MILDER, code="SL001", begins="2024-03-01")
    batch = waiting(tmp_path, [line], correction=True)
    assert batch.items.get().action == Action.CORRECT
    response, published = together([lambda: send(office, "编辑所写"), lambda: publish(batch, None)])
    assert getattr(response, "status_code", response) in (200, 302), response
    assert isinstance(published, ImportBatch), published
    edition = Edition.objects.get(pk=office.edition.pk)
    item = batch.items.get()
    by_editor = edition.remark == "编辑所写"
    by_batch = tuple(tier.standard for tier in edition.tiers.all()) == standards(MILDER)
    # One after the other: what the batch would have overwritten is held and reported. What it wrote is never half there.
    assert (item.action == Action.HELD and by_editor and not by_batch) or (item.action == Action.CORRECT and (by_batch or by_editor))
    assert edition.tiers.count() == len(TIERS)
    assert edition.latest_revision_id == edition.live_revision_id
    assert faults() == []


def test_a_draft_saved_meanwhile_is_not_lost(tmp_path: Path) -> None:
    office = make_office()
    batch = waiting(tmp_path, [Line(office.edition.act, tiers=MILDER, code="SL001", begins="2024-03-01")], correction=True)
    response, _ = together([lambda: send(office, "草稿所写", "action-save"), lambda: publish(batch, None)])
    assert getattr(response, "status_code", response) in (200, 302), response
    edition = Edition.objects.get(pk=office.edition.pk)
    if batch.items.get().action == Action.HELD:
        assert edition.has_unpublished_changes and edition.get_latest_revision_as_object().remark == "草稿所写"
    assert edition.tiers.count() == len(TIERS) and faults() == []


def test_withdrawn_while_a_batch_corrects(tmp_path: Path) -> None:
    """Correcting a text never brings back what was withdrawn."""
    office = make_office()
    batch = waiting(tmp_path, [Line(office.edition.act, tiers=MILDER, code="SL001", begins="2024-03-01")], correction=True)
    answers = together([lambda: withdraw(office.edition, "内容有误", None), lambda: publish(batch, None)])
    assert not any(isinstance(answer, BaseException) for answer in answers), answers
    edition = Edition.objects.get(pk=office.edition.pk)
    assert edition.withdrawn_at is not None and shown(DAY) == {}


@pytest.mark.postgresql
def test_whoever_waits_too_long_is_told(tmp_path: Path) -> None:
    """A publication that never ends: the next one gives up after the time that is set, and nothing of it is written.

    On SQLite every write waits, for 20 seconds: test_sqlite_waits_for_its_lock.
    """
    from threading import Event

    from enforcement.turns import take_publication

    make_city()
    batch, taken, go = waiting(tmp_path, LINES), Event(), Event()

    def never() -> None:
        with transaction.atomic():
            take_publication()
            taken.set()
            assert go.wait(60)

    def impatient() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        publish(batch, None)

    person = Person(never)
    assert taken.wait(30)
    with pytest.raises(CannotPublish, match="等待他人的发布或者修改超时，没有发布任何内容"):
        Person(impatient).done()
    go.set()
    person.done()
    assert Edition.objects.count() == 0
    publish(batch, None)
    assert len(shown(DAY)) == len(LINES) and LAW in set(Law.objects.values_list("name", flat=True))
