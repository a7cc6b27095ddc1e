"""What is on record already for the agencies and codes of a file: read once, asked for each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from import_export.instance_loaders import BaseInstanceLoader
from wagtail.models import WorkflowState

from enforcement.fingerprints import fold, match_key
from enforcement.imports.rows import Row
from enforcement.models import Benchmark, Edition

CHUNK = 400
#: Acts under one provision that are so alike may be one item reworded: a person is asked.
NEAR = 0.85


@dataclass(slots=True)
class StandingEdition:
    """One edition on record, as much of it as a comparison needs."""

    pk: int
    in_force_from: date | None
    in_force_until: date | None
    live: bool
    content_hash: str
    instrument_id: int | None
    latest_revision_id: int | None
    busy: str
    act: str


@dataclass(slots=True)
class StandingItem:
    """A benchmark on record with its editions, oldest first."""

    pk: int
    code: str
    agency_id: int
    editions: list[StandingEdition]

    def on(self, day: date) -> StandingEdition | None:
        """The approved edition in force on this day; one that was ended does not stand in the way of a new one."""
        begun = [e for e in self.editions if e.live and e.in_force_from and e.in_force_from <= day]
        return begun[-1] if begun and (begun[-1].in_force_until is None or begun[-1].in_force_until > day) else None

    @property
    def busy(self) -> str:
        """Why nobody may write here now, empty when they may."""
        return next((edition.busy for edition in self.editions if edition.busy), "")


class StandingLoader(BaseInstanceLoader):
    """import-export's instance loader: finds the benchmark of a row by code, else by agency, citation and act."""

    def __init__(self, resource: object, dataset: object) -> None:
        super().__init__(resource, dataset)
        self.items: dict[int, StandingItem] = {}
        self.by_code: dict[str, StandingItem] = {}
        self._by_key: dict[tuple[int, str], StandingItem] = {}
        self._acts: dict[int, dict[str, StandingItem]] = defaultdict(dict)

    def read(self, agency_ids: Iterable[int], codes: Iterable[str]) -> None:
        """Loads what is on record: a few queries, however long the file."""
        wanted = [Q(benchmark__agency_id__in=sorted(set(agency_ids)))]
        known = sorted(set(filter(None, codes)))
        wanted += [Q(benchmark__code__in=known[start : start + CHUNK]) for start in range(0, len(known), CHUNK)]
        for condition in wanted:
            self._read(condition)
        for benchmark in Benchmark.objects.filter(editions__isnull=True, agency_id__in=sorted(set(agency_ids))):
            self._item(benchmark.pk, benchmark.code, benchmark.agency_id)

    def _read(self, condition: Q) -> None:
        in_review = WorkflowState.objects.filter(
            base_content_type__app_label="enforcement", base_content_type__model="edition", object_id=Cast(OuterRef("pk"), CharField()),
            status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        )  # fmt: skip
        rows = (
            Edition.objects.filter(condition, benchmark__editions__isnull=False)
            .annotate(in_review=Exists(in_review))
            .order_by("benchmark_id", F("in_force_from").asc(nulls_first=True), "pk")
            .values_list(
                "benchmark_id", "benchmark__code", "benchmark__agency_id", "pk", "in_force_from", "in_force_until", "live", "content_hash", "instrument_id",
                "latest_revision_id", "locked", "has_unpublished_changes", "undone_at", "match_key", "act", "in_review",
            )
            .distinct()
        )  # fmt: skip
        for benchmark, code, agency, pk, begins, until, live, content, instrument, revision, locked, changes, undone, key, act, review in rows:
            item = self._item(benchmark, code, agency)
            self._by_key.setdefault((agency, key), item)
            if undone is not None or any(known.pk == pk for known in item.editions):
                continue
            busy = "已锁定" if locked else "正在审核" if review else "有未发布的修改" if changes or not live else ""
            item.editions.append(StandingEdition(pk, begins, until, live, content, instrument, revision, busy, act))
            self._acts[agency].setdefault(fold(act), item)

    def _item(self, pk: int, code: str, agency: int) -> StandingItem:
        item = self.items.get(pk)
        if item is None:
            item = self.items[pk] = StandingItem(pk, code, agency, [])
            if code:
                self.by_code[code] = item
        return item

    def get_instance(self, row: Row) -> StandingItem | None:
        """The benchmark this row speaks of, None when it is new."""
        code, agency = row["code"], row["agency_id"]
        if code and code in self.by_code:
            return self.by_code[code]
        item = self._by_key.get((agency, match_key(row["act"], row["citations"]))) if agency else None
        return None if item is not None and code and item.code and item.code != code else item

    def near(self, row: Row) -> StandingItem | None:
        """An item of the same agency so alike that it may be meant: same words under another provision, or nearly the same words."""
        acts, act = self._acts.get(row["agency_id"], {}), fold(row["act"])
        if act in acts:
            return acts[act]
        for known, item in acts.items():
            if len(act) >= 8 and abs(len(known) - len(act)) <= 4:
                matcher = SequenceMatcher(None, known, act, autojunk=False)
                if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
                    return item
        return None
