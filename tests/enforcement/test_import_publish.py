"""Publication: one transaction, nothing overwritten, nothing left behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from wagtail.models import GroupApprovalTask, ModelLogEntry, Revision, Workflow, WorkflowTask

from enforcement.imports.options import ImportOptions
from enforcement.imports.prepare import prepare
from enforcement.imports.publish import CannotPublish, publish
from enforcement.models import (
    Agency,
    BatchItem,
    Benchmark,
    Edition,
    ImportBatch,
    Instrument,
    Law,
    Tier,
    TierAmount,
)
from enforcement.signals import records_changed
from search.models import Change
from tests.street import (
    MILDER,
    TIERS,
    City,
    Line,
    actions,
    bring,
    make_city,
    said,
    shown,
    standards,
    waiting,
    write_workbook,
)

pytestmark = pytest.mark.django_db

DUMPING = Line("在河道管理范围内倾倒渣土", code="220681000101", begins="2024年3月1日")
METER = Line("未安装取水计量设施", code="220681000102", begins="2024年3月1日")
LATER = [
    Line(DUMPING.act, MILDER, code=DUMPING.code, begins="2025-01-01"),
    Line(METER.act, MILDER, code=METER.code, begins="2025-01-01"),
]
NEXT = date(2025, 1, 1)


@pytest.fixture
def city() -> City:
    return make_city()


@pytest.fixture
def dumping(city: City, tmp_path: Path) -> Edition:
    bring(tmp_path, [DUMPING, METER])
    return Edition.objects.get(benchmark__code=DUMPING.code)


def tables() -> dict[str, int]:
    kept = (Agency, BatchItem, Benchmark, Edition, ImportBatch, Instrument, Law, Tier, TierAmount, Revision, ModelLogEntry, Change)
    return {model.__name__: model.objects.count() for model in kept}


def lock(edition: Edition, city: City) -> None:
    Edition.objects.filter(pk=edition.pk).update(locked=True)


def draft(edition: Edition, city: City) -> None:
    edition.remark = "正在修改"
    edition.save_revision(user=city.user)


def send_to_review(edition: Edition, city: City) -> None:
    task = GroupApprovalTask.objects.create(name="法制审核")
    task.groups.set([Group.objects.create(name="法制科")])
    workflow = Workflow.objects.create(name="审核")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    edition.save_revision(user=city.user)
    workflow.start(edition, city.user)


def take_back(edition: Edition, city: City) -> None:
    edition.unpublish(user=city.user)


BUSY = {"locked": (lock, "已锁定"), "draft": (draft, "有未发布的修改"), "in review": (send_to_review, "正在审核"), "unpublished": (take_back, "有未发布的修改")}  # fmt: skip


@pytest.mark.parametrize("how", BUSY)
def test_what_somebody_works_on_is_held_and_the_rest_goes_on(city: City, dumping: Edition, tmp_path: Path, how: str) -> None:
    work, reason = BUSY[how]
    work(dumping, city)
    batch = bring(tmp_path, LATER)
    assert actions(batch) == ["held", "change"]
    assert batch.items.get(action="held").held_because == f"该事项{reason}，不会被覆盖"
    assert said(batch) == ["HELD"]
    assert dumping.benchmark.editions.count() == 1
    assert shown(NEXT)[METER.code] == standards(MILDER)


@pytest.mark.parametrize("how", BUSY)
def test_what_somebody_took_up_between_review_and_publication_is_held(city: City, dumping: Edition, tmp_path: Path, how: str) -> None:
    batch = waiting(tmp_path, LATER)
    assert actions(batch) == ["change", "change"]
    BUSY[how][0](dumping, city)
    batch = publish(batch, city.user)
    assert actions(batch) == ["held", "change"]
    assert batch.items.get(action="held").held_because
    assert batch.counts["published"] == 1
    assert dumping.benchmark.editions.count() == 1


def test_an_edit_published_between_review_and_publication_holds_the_item(city: City, dumping: Edition, tmp_path: Path) -> None:
    batch = waiting(tmp_path, LATER, correction=True)
    dumping.remark = "编辑已更正"
    dumping.save_revision(user=city.user).publish()
    batch = publish(batch, city.user)
    assert actions(batch) == ["held", "correct"]
    assert Edition.objects.get(pk=dumping.pk).remark == "编辑已更正"


def test_two_batches_of_one_new_item(city: City, tmp_path: Path) -> None:
    first, same, other = (waiting(tmp_path, [line]) for line in (DUMPING, DUMPING, Line(DUMPING.act, MILDER, code=DUMPING.code, begins="2024-03-01")))
    publish(first, city.user)
    assert actions(publish(same, city.user)) == ["same"]
    batch = publish(other, city.user)
    assert actions(batch) == ["held"]
    assert Edition.objects.count() == 1
    assert shown(NEXT) == {DUMPING.code: standards(TIERS)}


def test_a_batch_is_published_once(city: City, tmp_path: Path) -> None:
    batch = bring(tmp_path, [DUMPING])
    with pytest.raises(CannotPublish, match="已发布，不能发布"):
        publish(batch, city.user)
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportBatch.State.REJECTED)
    with pytest.raises(CannotPublish, match="未通过，不能发布"):
        publish(batch, city.user)


def test_nothing_is_public_before_publication(city: City, tmp_path: Path) -> None:
    batch = waiting(tmp_path, [DUMPING])
    assert batch.state == ImportBatch.State.PENDING
    assert (Edition.objects.count(), Benchmark.objects.count()) == (0, 0)


def test_a_database_error_leaves_nothing_behind(city: City, tmp_path: Path) -> None:
    """The last of three items breaks a real constraint: its article is not above zero."""
    lines = [DUMPING, METER, Line("在堤防上种植高秆作物", basis="《云岭市河道管理条例》第三条", agency="云岭市气象局")]
    batch = waiting(tmp_path, lines, create_agencies=True)
    item = batch.items.last()
    assert item is not None
    item.payload["citations"][0][2] = 0
    item.save()
    before = tables()
    with pytest.raises(CannotPublish, match="没有发布任何内容"):
        publish(batch, city.user)
    assert tables() == before
    batch.refresh_from_db()
    assert (batch.state, batch.decided_at) == (ImportBatch.State.PENDING, None)
    item.payload["citations"][0][2] = 3
    item.save()
    assert publish(batch, city.user).counts["published"] == 3


def test_an_error_above_takes_the_publication_back(city: City, tmp_path: Path) -> None:
    """A floor above that cannot note the change must not leave it unnoted."""
    batch = waiting(tmp_path, [DUMPING])
    before = tables()

    def refuse(sender: object, **_: object) -> None:
        raise RuntimeError("the floor above failed")

    records_changed.connect(refuse)
    try:
        with pytest.raises(RuntimeError, match="floor above"):
            publish(batch, city.user)
    finally:
        records_changed.disconnect(refuse)
    assert tables() == before


def test_the_floors_above_are_told_in_the_same_transaction(city: City, tmp_path: Path) -> None:
    batch = waiting(tmp_path, [DUMPING])
    Change.objects.all().delete()
    with transaction.atomic():
        publish(batch, city.user)
        assert list(Change.objects.filter(kind="benchmark").values_list("key", flat=True)) == [Edition.objects.get().pk]
        transaction.set_rollback(True)
    assert (Change.objects.count(), Edition.objects.count()) == (0, 0)


def test_editions_whose_end_moves_are_told_too(city: City, dumping: Edition, tmp_path: Path) -> None:
    Change.objects.all().delete()
    bring(tmp_path, LATER[:1])
    newest = Edition.objects.exclude(pk=dumping.pk).get(benchmark__code=DUMPING.code)
    assert set(Change.objects.filter(kind="benchmark").values_list("key", flat=True)) == {dumping.pk, newest.pk}


def test_the_batch_keeps_what_came(city: City, tmp_path: Path) -> None:
    path = write_workbook(tmp_path, [DUMPING], name="裁量权基准.xlsx")
    batch, _ = prepare(path, path.name, city.user, ImportOptions())
    assert (batch.file_name, batch.file_format, batch.created_by) == ("裁量权基准.xlsx", "xlsx", city.user)
    assert len(batch.file_hash) == 64
    with batch.file.open("rb") as kept:
        assert kept.read() == path.read_bytes()
    assert not Path(batch.file.path).is_relative_to(settings.MEDIA_ROOT)  # what is served lies there
    published = publish(batch, city.user)
    assert (published.decided_by, published.state) == (city.user, ImportBatch.State.PUBLISHED)
    assert published.decided_at is not None


def test_personal_data_travels_no_further_than_the_file(city: City, tmp_path: Path) -> None:
    number, mobile = "220104199003071238", "13904311234"
    line = Line(f"向当事人{number}收取费用", code="220681000103", begins="2024-03-01", tiers=((TIERS[0][0], f"联系电话{mobile}的", TIERS[0][2]), *TIERS[1:]))
    path = write_workbook(tmp_path, [line, DUMPING], name=f"当事人{number}.xlsx")
    batch, planned = prepare(path, path.name, city.user, ImportOptions())
    assert said(batch) == ["PERSONAL_DATA", "PERSONAL_DATA"]
    assert actions(batch) == ["create"]
    kept = "".join(map(str, (batch.file_name, batch.file.name, batch.report, [problem.as_dict() for problem in planned.problems])))
    assert number not in kept and mobile not in kept
    publish(batch, city.user)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            everything = str(cursor.fetchall())
        assert number not in everything and mobile not in everything, table
