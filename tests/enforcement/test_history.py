"""Revisions and log entries of imports are as if each item had been saved by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import ModelLogEntry

from enforcement.models import Edition
from tests.street import MILDER, City, Line, bring, make_city, shown

pytestmark = pytest.mark.django_db

DUMPING = Line("在河道管理范围内倾倒渣土", code="A1", begins="2024-03-01", remark="见说明")
METER = Line("未安装取水计量设施", code="A2", begins="2024-03-01")
MENDED = Line(DUMPING.act, MILDER, code="A1", begins="2024-03-01")
#: The record's own clocks: they go on after a revision was written.
CLOCKS = {"latest_revision", "live_revision", "in_force_until"}


@pytest.fixture
def city() -> City:
    return make_city()


def plain(edition: Edition) -> dict[str, Any]:
    said = json.loads(json.dumps(edition.serializable_data(), cls=DjangoJSONEncoder))
    return {name: value for name, value in said.items() if name not in CLOCKS}


def newest(edition: Edition) -> dict[str, Any]:
    edition.refresh_from_db()
    assert edition.latest_revision is not None
    return {name: value for name, value in edition.latest_revision.content.items() if name not in CLOCKS}


def test_a_revision_says_what_the_record_says(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING, METER], user=city.user)
    for edition in Edition.objects.all():
        assert newest(edition) == plain(Edition.objects.get(pk=edition.pk))
        assert edition.live_revision == edition.latest_revision
        assert not edition.has_unpublished_changes
        assert edition.latest_revision.user == city.user


def test_so_does_the_revision_of_a_correction_and_of_an_end(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING, METER])
    bring(tmp_path, [MENDED], correction=True)
    bring(tmp_path, [MENDED], full_list=True, instrument=city.repeal.pk, effective_from=date(2025, 1, 1))
    counts = []
    for edition in Edition.objects.order_by("benchmark__code"):
        assert newest(edition) == plain(Edition.objects.get(pk=edition.pk))
        assert edition.live_revision == edition.latest_revision
        counts.append(edition.revisions.count())
    assert counts == [2, 2]


def test_a_revision_saved_by_hand_looks_the_same(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    edition = Edition.objects.get()
    ours = newest(edition)
    edition.save_revision()
    assert newest(edition) == ours


def test_an_editor_opens_what_was_imported(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    edition = Edition.objects.get()
    opened = edition.latest_revision.as_object()
    assert [(t.label, t.circumstance, t.standard) for t in opened.tiers.all()] == list(DUMPING.tiers)
    assert [str(citation) for citation in opened.citations.all()] == ["《中华人民共和国水法》第六十五条第二款"]
    opened.remark = "经编辑"
    opened.save_revision(user=city.user).publish(user=city.user)
    edition.refresh_from_db()
    assert (edition.remark, edition.tiers.count(), edition.citations.count()) == ("经编辑", 3, 1)


def test_each_item_has_its_entry_in_the_log(city: City, tmp_path: Path) -> None:
    first = bring(tmp_path, [DUMPING, METER], user=city.user)
    mended = bring(tmp_path, [MENDED], user=city.user, correction=True)
    ended = bring(tmp_path, [MENDED], user=city.user, full_list=True, instrument=city.repeal.pk)
    written = {
        edition.benchmark.code: list(ModelLogEntry.objects.for_instance(edition).order_by("pk").values_list("action", "user", "data__batch"))
        for edition in Edition.objects.all()
    }
    user = city.user.pk
    assert written == {
        "A1": [("enforcement.import", user, first.pk), ("enforcement.correct", user, mended.pk)],
        "A2": [("enforcement.import", user, first.pk), ("enforcement.end", user, ended.pk)],
    }
    for entry in ModelLogEntry.objects.all():
        assert (entry.content_changed, entry.data["file"].endswith(".xlsx")) == (True, True)
        assert abs((timezone.now() - entry.timestamp).total_seconds()) < 600
        assert entry.revision is not None and entry.label == entry.revision.object_str
    together = ModelLogEntry.objects.filter(action="enforcement.import").values_list("uuid", flat=True)
    assert len(set(together)) == 1


def test_an_old_revision_brings_back_its_text_and_no_clock(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    edition = Edition.objects.get()
    old = edition.latest_revision
    bring(tmp_path, [MENDED], correction=True)
    bring(tmp_path, [Line(DUMPING.act, MILDER[:2], code="A1", begins="2025-01-01")])
    edition.refresh_from_db()
    kept = (edition.published_at, edition.batch_id, edition.in_force_until)
    old.publish(user=city.user)
    edition.refresh_from_db()
    assert edition.remark == "见说明"
    assert (edition.published_at, edition.batch_id, edition.in_force_until) == kept
    assert edition.in_force_until == date(2025, 1, 1)
    assert len(shown(date(2025, 1, 1))) == 1
