"""One benchmark as JSON shows it: the same object in downloads and in the API. Public columns only.

What is not named here is not given out: an allow-list, never a dump of the model.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from enforcement.models import Edition, EditionCitation, LeniencyWording, Suspension, Tier
from enforcement.notation.citations import Citation, format_citation
from search.renderers.amounts import as_record, number
from search.renderers.decision import DECISIONS, decision_record
from search.results import Result

BENCHMARK = "benchmark"
LENIENCY = "leniency"


def benchmark_record(edition: Edition, on: date, url: str, suspension: Suspension | None = None) -> dict[str, Any]:
    """The edition with its tiers and provisions; ``on`` is the day asked about, ``url`` its page. Reads what is prefetched."""
    benchmark, instrument = edition.benchmark, edition.instrument
    return {
        "kind": BENCHMARK,
        "address": benchmark.address,
        "code": benchmark.code,
        "url": absolute(url),
        "act": edition.act,
        "action_type": benchmark.action_type,
        "agency": {"slug": benchmark.agency.slug, "name": benchmark.agency.name},
        "domain": edition.domain,
        "laws": [citation_record(row) for row in edition.citations.all()],
        "statutory_penalty": edition.statutory_penalty,
        "tiers": [_tier(tier) for tier in edition.tiers.all()],
        "fine_min": number(edition.fine_min),
        "fine_max": number(edition.fine_max),
        "instrument": {"title": instrument.title, "document_no": instrument.document_no} if instrument else None,
        "in_force_from": edition.in_force_from,
        "in_force_until": edition.in_force_until,
        "suspension": suspension_record(suspension),
        "published_at": edition.published_at,
        "as_of": on,
    }


def other_record(result: Result, on: date) -> dict[str, Any]:
    """Something else that a search found: what every kind has."""
    return {"kind": result.kind, "code": result.code, "name": result.title, "url": absolute(result.url), "as_of": on}


def leniency_record(wording: LeniencyWording, on: date, url: str) -> dict[str, Any]:
    """A matter of a leniency list. ``effect`` tells must from may; ``discretionary`` says that the agency may decide otherwise."""
    version, effect = wording.version, wording.effect
    return {
        "kind": LENIENCY, "address": wording.matter.address, "code": wording.matter.code, "url": absolute(url), "act": wording.act,
        "list": {"address": version.list.address, "name": str(version.list), "kind": version.list.kind},
        "effect": effect.value, "effect_label": effect.label, "discretionary": effect.discretionary,
        "agency": {"slug": wording.agency.slug, "name": wording.agency.name}, "domain": wording.domain, "conditions": wording.conditions,
        "basis": [str(citation) for citation in wording.citations.all()], "follow_up": wording.follow_up, "remark": wording.remark,
        "in_force_from": version.in_force_from, "in_force_until": version.in_force_until, "as_of": on,
    }  # fmt: skip


def record_of(result: Result, on: date) -> dict[str, Any]:
    """A result of any kind."""
    if result.kind == LENIENCY:
        return leniency_record(result.record, on, result.url)
    if result.kind in DECISIONS:
        return decision_record(result.record, on, absolute(result.url))
    return benchmark_record(result.record, on, result.url, result.suspension) if result.kind == BENCHMARK else other_record(result, on)


def citation_record(citation: EditionCitation) -> dict[str, Any]:
    """A provision; ``text`` is as lawyers write it, 《价格法》第四十二条."""
    law = citation.law
    place = Citation(law.display_name, citation.article, citation.sub_article or None, citation.paragraph or None, citation.item or None)
    return {
        "role": citation.role, "law": law.name, "slug": law.slug, "article": citation.article, "sub_article": citation.sub_article,
        "paragraph": citation.paragraph, "item": citation.item, "text": format_citation(place),
    }  # fmt: skip


def suspension_record(suspension: Suspension | None) -> dict[str, Any] | None:
    """Since when, why and by which document it is not applied (暂停适用)."""
    if suspension is None:
        return None
    return {
        "begins": suspension.begins, "until": suspension.until, "ground": suspension.ground,
        "instrument": {"title": suspension.instrument.title, "document_no": suspension.instrument.document_no},
    }  # fmt: skip


def absolute(path: str) -> str:
    """An address under BASE_URL."""
    return f"{settings.BASE_URL}{path}"


def json_default(value: object) -> str:
    """Days and moments for ``json.dumps``; moments in the city's time."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not JSON")


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "rank": tier.rank, "label": tier.label, "circumstance": tier.circumstance, "standard": tier.standard,
        "amounts": [as_record(amount) for amount in tier.amounts.all()],
    }  # fmt: skip
