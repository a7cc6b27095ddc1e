"""Writes the reviewed lists of a batch: a version each, with its matters, their provisions and the benchmarks they meet."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from enforcement.bulk import insert_many, reserve_keys, update_many
from enforcement.imports.importer import Outcome
from enforcement.imports.leniency.compare import KIND, judge
from enforcement.imports.leniency.links import link_matters
from enforcement.imports.leniency.standing import StandingList, act_key, find_list, list_hash, matter_hash
from enforcement.imports.names import LawNames
from enforcement.imports.options import ImportOptions
from enforcement.imports.register import register_agencies, register_laws
from enforcement.imports.rows import Row
from enforcement.models import (
    Agency,
    BatchItem,
    ImportBatch,
    Instrument,
    LeniencyCitation,
    LeniencyList,
    LeniencyMatter,
    LeniencyVersion,
    LeniencyWording,
)
from enforcement.models.leniency import settle_versions

Action = BatchItem.Action
WRITING = (Action.CREATE, Action.CHANGE, Action.CORRECT)
OUTDATED = "审核期间清单被修改，请重新导入"


def publish(batch: ImportBatch, options: ImportOptions, user: User | None, now: datetime) -> Outcome:
    """Writes what was reviewed; see ``Importer.publish``."""
    today = timezone.localdate(now)
    items = list(batch.items.filter(action__in=WRITING).order_by("pk"))
    rows = [item.payload for item in items]
    register_agencies([*(row for row in rows if row["agency"]), *(matter for row in rows for matter in row["matters"])])
    laws = register_laws([matter for row in rows for matter in row["matters"]])
    for place in (place for row in rows for matter in row["matters"] for place in matter["citations"]):
        law = laws.find(place[1])
        place[1] = law.name if law else place[1]
    versions = [version for item in items if (version := _write(item, batch, options, today, now, laws))]
    update_many(items, ("action", "held_because", "agency", "record_key", "identity_key", "payload"))
    written = {version.pk for version in versions}
    moved = settle_versions({version.list_id for version in versions}) | {version.pk for version in versions} | _mended(written)
    link_matters(LeniencyMatter.objects.filter(wordings__version__in=written).distinct())
    keys = set(LeniencyWording.objects.filter(version__in=moved).values_list("pk", flat=True))
    return Outcome({KIND: keys}, {"published": len(versions), "ended": 0})


def _mended(written: set[int]) -> set[int]:
    return set(LeniencyVersion.objects.filter(mended_by__in=written).values_list("pk", flat=True))


def _write(item: BatchItem, batch: ImportBatch, options: ImportOptions, today: date, now: datetime, laws: LawNames) -> LeniencyVersion | None:
    """The version of one list; None when the record has moved on since the review."""
    row = item.payload
    known, _ = find_list(row)
    if known:
        known = LeniencyList.objects.select_for_update(no_key=True).get(pk=known.pk)
    standing = StandingList(known) if known else None
    begins = date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else today
    action, because, base = judge(row, standing, begins, correction=options.correction)
    if (action, base.pk if base else None) != (item.action, item.record_key):
        item.action, item.held_because = (Action.SAME, "") if action == Action.SAME else (Action.HELD, because or OUTDATED)
        return None
    of = known or _make_list(row)
    row["base"] = base.pk if base else None
    version = LeniencyVersion(
        list=of, title=row["title"], instrument_id=_instrument(row, of, begins) or (base.instrument_id if base and action == Action.CORRECT else None),
        in_force_from=base.in_force_from if base and action == Action.CORRECT else begins, published_at=now, batch=batch,
        content_hash=list_hash([matter_hash(matter) for matter in row["matters"]]),
    )  # fmt: skip
    if base and action == Action.CORRECT:
        # The day may have one version only: the old one steps aside first.
        (key,) = reserve_keys(LeniencyVersion, 1)
        version.pk = key
        _step_aside(base, version)
    else:
        version.save()
    _write_matters(version, row["matters"], standing, laws)
    item.identity_key, item.record_key, item.agency_id = of.pk, version.pk, of.agency_id
    return version


def _step_aside(base: LeniencyVersion, version: LeniencyVersion) -> None:
    """The corrected text takes the place of the old one, which keeps its content."""
    day = version.in_force_from
    version.in_force_from = date.max  # nobody's day, until the old one has left its own
    version.save(force_insert=True)
    LeniencyVersion.objects.filter(pk=base.pk).update(mended_by=version)
    version.in_force_from = day
    version.save(update_fields=["in_force_from"])


def _make_list(row: Row) -> LeniencyList:
    slug = row["kind"].replace("_", "-")
    agency = Agency.objects.get(pk=row["agency_id"]) if row["agency_id"] else None
    base = f"{agency.slug}-{slug}" if agency else slug
    taken = set(LeniencyList.objects.filter(address__startswith=base).values_list("address", flat=True))
    address = next(name for name in (base, *(f"{base}-{number}" for number in count(2))) if name not in taken) if base in taken else base
    return LeniencyList.objects.create(kind=row["kind"], agency=agency, name=row["name"], address=address[:80])


def _instrument(row: Row, of: LeniencyList, begins: date) -> int | None:
    """The document chosen at upload, else the one whose number stands in the title, registered where it is unknown."""
    if row["instrument"] or not row["document_no"]:
        chosen: int | None = row["instrument"]
        return chosen
    made, _ = Instrument.objects.get_or_create(
        document_no=row["document_no"][:80], defaults={"title": row["title"], "issuer_id": of.agency_id, "in_force_from": begins}
    )
    return made.pk


def _write_matters(version: LeniencyVersion, rows: list[Row], standing: StandingList | None, laws: LawNames) -> None:
    of = version.list
    known = standing.matters(rows) if standing else [None] * len(rows)
    new = [row for row, pk in zip(rows, known, strict=True) if pk is None]
    keys = reserve_keys(LeniencyMatter, len(new))
    made = [LeniencyMatter(pk=key, list=of, code=row["code"], address=f"{of.address}-{_number(key, row)}"[:120]) for row, key in zip(new, keys, strict=True)]
    insert_many(made)
    fresh = iter(made)
    matters = [pk or next(fresh).pk for pk in known]
    wordings = [
        LeniencyWording(
            pk=key, version=version, matter_id=matter, order=order, agency_id=row["agency_id"], match_key=act_key(row),
            content_hash=matter_hash(row), **{name: row[name] for name in LeniencyWording.TEXTS},
        )
        for order, (row, matter, key) in enumerate(zip(rows, matters, reserve_keys(LeniencyWording, len(rows)), strict=True))
    ]  # fmt: skip
    insert_many(wordings)
    cited = [(wording, order, place) for wording, row in zip(wordings, rows, strict=True) for order, place in enumerate(row["citations"])]
    insert_many([_citation(wording, order, place, laws) for wording, order, place in cited])


def _number(key: int, row: Row) -> str:
    """The end of a matter's address: its code where it has one that an address can hold, else its key."""
    code = "".join(sign for sign in row["code"] if sign.isalnum() or sign in "-_.")
    return code if code and code == row["code"] and not code.isdigit() else str(key)


def _citation(wording: LeniencyWording, order: int, place: list[Any], laws: LawNames) -> LeniencyCitation:
    role, law, article, sub, paragraph, item = place
    found = laws.find(str(law))
    if found is None:
        raise LookupError(f"law {law!r} was not registered before writing")
    return LeniencyCitation(wording_id=wording.pk, order=order, role=role, law_id=found.pk, article=article, sub_article=sub, paragraph=paragraph, item=item)
