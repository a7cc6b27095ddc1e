"""Writes editions in bulk: rows, tiers, amounts, citations, revisions, history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from enforcement.bulk import insert_many, update_many
from enforcement.history import write_log, write_revisions
from enforcement.imports.columns import TEXTS
from enforcement.imports.names import LawNames
from enforcement.models import Benchmark, Edition, EditionCitation, ImportBatch, Tier
from enforcement.penalties.derive import describe, tier_amounts

BATCH = 500
LOG_IMPORT, LOG_CORRECT = "enforcement.import", "enforcement.correct"


class EditionWriter:
    """Writes for one batch, inside the caller's transaction. ``touched`` collects the benchmarks."""

    def __init__(self, batch: ImportBatch, user: AbstractBaseUser | None, now: datetime, laws: LawNames) -> None:
        self.batch = batch
        self.user = user
        self.now = now
        self.laws = laws
        self.law_names = {pk: law.name for pk, law in laws.by_id.items()}
        self.touched: set[int] = set()
        self.written: list[Edition] = []

    def create(self, editions: list[Edition]) -> None:
        """New editions, with benchmarks for those that are new."""
        self._identities(editions)
        for edition in editions:
            edition.batch = self.batch
            edition.live, edition.has_unpublished_changes = True, False
            edition.published_at = edition.first_published_at = edition.last_published_at = self.now
        self._describe(editions)
        Edition.objects.bulk_create(editions, batch_size=BATCH)
        self._children(editions)
        self._finish(editions, LOG_IMPORT)

    def correct(self, editions: list[Edition]) -> None:
        """Mends editions in force: same identity and time, other content, a new revision."""
        standing = Edition.objects.select_related("benchmark").in_bulk([edition.pk for edition in editions])
        corrected = []
        for edition in editions:
            kept = standing[edition.pk]
            for name in (*TEXTS, "raw_tiers", "raw_citations"):
                setattr(kept, name, getattr(edition, name))
            if edition.instrument_id:
                kept.instrument_id = edition.instrument_id
            _complete(kept.benchmark, edition.row["code"])  # type: ignore[attr-defined]
            kept.last_published_at = self.now
            corrected.append(kept)
        update_many([edition.benchmark for edition in corrected], ("code",))
        ids = [edition.pk for edition in corrected]
        self._describe(corrected)
        for start in range(0, len(ids), BATCH):
            Tier.objects.filter(edition_id__in=ids[start : start + BATCH]).delete()
            EditionCitation.objects.filter(edition_id__in=ids[start : start + BATCH]).delete()
        derived = ["match_key", "content_hash", "tier_count", "fine_min", "fine_max", "instrument", "last_published_at"]
        update_many(corrected, [*TEXTS, *derived])
        self._children(corrected)
        self._finish(corrected, LOG_CORRECT)

    # --- parts ---------------------------------------------------------------------
    def _identities(self, editions: list[Edition]) -> None:
        """Finds or makes the benchmark of each edition; a code that came later completes the identity."""
        new: list[Edition] = []
        completed: list[Benchmark] = []
        known = Benchmark.objects.in_bulk([e.compared.item.pk for e in editions if e.compared.item])  # type: ignore[attr-defined]
        for edition in editions:
            item, row = edition.compared.item, edition.row  # type: ignore[attr-defined]
            if item is None:
                new.append(edition)
                continue
            edition.benchmark = known[item.pk]
            if _complete(edition.benchmark, row["code"]):
                completed.append(edition.benchmark)
        update_many(completed, ("code",))
        addresses = _free_addresses(new)
        made = Benchmark.objects.bulk_create(
            [Benchmark(agency_id=e.row["agency_id"], code=e.row["code"], address=next(addresses)) for e in new],  # type: ignore[attr-defined]
            batch_size=BATCH,
        )
        for edition, benchmark in zip(new, made, strict=True):
            edition.benchmark = benchmark

    def _describe(self, editions: Iterable[Edition]) -> None:
        for edition in editions:
            edition.tier_rows = [  # type: ignore[attr-defined]
                Tier(sort_order=order, label=label, circumstance=circumstance, standard=standard)
                for order, (label, circumstance, standard) in enumerate(edition.raw_tiers)  # type: ignore[attr-defined]
            ]
            edition.citation_rows = [  # type: ignore[attr-defined]
                self._citation(order, cited) for order, cited in enumerate(edition.raw_citations)  # type: ignore[attr-defined]
            ]
            describe(edition, edition.tier_rows, edition.citation_rows, self.law_names)  # type: ignore[attr-defined]

    def _citation(self, order: int, cited: list[Any]) -> EditionCitation:
        role, law, article, sub, paragraph, item = cited
        found = self.laws.find(law)
        if found is None:
            raise LookupError(f"law {law!r} was not registered before writing")
        return EditionCitation(sort_order=order, role=role, law_id=found.pk, article=article, sub_article=sub, paragraph=paragraph, item=item)

    def _children(self, editions: list[Edition]) -> None:
        tiers: list[Tier] = []
        citations: list[EditionCitation] = []
        for edition in editions:
            for child in (*edition.tier_rows, *edition.citation_rows):  # type: ignore[attr-defined]
                child.edition_id = edition.pk
            tiers += edition.tier_rows  # type: ignore[attr-defined]
            citations += edition.citation_rows  # type: ignore[attr-defined]
        Tier.objects.bulk_create(tiers, batch_size=BATCH * 2)
        EditionCitation.objects.bulk_create(citations, batch_size=BATCH * 2)
        insert_many([amount for tier in tiers for amount in tier_amounts(tier)])

    def _finish(self, editions: list[Edition], action: str) -> None:
        write_revisions(editions, [(e.tier_rows, e.citation_rows) for e in editions], self.user, self.now)  # type: ignore[attr-defined]
        write_log(editions, action, self.user, self.now, {"batch": self.batch.pk, "file": self.batch.file_name})
        self.touched.update(edition.benchmark_id for edition in editions)
        self.written += editions


def _free_addresses(editions: list[Edition]) -> Iterable[str]:
    """The code where there is one; else the agency's slug and the next number, never one that was given before."""
    from django.db.models import Max

    from enforcement.models import Agency

    last = Benchmark.objects.aggregate(last=Max("pk"))["last"] or 0
    numbers = count(last + 1)
    slugs = dict(Agency.objects.values_list("pk", "slug"))
    wanted = [_as_address(e.row["code"]) for e in editions if e.row["code"]]  # type: ignore[attr-defined]
    taken: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        taken.update(Benchmark.objects.filter(address__in=wanted[start : start + BATCH]).values_list("address", flat=True))
    for edition in editions:
        code = edition.row["code"]  # type: ignore[attr-defined]
        address = _as_address(code) if code else ""
        if not address or address in taken:
            address = f"{slugs[edition.row['agency_id']]}-{next(numbers)}"  # type: ignore[attr-defined]
        taken.add(address)
        yield address


def _complete(benchmark: Benchmark, code: str) -> bool:
    """Gives an identity the code that came later; whether it did."""
    if not code or benchmark.code:
        return False
    benchmark.code = code
    return True


def _as_address(code: str) -> str:
    kept = "".join(character if character.isalnum() or character in "-_." else "-" for character in code)
    return kept.strip("-.")[:80]
