"""What a page says, for machines: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.items.citations import Basis
from portal.items.item import Item

#: What could end the data block or begin a comment in it, as JSON escapes.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def data_block(data: dict[str, Any]) -> SafeString:
    """A script element that only holds data; no text in it can end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def structured(item: Item, site_name: str) -> dict[str, Any]:
    """The page, the benchmark it is about, and where it stands on the site."""
    edition, base = item.edition, settings.BASE_URL
    benchmark = edition.benchmark
    agency = {"@type": "GovernmentOrganization", "name": benchmark.agency.name, "url": base + benchmark.agency.get_absolute_url()}
    address = base + benchmark.get_absolute_url()
    about: dict[str, Any] = {
        "@type": "Legislation", "@id": f"{address}#edition", "name": edition.act, "legislationType": "行政处罚裁量权基准",
        "legislationIdentifier": str(benchmark), "inLanguage": "zh-Hans", "legislationPassedBy": agency,
        "legislationLegalForce": "https://schema.org/" + ("NotInForce" if item.is_past or item.is_coming else "InForce"),
        "isBasedOn": list(dict.fromkeys(_places(item.bases))),
    }  # fmt: skip
    if edition.in_force_from:
        about["legislationDateOfApplicability"] = edition.in_force_from.isoformat()
    if edition.instrument and edition.instrument.issued_on:
        about["legislationDate"] = edition.instrument.issued_on.isoformat()
    page = {
        "@type": "WebPage", "@id": address, "name": edition.act, "inLanguage": "zh-Hans", "about": {"@id": about["@id"]}, "publisher": agency,
        "isPartOf": {"@type": "WebSite", "name": site_name, "url": f"{base}/"},
        **({"datePublished": edition.published_at.isoformat()} if edition.published_at else {}),
    }  # fmt: skip
    trail = [("首页", f"{base}/"), ("裁量权基准", f"{base}/benchmarks/"), (str(benchmark), address)]
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": place, "name": name, "item": url} for place, (name, url) in enumerate(trail, 1)],
    }
    return {"@context": "https://schema.org", "@graph": [page, about, crumbs]}


def _places(bases: tuple[Basis, ...]) -> list[str]:
    return [f"《{provision.law.name}》{provision.place}" for basis in bases for provision in basis.provisions]
