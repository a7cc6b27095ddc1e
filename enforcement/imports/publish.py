"""Publishes a reviewed batch: one transaction, or nothing."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from enforcement.bulk import update_many
from enforcement.history import write_log
from enforcement.imports.columns import Row, law_names
from enforcement.imports.names import AgencyNames, LawNames, law_kind
from enforcement.imports.options import ImportOptions
from enforcement.imports.resources import EditionResource
from enforcement.imports.write import EditionWriter
from enforcement.models import Agency, BatchItem, Edition, ImportBatch, Instrument, Law
from enforcement.signals import records_changed
from enforcement.timeline import settle

Action = BatchItem.Action
WRITING = (Action.CREATE, Action.CHANGE, Action.CORRECT)
LOG_END = "enforcement.end"
BATCH = 500


class CannotPublish(Exception):
    """The batch is not in a state to be published; the message is for the officer."""


@transaction.atomic
def publish(batch: ImportBatch, user: AbstractBaseUser | None) -> ImportBatch:
    """Writes what was reviewed, in bulk, with revisions and history, and tells the floors above.

    What changed on record since the review is held and reported, item by
    item; a database error undoes everything. Raises CannotPublish.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != ImportBatch.State.PENDING:
        raise CannotPublish(f"批次{batch.pk}{batch.get_state_display()}，不能发布。")
    options, now = ImportOptions.from_json(batch.options), timezone.now()
    day = timezone.localdate(now)
    items = list(batch.items.filter(action__in=WRITING).order_by("pk"))
    _hold_outdated(items)
    items = [item for item in items if item.action != Action.HELD]
    rows = [item.payload for item in items]
    _name_agencies(rows)
    laws = _register_laws(rows)
    _name_instruments(rows, batch, day)
    for row in rows:
        row["in_force_from"] = row["in_force_from"] or day.isoformat()
    writer = EditionWriter(batch, user, now, laws)
    results = EditionResource(day=day, correction=options.correction, writer=writer).run(rows, dry_run=False)
    for item, result in zip(items, results, strict=True):
        item.edition_id = result.instance.pk
    _point_items(items, writer)
    ended = _end_items(batch, options, user, day)
    _finish(batch, user, writer, ended)
    return batch


def _hold_outdated(items: list[BatchItem]) -> None:
    """Items whose edition has another latest revision than the one compared with: someone was faster."""
    newest = dict(Edition.objects.filter(pk__in=[i.edition_id for i in items if i.edition_id]).values_list("pk", "latest_revision_id"))
    outdated = [item for item in items if item.edition_id and newest.get(item.edition_id) != item.base_revision_id]
    for item in outdated:
        item.action, item.held_because = Action.HELD, "审核期间该事项被修改，不会被覆盖"
    update_many(outdated, ("action", "held_because"))


def _name_agencies(rows: list[Row]) -> None:
    """Makes the agencies that were to be made, and gives every row its agency's key."""
    names = AgencyNames()
    for row in rows:
        if row["agency_id"] is None:
            found = names.find(row["agency"])
            agency = found[0] if found else _make_agency(row["agency"])
            if not found:
                names.add(agency)
            row["agency_id"] = agency.pk


def _make_agency(name: str) -> Agency:
    slug = slugify(name, allow_unicode=True)[:70] or "jigou"
    return Agency.objects.create(name=name[:120], slug=slug if not Agency.objects.filter(slug=slug).exists() else f"{slug}-{Agency.objects.count()}")


def _register_laws(rows: list[Row]) -> LawNames:
    laws = LawNames()
    unknown = [name for name in law_names(rows) if laws.find(name) is None]
    for law in Law.objects.bulk_create(
        [Law(name=name[:200], slug=slugify(name, allow_unicode=True)[:200] or name[:200], kind=law_kind(name)) for name in unknown],
        batch_size=BATCH,
    ):
        laws.add(law)
    return laws


def _name_instruments(rows: list[Row], batch: ImportBatch, day: date) -> None:
    """Finds or registers the document each row comes from; rows without one share a provisional entry."""
    numbers = {row["document_no"]: row for row in rows if row.get("document_no") and not row["instrument"]}
    known = dict(Instrument.objects.filter(document_no__in=numbers).values_list("document_no", "pk"))
    for number, row in numbers.items():
        if number not in known:
            begins = row["in_force_from"] or day.isoformat()
            title = row.get("document_title") or f"{row['agency']}行政处罚裁量权基准"
            made = Instrument.objects.create(title=title[:200], document_no=number[:80], issuer_id=row["agency_id"], in_force_from=begins)
            known[number] = made.pk
    provisional: Instrument | None = None
    for row in rows:
        if not row["instrument"]:
            row["instrument"] = known.get(row.get("document_no") or "")
        if not row["instrument"]:
            provisional = provisional or Instrument.objects.create(title=f"批次{batch.pk}导入的裁量权基准（制定文件待补登）", provisional=True)
            row["instrument"] = provisional.pk


def _point_items(items: list[BatchItem], writer: EditionWriter) -> None:
    """Each batch item to the edition written for it, and to the revision that undo will look for."""
    written = {edition.pk: edition for edition in writer.written}
    for item in items:
        if item.edition_id in written:
            item.benchmark_id = written[item.edition_id].benchmark_id
            item.revision_id = written[item.edition_id].latest_revision_id
    update_many(items, ("edition", "benchmark", "revision"))


def _end_items(batch: ImportBatch, options: ImportOptions, user: AbstractBaseUser | None, day: date) -> list[Edition]:
    """Ends what a full list no longer names, by the instrument chosen."""
    wanted = {item.edition_id: item for item in batch.items.filter(action=Action.END)}
    editions = [e for e in Edition.objects.filter(pk__in=wanted) if e.latest_revision_id == wanted[e.pk].base_revision_id]
    for edition in editions:
        edition.ended_on = options.effective_from or day
        edition.ended_by_id = options.instrument
    update_many(editions, ("ended_on", "ended_by"))
    write_log(editions, LOG_END, user, timezone.now(), {"batch": batch.pk})
    return editions


def _finish(batch: ImportBatch, user: AbstractBaseUser | None, writer: EditionWriter, ended: list[Edition]) -> None:
    touched = writer.touched | {edition.benchmark_id for edition in ended}
    moved = settle(touched)
    keys = {edition.pk for edition in writer.written} | {edition.pk for edition in ended} | moved
    batch.state, batch.decided_at, batch.decided_by = ImportBatch.State.PUBLISHED, timezone.now(), user
    batch.counts = {**batch.counts, "published": len(writer.written), "ended": len(ended)}
    batch.save(update_fields=["state", "decided_at", "decided_by", "counts"])
    records_changed.send(ImportBatch, kind="benchmark", keys=sorted(keys))
