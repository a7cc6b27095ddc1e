"""Puts on record what a file names and the record does not know: agencies, laws, documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import slugify

from enforcement.bulk import insert_many, reserve_keys
from enforcement.imports.names import AgencyNames, LawNames, law_kind
from enforcement.imports.rows import Row, law_names
from enforcement.models import Agency, BatchItem, ImportBatch, Instrument, Law
from enforcement.signals import records_changed

#: Longest slug before a number is put behind it.
SLUG_LENGTH = 70


def register_agencies(rows: list[Row]) -> None:
    """Makes the agencies that were to be made, and gives every row its agency's key."""
    names = AgencyNames()
    unknown = list(dict.fromkeys(row["agency"] for row in rows if row["agency_id"] is None and not names.find(row["agency"])))
    slugs = _free_slugs(unknown, set(Agency.objects.values_list("slug", flat=True)))
    made = [
        Agency(pk=key, name=name[:120], slug=slug)
        for name, slug, key in zip(unknown, slugs, reserve_keys(Agency, len(unknown)), strict=True)
    ]
    insert_many(made)
    for agency in made:
        names.add(agency)
    if made:
        records_changed.send(Agency, kind="agency", keys=[agency.pk for agency in made])
    for row in rows:
        if row["agency_id"] is None:
            row["agency_id"] = names.find(row["agency"])[0].pk


def register_laws(rows: list[Row]) -> LawNames:
    """Registers what the record does not know; a law named with and without the State's name is one law."""
    laws = LawNames()
    longest: dict[str, str] = {}
    for name in law_names(rows):
        if laws.find(name) is None:
            key = laws.key(name)
            longest[key] = max(longest.get(key, ""), name, key=len)
    unknown = list(longest.values())
    slugs = _free_slugs(unknown, set(Law.objects.values_list("slug", flat=True)))
    made = [
        Law(pk=key, name=name, slug=slug, kind=law_kind(name))
        for name, slug, key in zip(unknown, slugs, reserve_keys(Law, len(unknown)), strict=True)
    ]
    insert_many(made)
    for law in made:
        laws.add(law)
    if made:
        records_changed.send(Law, kind="law", keys=[law.pk for law in made])
    return laws


def name_instruments(rows: list[Row], batch: ImportBatch, day: date) -> None:
    """Finds or registers the document each row comes from; new editions without one share a provisional entry."""
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
        row["made_by"] = row["instrument"] or known.get(row.get("document_no") or "")
        if not row["made_by"] and row["reviewed"][0] != BatchItem.Action.CORRECT:  # a correction keeps the document there is
            provisional = provisional or Instrument.objects.create(title=f"批次{batch.pk}导入的裁量权基准（制定文件待补登）", provisional=True)
            row["made_by"] = provisional.pk


def _free_slugs(names: Iterable[str], taken: set[str]) -> list[str]:
    """An address for each name, with a number behind it where another has it already."""
    found = []
    for name in names:
        slug = base = slugify(name, allow_unicode=True)[:SLUG_LENGTH] or "n"
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        found.append(slug)
    return found
