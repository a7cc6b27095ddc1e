"""The law's clock and the public's, edition by edition; docs/decisions/0001-identity-and-time.md tells the rules."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from enforcement.imports.undo import undo
from enforcement.models import Benchmark, Edition, Instrument
from enforcement.timeline import end_of, settle
from enforcement.withdrawal import CannotWithdraw, withdraw
from search.models import Change
from tests.street import City, Line, bring, make_city

pytestmark = pytest.mark.django_db

SPRING, AUTUMN, NEXT = date(2024, 3, 1), date(2024, 9, 3), date(2025, 1, 1)


@pytest.fixture
def city() -> City:
    return make_city()


@pytest.fixture
def benchmark(city: City) -> Benchmark:
    return Benchmark.objects.create(agency=city.water, code="A1", address="A1")


def edition(benchmark: Benchmark, city: City, begins: date | None = SPRING, **values: object) -> Edition:
    made = {"act": "某行为", "instrument": city.instrument, "published_at": timezone.now(), **values}
    return Edition.objects.create(benchmark=benchmark, in_force_from=begins, **made)


def untils(benchmark: Benchmark) -> list[date | None]:
    settle([benchmark.pk])
    return list(benchmark.editions.order_by("in_force_from", "pk").values_list("in_force_until", flat=True))


def test_the_next_edition_ends_the_one_before(benchmark: Benchmark, city: City) -> None:
    for day in (NEXT, SPRING, AUTUMN):
        edition(benchmark, city, day)
    assert untils(benchmark) == [AUTUMN, NEXT, None]
    for day, begins in ((SPRING, SPRING), (AUTUMN - timedelta(1), SPRING), (AUTUMN, AUTUMN), (NEXT, NEXT), (date(2099, 1, 1), NEXT)):
        assert Edition.objects.in_force(day).get().in_force_from == begins
    assert not Edition.objects.in_force(SPRING - timedelta(1)).exists()


def test_an_instrument_ends_it_sooner(benchmark: Benchmark, city: City) -> None:
    edition(benchmark, city, ended_on=AUTUMN, ended_by=city.repeal)
    edition(benchmark, city, NEXT)
    assert untils(benchmark) == [AUTUMN, None]
    assert not Edition.objects.in_force(date(2024, 12, 31)).exists()


def test_the_last_day_of_an_instruments_validity_is_the_last_day(benchmark: Benchmark, city: City) -> None:
    Instrument.objects.filter(pk=city.instrument.pk).update(valid_until=AUTUMN)
    edition(benchmark, city)
    assert untils(benchmark) == [AUTUMN + timedelta(1)]
    assert Edition.objects.in_force(AUTUMN).exists()
    assert not Edition.objects.in_force(AUTUMN + timedelta(1)).exists()


def test_whichever_comes_first(city: City) -> None:
    made = Edition(instrument=Instrument(valid_until=AUTUMN), ended_on=date(2024, 5, 1))
    assert end_of(made, NEXT) == date(2024, 5, 1)
    assert end_of(made, date(2024, 4, 1)) == date(2024, 4, 1)
    assert end_of(Edition(instrument=Instrument(valid_until=AUTUMN)), None) == AUTUMN + timedelta(1)
    assert end_of(Edition(), None) is None


def test_drafts_and_editions_taken_back_end_nothing(benchmark: Benchmark, city: City) -> None:
    edition(benchmark, city)
    edition(benchmark, city, AUTUMN, live=False)
    edition(benchmark, city, NEXT, undone_at=timezone.now())
    edition(benchmark, city, None, live=False)
    assert untils(benchmark) == [None] * 4
    assert Edition.objects.in_force(NEXT).get().in_force_from == SPRING


def test_an_edition_ended_on_its_first_day_never_holds(benchmark: Benchmark, city: City) -> None:
    edition(benchmark, city, ended_on=SPRING, ended_by=city.repeal)
    assert untils(benchmark) == [SPRING]
    assert not Edition.objects.in_force(SPRING).exists()


def test_only_what_moved_is_written_and_named(benchmark: Benchmark, city: City) -> None:
    first, second = edition(benchmark, city), edition(benchmark, city, NEXT)
    assert settle([benchmark.pk]) == {first.pk}
    assert settle([benchmark.pk]) == set()
    assert settle([]) == set()
    Edition.objects.filter(pk=second.pk).update(live=False)
    assert settle([benchmark.pk, benchmark.pk]) == {first.pk}


def test_queries_stay_few_however_many_items(city: City, django_assert_max_num_queries: object) -> None:
    items = Benchmark.objects.bulk_create([Benchmark(agency=city.water, address=str(n)) for n in range(600)])
    for day in (SPRING, NEXT):
        Edition.objects.bulk_create([Edition(benchmark=item, act="某行为", instrument=city.instrument, in_force_from=day) for item in items])
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(settle([item.pk for item in items])) == 600


def test_an_instruments_validity_moves_what_it_issued(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [Line("某一违法行为", code="A1", begins="2024-03-01")], instrument=city.instrument.pk)
    Change.objects.all().delete()
    city.instrument.valid_until = AUTUMN
    city.instrument.save()
    made = Edition.objects.get()
    assert made.in_force_until == AUTUMN + timedelta(1)
    assert Change.objects.filter(kind="benchmark", key=made.pk).exists()


def test_a_deleted_draft_or_edition_lets_the_one_before_hold_on(benchmark: Benchmark, city: City) -> None:
    first, second = edition(benchmark, city), edition(benchmark, city, NEXT)
    assert untils(benchmark) == [NEXT, None]
    pk = second.pk
    second.delete()
    first.refresh_from_db()
    assert first.in_force_until is None
    assert Change.objects.filter(kind="benchmark", key=pk).exists()


class TestThePublicsClock:
    NOW = timezone.make_aware(datetime(2025, 6, 1, 12, 0))
    HOUR = timedelta(hours=1)

    def visible(self, now: datetime, on: date = NEXT) -> bool:
        return Edition.objects.visible(on, now).exists()

    def test_published_from_a_moment_on(self, benchmark: Benchmark, city: City) -> None:
        edition(benchmark, city, published_at=self.NOW)
        assert [self.visible(self.NOW + step) for step in (-self.HOUR, timedelta(0), self.HOUR)] == [False, True, True]

    def test_never_published_never_seen(self, benchmark: Benchmark, city: City) -> None:
        edition(benchmark, city, published_at=None)
        assert not self.visible(self.NOW)

    def test_withdrawn_at_a_moment(self, benchmark: Benchmark, city: City) -> None:
        edition(benchmark, city, published_at=self.NOW - self.HOUR, withdrawn_at=self.NOW, withdrawn_reason="有误")
        assert [self.visible(self.NOW + step) for step in (-self.HOUR, timedelta(0), self.HOUR)] == [True, False, False]

    def test_a_withdrawn_edition_still_holds_in_law(self, benchmark: Benchmark, city: City) -> None:
        """The one before does not come back: nothing is shown, and the law's word is unchanged."""
        edition(benchmark, city)
        later = edition(benchmark, city, AUTUMN)
        settle([benchmark.pk])
        withdraw(later, "内容有误", city.user)
        assert Edition.objects.in_force(NEXT).get() == later
        assert not Edition.objects.visible(NEXT).exists()
        assert Edition.objects.visible(SPRING).exists()

    def test_today_is_the_citys_day(self, benchmark: Benchmark, city: City) -> None:
        """An hour after midnight in the city is still yesterday in Greenwich."""
        edition(benchmark, city, NEXT, published_at=self.NOW - timedelta(days=900))
        midnight = timezone.make_aware(datetime(2025, 1, 1))
        assert not Edition.objects.visible(now=midnight - self.HOUR).exists()
        assert Edition.objects.visible(now=midnight + self.HOUR).exists()

    def test_withdrawing_asks_for_a_reason_and_something_public(self, benchmark: Benchmark, city: City) -> None:
        made = edition(benchmark, city)
        with pytest.raises(CannotWithdraw, match="理由"):
            withdraw(made, "  ", city.user)
        withdraw(made, "内容有误", city.user)
        with pytest.raises(CannotWithdraw, match="没有公开"):
            withdraw(made, "再次", city.user)
        with pytest.raises(CannotWithdraw, match="没有公开"):
            withdraw(edition(benchmark, city, NEXT, live=False), "草稿", city.user)
        made.refresh_from_db()
        assert (made.withdrawn_reason, made.live) == ("内容有误", True)
        assert Change.objects.filter(kind="benchmark", key=made.pk).exists()

    def test_no_revision_brings_back_what_was_withdrawn(self, city: City, tmp_path: Path) -> None:
        bring(tmp_path, [Line("某一违法行为", code="A1", begins="2024-03-01")])
        opened_before = Edition.objects.get()
        withdraw(opened_before, "内容有误", city.user)
        opened_before.remark = "页面早已打开"
        opened_before.save_revision(user=city.user).publish()
        opened_before.revisions.first().publish()
        assert not Edition.objects.visible(NEXT).exists()
        assert Edition.objects.get().withdrawn_reason == "内容有误"

    def test_wagtails_own_schedule_moves_no_law(self, city: City, tmp_path: Path) -> None:
        """Expiry and go-live serve pages; an edition's time is its own."""
        bring(tmp_path, [Line("某一违法行为", code="A1", begins="2024-03-01")])
        Edition.objects.update(expire_at=timezone.now() + self.HOUR, go_live_at=timezone.now() - self.HOUR)
        made = Edition.objects.get()
        assert (made.in_force_from, made.in_force_until) == (SPRING, None)
        assert Edition.objects.visible(NEXT).get() == made


def test_an_editor_may_publish_an_edition_by_hand(benchmark: Benchmark, city: City) -> None:
    made = Edition(benchmark=benchmark, act="某行为", instrument=city.instrument, in_force_from=SPRING, live=False)
    made.save()
    made.save_revision(user=city.user).publish(user=city.user)
    made.refresh_from_db()
    assert made.published_at is not None and made.match_key and made.content_hash
    assert Edition.objects.visible(SPRING).get() == made
    first_public = made.published_at
    made.unpublish()
    assert not Edition.objects.visible(SPRING).exists()
    made.save_revision(user=city.user).publish(user=city.user)
    made.refresh_from_db()
    assert made.published_at == first_public


def test_undoing_tells_the_editions_whose_end_moved(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [Line("某一违法行为", code="A1", begins="2024-03-01")])
    first = Edition.objects.get()
    batch = bring(tmp_path, [Line("某一违法行为", code="A1", begins="2025-01-01", remark="新")])
    Change.objects.all().delete()
    undo(batch, city.user)
    assert Change.objects.filter(kind="benchmark", key=first.pk).exists()
