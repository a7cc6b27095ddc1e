"""Decision 0001 proved: whatever officers and editors do, every channel shows what a plain account of it says.

Imports with different days, corrections, full lists, undone batches, drafts
published late or never, old revisions brought back, locks, withdrawals, ends
and instruments that run out come in random order.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Revision

from enforcement.imports.undo import undo
from enforcement.models import BatchItem, Edition, ImportBatch, Instrument
from enforcement.withdrawal import CannotWithdraw, withdraw
from search import kept_records
from search.find import find
from search.indexer import drain
from search.query import SearchQuery
from tests.enforcement.naive_record import NaiveBatch, NaiveEdition, NaiveRecord, Said
from tests.own_index import own_index
from tests.street import MARKET, WATER, Line, bring, make_city

#: A failing run is long to shrink: each try walks the street again.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
#: Few items and few days, so that what is done meets.
FAMILIES = {WATER: ["A1", "A2"], MARKET: ["B1"]}
AGENCY = {item: agency for agency, items in FAMILIES.items() for item in items}
ACTS = {"A1": "在河道管理范围内倾倒渣土", "A2": "未安装取水计量设施", "B1": "销售超过保质期的食品"}
DAYS = [date(2024, 1, 1) + timedelta(days=60 * step) for step in range(6)]
TODAY = timezone.localdate()

items, words, days = st.sampled_from(sorted(ACTS)), st.integers(0, 3), st.sampled_from(DAYS)
lines = st.sampled_from(sorted(FAMILIES)).flatmap(
    lambda agency: st.dictionaries(st.sampled_from(FAMILIES[agency]), st.tuples(words, days), min_size=1, max_size=2)
)


def standard(number: int) -> str:
    return f"处{number + 2}千元罚款"


def as_line(item: str, number: int, begins: date) -> Line:
    tiers = (("一般", "初次违法的", standard(number)), ("严重", "再次违法的", f"处{number + 2}万元罚款"))
    return Line(ACTS[item], tiers, AGENCY[item], item, begins=begins.isoformat(), remark=f"说法{number}")


class Street(RuleBasedStateMachine):
    """Does everything twice: on the portal and in the naive account."""

    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.folder = Path(tempfile.mkdtemp())
        self.index = own_index(portal_settings, self.folder / "index")
        self.index.__enter__()
        for alias in portal_settings.CACHES:
            caches[alias].clear()
        kept_records.forget()
        self.began = timezone.now()
        self.city = make_city()
        self.naive = NaiveRecord()
        self.real: dict[NaiveEdition, int] = {}
        self.revisions: dict[int, int] = {}
        self.batches: dict[NaiveBatch, int] = {}
        self.provisional = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.index.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    # --- officers ------------------------------------------------------------------
    @initialize(lines=lines)
    def first_import(self, lines: dict[str, tuple[int, date]]) -> None:
        self._import(lines, "instrument", correction=False, full=None)

    @rule(lines=lines, correction=st.booleans(), document=st.sampled_from([None, "instrument"]))
    def import_workbook(self, lines: dict[str, tuple[int, date]], correction: bool, document: str | None) -> None:
        self._import(lines, document, correction=correction, full=None)

    @rule(lines=lines, end=days)
    def import_full_list(self, lines: dict[str, tuple[int, date]], end: date) -> None:
        self._import(lines, "repeal", correction=False, full=end)

    def _import(self, lines: dict[str, tuple[int, date]], document: str | None, *, correction: bool, full: date | None) -> None:
        file = [as_line(item, number, begins) for item, (number, begins) in lines.items()]
        options: dict[str, Any] = {"correction": correction, "full_list": full is not None, "effective_from": full}
        if document:
            options["instrument"] = getattr(self.city, document).pk
        batch = bring(self.folder, file, user=self.city.user, **options)
        family = FAMILIES[AGENCY[next(iter(lines))]]
        self.provisional += 1
        naive = self.naive.bring(lines, document, self.provisional, correction=correction, full=(family, full) if full else None)
        self.batches[naive] = batch.pk
        made: dict[tuple[str, date | None], BatchItem] = {}
        for item in batch.items.exclude(action__in=("held", "same")):
            assert isinstance(item.record, Edition)
            made[item.record.benchmark.code, item.record.in_force_from] = item
        assert len(made) == len(naive.items)
        for entry in naive.items:
            item = made[entry.edition.item, entry.edition.said.begins]
            assert item.record_key is not None and item.revision_id is not None
            assert self.real.setdefault(entry.edition, item.record_key) == item.record_key
            assert (item.action in ("create", "change")) == (entry.action == "create")
            self.revisions[entry.written] = item.revision_id

    @precondition(lambda self: any(not batch.undone for batch in self.batches))
    @rule(data=st.data())
    def undo_batch(self, data: st.DataObject) -> None:
        naive = data.draw(st.sampled_from([batch for batch in self.batches if not batch.undone][::-1]))
        refusals = undo(ImportBatch.objects.get(pk=self.batches[naive]), self.city.user)
        assert len(refusals) == self.naive.undo(naive)
        for edition, pk in self.real.items():
            self.revisions[edition.newest] = Edition.objects.values_list("latest_revision_id", flat=True).get(pk=pk)

    # --- editors -------------------------------------------------------------------
    def _edit(self, edition: NaiveEdition, change: Callable[[Edition], None], said: Callable[[Said], Said]) -> int:
        """As Wagtail's editor does: opens the latest revision, saves a draft."""
        opened = Edition.objects.get(pk=self.real[edition]).get_latest_revision_as_object()
        change(opened)
        revision = opened.save_revision(user=self.city.user, clean=False)
        before = edition.revisions[edition.newest] if edition.dirty else edition.said
        number = self.naive.draft(edition, said(before))
        self.revisions[number] = revision.pk
        return number

    @precondition(lambda self: self.real)
    @rule(target=drafts, data=st.data(), number=words, begins=st.none() | days)
    def save_draft(self, data: st.DataObject, number: int, begins: date | None) -> tuple[NaiveEdition, int]:
        edition = data.draw(st.sampled_from(list(self.real)))

        def change(opened: Edition) -> None:
            opened.remark = f"说法{number}"
            opened.in_force_from = begins or opened.in_force_from
            if opened.ended_on and opened.in_force_from and opened.ended_on < opened.in_force_from:
                opened.ended_on = opened.in_force_from

        def said(before: Said) -> Said:
            start = begins or before.begins
            return Said((before.words[0], number), start, before.document, max(before.ended, start) if before.ended else None)

        return edition, self._edit(edition, change, said)

    @precondition(lambda self: self.real)
    @rule(target=drafts, data=st.data(), end=days)
    def end_by_instrument(self, data: st.DataObject, end: date) -> tuple[NaiveEdition, int]:
        edition = data.draw(st.sampled_from(list(self.real)))
        start = (edition.revisions[edition.newest] if edition.dirty else edition.said).begins
        last = max(end, start)

        def change(opened: Edition) -> None:
            opened.ended_on, opened.ended_by = last, self.city.repeal

        number = self._edit(edition, change, lambda before: Said(before.words, before.begins, before.document, last))
        self._publish(edition, number)
        return edition, number

    @rule(draft=drafts)
    def publish_draft(self, draft: tuple[NaiveEdition, int]) -> None:
        self._publish(*draft)

    @precondition(lambda self: self.real)
    @rule(data=st.data())
    def bring_back_a_revision(self, data: st.DataObject) -> None:
        """Any revision that was ever written of an edition, by hand or by an import."""
        edition = data.draw(st.sampled_from(list(self.real)))
        self._publish(edition, data.draw(st.sampled_from(sorted(edition.revisions))))

    def _publish(self, edition: NaiveEdition, number: int) -> None:
        revision = Revision.objects.get(pk=self.revisions[number])
        if self.naive.collides(edition, edition.revisions[number].begins):
            with pytest.raises(IntegrityError), transaction.atomic():
                revision.publish()
            return
        revision.publish()
        self.naive.publish(edition, number)

    @precondition(lambda self: any(edition.live for edition in self.real))
    @rule(data=st.data())
    def unpublish(self, data: st.DataObject) -> None:
        edition = data.draw(st.sampled_from([edition for edition in self.real if edition.live]))
        Edition.objects.get(pk=self.real[edition]).unpublish()
        edition.live, edition.dirty = False, True

    @precondition(lambda self: self.real)
    @rule(data=st.data())
    def lock_or_unlock(self, data: st.DataObject) -> None:
        edition = data.draw(st.sampled_from(list(self.real)))
        edition.locked = not edition.locked
        Edition.objects.filter(pk=self.real[edition]).update(locked=edition.locked)

    @precondition(lambda self: self.real)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        edition = data.draw(st.sampled_from(list(self.real)))
        take = partial(withdraw, Edition.objects.get(pk=self.real[edition]), "内容有误，正在核实", self.city.user)
        if edition.approved and not edition.withdrawn:
            take()
            edition.withdrawn = True
        else:
            with pytest.raises(CannotWithdraw):
                take()

    @rule(document=st.sampled_from(["instrument", "instrument", "repeal"]), until=st.sampled_from([*DAYS, None]))
    def set_validity(self, document: str, until: date | None) -> None:
        instrument: Instrument = getattr(self.city, document)
        instrument.valid_until = until
        instrument.save()
        self.naive.valid_until.pop(document, None)
        if until:
            self.naive.valid_until[document] = until

    # --- what must hold ----------------------------------------------------------------
    @invariant()
    def the_record_shows_what_was_told(self) -> None:
        now = timezone.now()
        for on in self._days():
            assert self._shown(Edition.objects.visible(on)) == self.naive.visible(on), on
        assert self._shown(Edition.objects.visible(TODAY, now + timedelta(days=3650))) == self.naive.visible(TODAY)
        assert not Edition.objects.public(self.began).exists()

    @invariant()
    def search_and_pages_show_the_same(self) -> None:
        drain()
        client = Client()
        for on in (*DAYS, TODAY):
            told = self.naive.visible(on)
            results = find(SearchQuery(filters={"kind": ("benchmark",)}, on=on, size=9))
            found = {result.code: self._words(result.record) for result in results.items}
            assert (results.total, found) == (len(told), told), on
        on = DAYS[len(self.batches) % len(DAYS)]
        told = self.naive.visible(on)
        for item in ACTS:
            self._check_page(client, item, on, told.get(item))

    def _check_page(self, client: Client, item: str, on: date, told: tuple[int, int] | None) -> None:
        holding = self.naive.holding(item, on)
        response = client.get(f"/benchmarks/{item}/", {"on": on.isoformat()})
        page = response.content.decode()
        if told is None:
            allowed = {410} if holding else {404, 410}
            assert response.status_code in allowed, (item, on, response.status_code)
            assert not any(standard(number) in page for number in range(4))
            return
        assert response.status_code == 200, (item, on)
        assert f"说法{told[1]}" in page and standard(told[0]) in page

    def _days(self) -> list[date]:
        edges = {day + timedelta(days=step) for day in DAYS for step in (-1, 0, 1)}  # valid until a day is the day itself
        return sorted(edges | {TODAY})

    def _shown(self, editions: Any) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for edition in editions.select_related("benchmark").prefetch_related("tiers"):
            assert edition.benchmark.code not in found, "two editions of one item in force on one day"
            found[edition.benchmark.code] = self._words(edition)
        return found

    @staticmethod
    def _words(edition: Edition) -> tuple[int, int]:
        said = next(number for number in range(4) if edition.tiers.all()[0].standard == standard(number))
        return said, int(edition.remark[-1])


@pytest.mark.django_db
def test_every_channel_shows_what_was_told() -> None:
    run_state_machine_as_test(
        Street,
        settings=settings(
            max_examples=12, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True, phases=PHASES
        ),
    )  # fmt: skip
