"""What must follow when an editor saves or publishes one record."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import published, unpublished

from enforcement.models import (
    Agency,
    AgencyName,
    BatchItem,
    Edition,
    Instrument,
    Law,
    LeniencyLink,
    LeniencyVersion,
    LeniencyWording,
    TierAmount,
)
from enforcement.models.leniency import settle_versions
from enforcement.penalties.derive import describe, write_amounts
from enforcement.signals import records_changed
from enforcement.timeline import settle


@receiver(published, sender=Edition)
@transaction.atomic
def edition_published(sender: type[Edition], instance: Edition, **_: Any) -> None:
    """Derives what stands beside the text, settles the timeline, tells the floors above."""
    tiers, citations = list(instance.tiers.all()), list(instance.citations.select_related("law"))
    describe(instance, tiers, citations, {citation.law_id: citation.law.name for citation in citations})
    TierAmount.objects.filter(tier__in=tiers).delete()  # by the index; PostgreSQL may read both tables for a join it has no statistics of
    for tier in tiers:
        type(tier).objects.filter(pk=tier.pk).update(code=tier.code, rank=tier.rank)
    write_amounts(tiers)
    if instance.published_at is None:
        instance.published_at = timezone.now()
    derived = ("match_key", "content_hash", "tier_count", "fine_min", "fine_max", "published_at")
    Edition.objects.filter(pk=instance.pk).update(**{name: getattr(instance, name) for name in derived})
    announce_editions(instance)


@receiver(pre_delete, sender=Edition)
def edition_is_named(sender: type[Edition], instance: Edition, **_: Any) -> None:
    """What a batch wrote or compared with is evidence: its items name it by its key only, so the database cannot keep it."""
    naming = BatchItem.objects.filter(batch__kind="benchmark", record_key=instance.pk)
    if naming.exists():
        raise ProtectedError("批次中的事项指向该版本。", set(naming))


@receiver(unpublished, sender=Edition)
@receiver(post_delete, sender=Edition)
@transaction.atomic
def edition_gone(sender: type[Edition], instance: Edition, **_: Any) -> None:
    """Taken back by an editor, or a draft deleted: the edition before holds on."""
    announce_editions(instance)


def announce_editions(instance: Edition) -> None:
    """Settles a benchmark's line and names every edition of it as changed: their ends may have moved."""
    settle([instance.benchmark_id])
    keys = set(Edition.objects.filter(benchmark_id=instance.benchmark_id).values_list("pk", flat=True))
    records_changed.send(Edition, kind="benchmark", keys=sorted(keys | ({instance.pk} if instance.pk else set())))


@receiver(post_save, sender=Agency)
def agency_saved(sender: type[Agency], instance: Agency, raw: bool = False, **_: Any) -> None:
    """An agency's names stand in its benchmarks' documents, and its place in the tree in those of all below it."""
    if not raw:
        announce_agency(instance)


@receiver(post_save, sender=AgencyName)
@receiver(post_delete, sender=AgencyName)
def agency_named(sender: type[AgencyName], instance: AgencyName, raw: bool = False, **_: Any) -> None:
    if not raw:
        announce_agency(instance.agency)


def announce_agency(agency: Agency) -> None:
    """Names the agency and every edition of it and of those below it as changed."""
    records_changed.send(Agency, kind="agency", keys=[agency.pk])
    keys = list(Edition.objects.approved().filter(benchmark__agency__in=agency.subtree_ids()).values_list("pk", flat=True))
    records_changed.send(Edition, kind="benchmark", keys=keys)
    announce_wordings(LeniencyWording.objects.filter(agency__in=agency.subtree_ids()))


def announce_wordings(wordings: QuerySet[LeniencyWording]) -> None:
    """Names matters of leniency lists as changed."""
    records_changed.send(LeniencyWording, kind="leniency", keys=list(wordings.values_list("pk", flat=True).distinct()))


@receiver(post_save, sender=LeniencyLink)
def link_saved(sender: type[LeniencyLink], instance: LeniencyLink, raw: bool = False, **_: Any) -> None:
    """A link stands on the pages of the matter and of the benchmark."""
    if not raw:
        announce_wordings(LeniencyWording.objects.filter(matter=instance.matter_id))


@receiver(post_save, sender=Instrument)
def instrument_saved(sender: type[Instrument], instance: Instrument, created: bool, raw: bool = False, **_: Any) -> None:
    """The end of an instrument's validity ends what it issued."""
    if not raw and not created:
        settle(Edition.objects.filter(instrument=instance).values_list("benchmark_id", flat=True))
        moved = settle_versions(set(LeniencyVersion.objects.filter(instrument=instance).values_list("list_id", flat=True)))
        announce_wordings(LeniencyWording.objects.filter(version__in=moved))
        keys = list(Edition.objects.approved().filter(instrument=instance).values_list("pk", flat=True))
        records_changed.send(Edition, kind="benchmark", keys=keys)


@receiver(post_save, sender=Law)
def law_saved(sender: type[Law], instance: Law, created: bool, raw: bool = False, **_: Any) -> None:
    if raw:
        return
    records_changed.send(Law, kind="law", keys=[instance.pk])
    if not created:
        announce_wordings(LeniencyWording.objects.filter(citations__law=instance))
        keys = list(Edition.objects.approved().filter(citations__law=instance).values_list("pk", flat=True).distinct())
        records_changed.send(Edition, kind="benchmark", keys=keys)
