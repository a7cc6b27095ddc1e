"""From keys to results: the records behind them, as the public may see them now."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone
from wagtail.models import Page

from enforcement.models import Agency, Edition, Law, LeniencyVersion, LeniencyWording, Record
from enforcement.models.edition import EditionQuerySet
from enforcement.models.leniency import VersionQuerySet
from enforcement.suspensions import suspension_of
from search.documents.page import text_of
from search.highlight import best_excerpt, excerpt, mark
from search.kept_records import kept_records
from search.query import SearchQuery
from search.reading import listed_editions, read_editions
from search.results import Result


def load_benchmarks(keys: list[int], query: SearchQuery, words: tuple[str, ...]) -> dict[int, Result]:
    """Editions of the status asked about, with their tiers: a fixed number of queries, however many."""
    wanted = _of_status(query).filter(pk__in=keys)
    editions = read_editions(wanted) if query.amounts else listed_editions(wanted)
    on, suspensions = query.on or timezone.localdate(), kept_records().suspensions
    return {edition.pk: replace(_benchmark(edition, query, words), suspension=suspension_of(edition, on, suspensions)) for edition in editions}


def _of_status(query: SearchQuery) -> EditionQuerySet:
    """Editions that the public may see now, and that on the day asked about are in force, coming, or over."""
    on = query.on or timezone.localdate()
    match query.status:
        case "coming":
            return Edition.objects.public(timezone.now()).filter(in_force_from__gt=on)
        case "past":
            return Edition.objects.public(timezone.now()).filter(in_force_until__lte=on)
        case _:
            return Edition.objects.visible(on)


def load_leniency(keys: list[int], query: SearchQuery, words: tuple[str, ...]) -> dict[int, Result]:
    """Matters of leniency lists as the version of the status asked about has them."""
    wordings = LeniencyWording.objects.filter(pk__in=keys, version__in=_versions_of_status(query))
    found = {}
    for wording in wordings.select_related("version__list__agency", "matter", "agency").prefetch_related("citations__law"):
        version = wording.version
        on = version.in_force_from if query.status != "current" else query.on
        address = wording.get_absolute_url() + (f"?on={on.isoformat()}" if on else "")
        pieces = [f"{name}：{text}" for name, text in (("适用条件", wording.conditions), ("依据", wording.basis_text), ("备注", wording.remark)) if text]
        code = wording.matter.code or wording.matter.address
        found[wording.pk] = Result("leniency", code, wording.act, address, wording, mark(wording.act, words), best_excerpt(pieces or [str(version.list)], words))
    return found


def _versions_of_status(query: SearchQuery) -> VersionQuerySet:
    on = query.on or timezone.localdate()
    match query.status:
        case "coming":
            return LeniencyVersion.objects.public(timezone.now()).filter(in_force_from__gt=on)
        case "past":
            return LeniencyVersion.objects.public(timezone.now()).filter(in_force_until__lte=on)
        case _:
            return LeniencyVersion.objects.visible(on)


def load_records(keys: list[int], query: SearchQuery, words: tuple[str, ...]) -> dict[int, Result]:
    """Decisions that the public may see now, made by the day asked about; none is coming or past."""
    if query.status != "current":
        return {}
    records = Record.objects.visible(timezone.now()).filter(pk__in=keys, decided_on__lte=query.on or timezone.localdate()).select_related("agency")
    if query.bulk:
        records = records.of_organisations()
    found = {}
    for record in records:
        pieces = [f"{name}：{text}" for name, text in (("事实", record.facts), ("决定", record.content), ("依据", record.basis_text)) if text]
        found[record.pk] = Result(
            record.kind, record.number, record.act, record.get_absolute_url(), record, mark(record.act, words), best_excerpt(pieces or [record.act], words)
        )  # fmt: skip
    return found


def load_agencies(keys: list[int], query: SearchQuery, words: tuple[str, ...]) -> dict[int, Result]:
    agencies = Agency.objects.filter(pk__in=keys, abolished_on__isnull=True)
    return {
        agency.pk: Result("agency", agency.slug, agency.name, agency.get_absolute_url(), agency, mark(agency.name, words), excerpt(agency.duty, words))
        for agency in agencies
    }


def load_laws(keys: list[int], query: SearchQuery, words: tuple[str, ...]) -> dict[int, Result]:
    return {
        law.pk: Result("law", law.slug, law.display_name, law.get_absolute_url(), law, mark(law.display_name, words), mark(law.issuer, words))
        for law in Law.objects.filter(pk__in=keys)
    }


def load_pages(keys: list[int], query: SearchQuery, words: tuple[str, ...]) -> dict[int, Result]:
    pages = Page.objects.live().public().filter(pk__in=keys).specific()
    return {
        page.pk: Result("page", page.slug, page.title, page.get_url() or "/", page, mark(page.title, words), excerpt(text_of(page), words))
        for page in pages
    }


def _benchmark(edition: Edition, query: SearchQuery, words: tuple[str, ...]) -> Result:
    benchmark = edition.benchmark
    on = edition.in_force_from if query.status != "current" else query.on
    address = benchmark.get_absolute_url() + (f"?on={on.isoformat()}" if on else "")
    pieces = [f"{tier.label}：" + "，".join(filter(None, (tier.circumstance, tier.standard))) for tier in edition.tiers.all()]
    pieces += [f"{name}：{text}" for name, text in (("法定处罚", edition.statutory_penalty), ("依据", edition.basis_text), ("备注", edition.remark)) if text]
    return Result(
        "benchmark", benchmark.code or benchmark.address, edition.act, address, edition, mark(edition.act, words), best_excerpt(pieces, words)
    )
