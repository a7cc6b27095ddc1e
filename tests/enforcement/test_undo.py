"""A published batch taken back, item by item, leaving alone what was edited since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from wagtail.models import ModelLogEntry

from enforcement.imports.publish import CannotPublish
from enforcement.imports.undo import undo
from enforcement.models import Benchmark, Edition, ImportBatch
from search.models import Change
from tests.street import MILDER, TIERS, City, Line, actions, bring, make_city, shown, standards, waiting

pytestmark = pytest.mark.django_db

SPRING, NEXT = date(2024, 3, 1), date(2025, 1, 1)
DUMPING = Line("在河道管理范围内倾倒渣土", code="A1", begins="2024-03-01")
METER = Line("未安装取水计量设施", code="A2", begins="2024-03-01")
SOONER = Line(DUMPING.act, MILDER, code="A1", begins="2025-01-01")


@pytest.fixture
def city() -> City:
    return make_city()


def test_what_it_created_vanishes_and_keeps_its_history(city: City, tmp_path: Path) -> None:
    batch = bring(tmp_path, [DUMPING, METER])
    assert undo(batch, city.user) == []
    assert shown(NEXT) == {}
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by, batch.counts["undone"]) == (ImportBatch.State.UNDONE, city.user, 2)
    for edition in Edition.objects.all():
        assert edition.undone_at and edition.live and edition.in_force_until is None
        assert edition.revisions.count() == 1


def test_an_identity_outlives_its_editions(city: City, tmp_path: Path) -> None:
    batch = bring(tmp_path, [DUMPING, Line("在堤防上种植高秆作物", begins="2024-03-01")])
    kept = dict(Benchmark.objects.values_list("pk", "address"))
    undo(batch, city.user)
    again = bring(tmp_path, [DUMPING, Line("在堤防上种植高秆作物", begins="2024-03-01")])
    assert actions(again) == ["create", "create"]
    assert dict(Benchmark.objects.values_list("pk", "address")) == kept
    assert set(shown(NEXT)) == set(kept.values())


def test_the_edition_before_holds_on(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    batch = bring(tmp_path, [SOONER])
    assert shown(NEXT) == {"A1": standards(MILDER)}
    undo(batch, city.user)
    assert shown(NEXT) == {"A1": standards(TIERS)}
    assert Edition.objects.get(undone_at=None).in_force_until is None


def test_a_correction_returns_to_the_text_before(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING], instrument=city.instrument.pk)
    before = Edition.objects.get()
    batch = bring(tmp_path, [Line(DUMPING.act, MILDER, code="A1", begins="2024-05-01", remark="已更正")], correction=True, instrument=city.repeal.pk)
    assert undo(batch, city.user) == []
    after = Edition.objects.get()
    assert shown(SPRING) == {"A1": standards(TIERS)}
    assert (after.content_hash, after.remark, after.instrument) == (before.content_hash, "", city.instrument)
    assert (after.in_force_from, after.published_at, after.undone_at) == (before.in_force_from, before.published_at, None)
    assert after.revisions.count() == 3
    assert [amount.maximum for tier in after.tiers.all() for amount in tier.amounts.all()] == [20_000, 40_000, 50_000]
    assert [tier.rank for tier in after.tiers.all()] == [1, 2, 3]


def test_batches_come_off_in_order(city: City, tmp_path: Path) -> None:
    """Once the later batch is taken back the earlier one is as it was left, and can go too."""
    first = bring(tmp_path, [DUMPING])
    mended = bring(tmp_path, [Line(DUMPING.act, MILDER, code="A1", begins="2024-05-01")], correction=True)
    assert [refusal.reason for refusal in undo(first, city.user)] == ["发布后已被编辑"]
    ImportBatch.objects.filter(pk=first.pk).update(state=ImportBatch.State.PUBLISHED)
    assert undo(mended, city.user) == []
    assert undo(first, city.user) == []
    assert shown(NEXT) == {}


def test_what_it_ended_goes_on(city: City, tmp_path: Path) -> None:
    first = bring(tmp_path, [DUMPING, METER])
    batch = bring(tmp_path, [DUMPING], full_list=True, instrument=city.repeal.pk, effective_from=NEXT)
    assert set(shown(NEXT)) == {"A1"}
    assert undo(batch, city.user) == []
    meter = Edition.objects.get(benchmark__code="A2")
    assert (meter.ended_on, meter.ended_by, meter.in_force_until) == (None, None, None)
    assert set(shown(NEXT)) == {"A1", "A2"}
    assert undo(first, city.user) == []
    assert shown(NEXT) == {}


def test_what_ended_since_stays(city: City, tmp_path: Path) -> None:
    first = bring(tmp_path, [DUMPING, METER])
    bring(tmp_path, [DUMPING], full_list=True, instrument=city.repeal.pk, effective_from=NEXT)
    assert [refusal.name for refusal in undo(first, city.user)] == [METER.act]
    assert shown(SPRING) == {"A2": standards(TIERS)}


def test_what_was_edited_since_is_refused_and_the_rest_goes(city: City, tmp_path: Path) -> None:
    third, fourth = Line("在堤防上种植高秆作物", code="A3", begins="2024-03-01"), Line("未经批准擅自取水", code="A4", begins="2024-03-01")
    batch = bring(tmp_path, [DUMPING, METER, third, fourth])
    edited, drafted, locked = (Edition.objects.get(benchmark__code=code) for code in ("A1", "A2", "A3"))
    edited.remark = "编辑所加"
    edited.save_revision(user=city.user).publish()
    drafted.remark = "草稿"
    drafted.save_revision(user=city.user)
    Edition.objects.filter(pk=locked.pk).update(locked=True)
    names = dict(Benchmark.objects.values_list("pk", "code"))
    refusals = {names[refusal.item.identity_key or 0]: refusal.reason for refusal in undo(batch, city.user)}
    assert refusals == {"A1": "发布后已被编辑", "A2": "发布后已被编辑", "A3": "已被锁定"}
    assert set(shown(NEXT)) == {"A1", "A2", "A3"}
    batch.refresh_from_db()
    assert (batch.counts["undone"], batch.counts["undo_refused"]) == (1, 3)


def test_a_later_edition_of_another_batch_stays(city: City, tmp_path: Path) -> None:
    first = bring(tmp_path, [DUMPING])
    bring(tmp_path, [SOONER])
    assert undo(first, city.user) == []
    assert shown(SPRING) == {}
    assert shown(NEXT) == {"A1": standards(MILDER)}


@pytest.mark.parametrize("state", ["pending", "rejected", "undone"])
def test_only_what_is_published_can_be_taken_back(city: City, tmp_path: Path, state: str) -> None:
    batch = bring(tmp_path, [DUMPING]) if state == "undone" else waiting(tmp_path, [DUMPING])
    if state == "undone":
        undo(batch, city.user)
    elif state == "rejected":
        ImportBatch.objects.filter(pk=batch.pk).update(state="rejected")
    with pytest.raises(CannotPublish, match="不能撤销"):
        undo(batch, city.user)


def test_a_correction_whose_earlier_text_is_gone_is_refused(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    old = Edition.objects.get().latest_revision
    batch = bring(tmp_path, [Line(DUMPING.act, MILDER, code="A1", begins="2024-05-01")], correction=True)
    assert old is not None
    old.delete()
    assert [refusal.reason for refusal in undo(batch, city.user)] == ["没有保存更正前的版本"]
    assert shown(NEXT) == {"A1": standards(MILDER)}


def test_an_edition_taken_back_stays_away_whatever_is_published_of_it(city: City, tmp_path: Path) -> None:
    batch = bring(tmp_path, [DUMPING])
    edition = Edition.objects.get()
    undo(batch, city.user)
    edition.remark = "打开已久的页面"
    edition.save_revision(user=city.user).publish()
    assert shown(NEXT) == {}
    assert Edition.objects.get().undone_at is not None


def test_it_is_logged_and_told(city: City, tmp_path: Path) -> None:
    batch = bring(tmp_path, [DUMPING])
    Change.objects.all().delete()
    undo(batch, city.user)
    edition = Edition.objects.get()
    entry = ModelLogEntry.objects.filter(object_id=str(edition.pk)).order_by("-pk").first()
    assert entry is not None
    assert (entry.action, entry.user, entry.data) == ("enforcement.undo", city.user, {"batch": batch.pk})
    assert set(Change.objects.values_list("kind", "key")) == {("benchmark", edition.pk)}
