"""Writes editions in bulk: rows, tiers, amounts, citations, revisions, history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max

from enforcement.bulk import insert_many, reserve_keys, update_many
from enforcement.fingerprints import TEXTS
from enforcement.history import name_revisions, write_log, write_revisions
from enforcement.imports.benchmarks.drafts import Draft
from enforcement.imports.names import LawNames
from enforcement.models import Agency, Benchmark, Edition, EditionCitation, ImportBatch, Instrument, Tier
from enforcement.penalties.derive import describe, write_amounts
from enforcement.timeline import end_of_validity

BATCH = 500
LOG_IMPORT, LOG_CORRECT = "enforcement.import", "enforcement.correct"


@dataclass(slots=True)
class Written:
    """An edition on its way into the database, with its children and the row it came from."""

    edition: Edition
    draft: Draft
    tiers: list[Tier]
    citations: list[EditionCitation]


class EditionWriter:
    """Writes for one batch, inside the caller's transaction. ``touched`` collects the benchmarks whose line may have moved."""

    def __init__(self, batch: ImportBatch, user: User | None, now: datetime, laws: LawNames) -> None:
        self.batch = batch
        self.user = user
        self.now = now
        self.laws = laws
        self.law_names = {pk: law.name for pk, law in laws.by_id.items()}
        self.valid_until = dict(Instrument.objects.values_list("pk", "valid_until"))
        self.touched: set[int] = set()
        self.written: list[Edition] = []

    def create(self, drafts: list[Draft]) -> None:
        """New editions, with benchmarks for those that are new."""
        benchmarks = self._identities(drafts)
        keys = reserve_keys(Edition, len(drafts))
        editions = [
            Edition(
                pk=key, benchmark=benchmark, batch=self.batch, in_force_from=draft.in_force_from, instrument_id=draft.instrument_id,
                in_force_until=end_of_validity(self.valid_until.get(draft.instrument_id or 0)), live=True, has_unpublished_changes=False, published_at=self.now, first_published_at=self.now, last_published_at=self.now,
                **{name: getattr(draft, name) for name in TEXTS},
            )
            for draft, benchmark, key in zip(drafts, benchmarks, keys, strict=True)
        ]  # fmt: skip
        name_revisions(editions)
        written = self._describe(editions, drafts)
        insert_many(editions)
        self._children(written)
        self._finish(written, LOG_IMPORT)
        # A new benchmark's only edition needs no settling: nothing follows it.
        self.touched.update(one.edition.benchmark_id for one in written if one.draft.compared.item is not None)

    def correct(self, drafts: list[Draft]) -> None:
        """Mends editions in force: same identity and time, other content, a new revision."""
        standing = Edition.objects.select_related("benchmark").in_bulk([draft.pk for draft in drafts])
        editions = [standing[draft.pk] for draft in drafts]
        for edition, draft in zip(editions, drafts, strict=True):
            for name in TEXTS:
                setattr(edition, name, getattr(draft, name))
            if draft.instrument_id:
                edition.instrument_id = draft.instrument_id
            _complete(edition.benchmark, draft.row["code"])
            edition.last_published_at = self.now
        update_many([edition.benchmark for edition in editions], ("code",))
        name_revisions(editions)
        written = self._describe(editions, drafts)
        ids = [edition.pk for edition in editions]
        for start in range(0, len(ids), BATCH):
            Tier.objects.filter(edition_id__in=ids[start : start + BATCH]).delete()
            EditionCitation.objects.filter(edition_id__in=ids[start : start + BATCH]).delete()
        derived = ["match_key", "content_hash", "tier_count", "fine_min", "fine_max", "instrument", "last_published_at"]
        update_many(editions, [*TEXTS, *derived, "latest_revision", "live_revision"])
        self._children(written)
        self._finish(written, LOG_CORRECT)
        self.touched.update(edition.benchmark_id for edition in editions)

    # --- parts ---------------------------------------------------------------------
    def _identities(self, drafts: list[Draft]) -> list[Benchmark]:
        """Finds or makes the benchmark of each draft; a code that came later completes the identity."""
        known = Benchmark.objects.in_bulk([draft.compared.item.pk for draft in drafts if draft.compared.item])
        new = [draft for draft in drafts if draft.compared.item is None]
        made = [
            Benchmark(pk=key, agency_id=draft.row["agency_id"], code=draft.row["code"], address=address)
            for draft, address, key in zip(new, _free_addresses(new), reserve_keys(Benchmark, len(new)), strict=True)
        ]
        insert_many(made)
        fresh = iter(made)
        found = [known[draft.compared.item.pk] if draft.compared.item else next(fresh) for draft in drafts]
        update_many([benchmark for benchmark, draft in zip(found, drafts, strict=True) if _complete(benchmark, draft.row["code"])], ("code",))
        return found

    def _describe(self, editions: list[Edition], drafts: list[Draft]) -> list[Written]:
        """The children of each edition under reserved keys, and everything derived."""
        tier_keys = reserve_keys(Tier, sum(len(draft.tiers) for draft in drafts))
        citation_keys = reserve_keys(EditionCitation, sum(len(draft.citations) for draft in drafts))
        written = []
        for edition, draft in zip(editions, drafts, strict=True):
            tiers = [
                Tier(pk=next(tier_keys), edition_id=edition.pk, sort_order=order, label=label, circumstance=circumstance, standard=standard)
                for order, (label, circumstance, standard) in enumerate(draft.tiers)
            ]
            citations = [self._citation(edition, next(citation_keys), order, cited) for order, cited in enumerate(draft.citations)]
            describe(edition, tiers, citations, self.law_names)
            draft.pk = edition.pk
            written.append(Written(edition, draft, tiers, citations))
        return written

    def _citation(self, edition: Edition, key: int, order: int, cited: list[Any]) -> EditionCitation:
        role, law, article, sub, paragraph, item = cited
        found = self.laws.find(law)
        if found is None:
            raise LookupError(f"law {law!r} was not registered before writing")
        return EditionCitation(
            pk=key, edition_id=edition.pk, sort_order=order, role=role, law_id=found.pk,
            article=article, sub_article=sub, paragraph=paragraph, item=item,
        )  # fmt: skip

    def _children(self, written: list[Written]) -> None:
        tiers = [tier for one in written for tier in one.tiers]
        insert_many(tiers)
        insert_many([citation for one in written for citation in one.citations])
        write_amounts(tiers)

    def _finish(self, written: list[Written], action: str) -> None:
        editions = [one.edition for one in written]
        write_revisions(editions, [(one.tiers, one.citations) for one in written], self.user, self.now, named=True)
        write_log(editions, action, self.user, self.now, {"batch": self.batch.pk, "file": self.batch.file_name})
        self.written += editions


def _free_addresses(drafts: list[Draft]) -> Iterable[str]:
    """The code where there is one; else the agency's slug and the next number, never one that was given before."""
    last = Benchmark.objects.aggregate(last=Max("pk"))["last"] or 0
    numbers = count(last + 1)
    slugs = dict(Agency.objects.values_list("pk", "slug"))
    wanted = [_as_address(draft.row["code"]) for draft in drafts if draft.row["code"]]
    taken: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        taken.update(Benchmark.objects.filter(address__in=wanted[start : start + BATCH]).values_list("address", flat=True))
    for draft in drafts:
        code = draft.row["code"]
        address = _as_address(code) if code else ""
        if not address or address in taken:
            address = f"{slugs[draft.row['agency_id']]}-{next(numbers)}"
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
