"""How the pages write days, sums and counts: 2026年3月1日, 5万元, 2,293."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from enforcement.models import Edition, Law
from portal.figures import field_address
from portal.items.fines import Range, figure
from portal.views.site_map import law_address

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day as people write it, machine-readable beneath. The day of a moment is the city's day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), plain_day(value))


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """The same without markup, for titles and attributes."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def last_day(value: date | None) -> SafeString | str:
    """The last day on which something held, from the first on which it no longer did."""
    return day(date.fromordinal(value.toordinal() - 1)) if value else ""


@register.filter
def thousands(value: int | None) -> str:
    """2293 as 2,293."""
    return "" if value is None else f"{value:,}"


@register.filter
def fine_range(edition: Edition) -> str:
    """The lowest to the highest sum of an edition's tiers; empty where fines are told otherwise."""
    if edition.fine_max is None:
        return ""
    return Range("fine", "", "", "", "yuan", edition.fine_min, edition.fine_max).text


@register.filter
def money(value: Decimal) -> SafeString:
    """A sum, the exact figure at hand."""
    return format_html('<data value="{}">{}</data>', value, figure(value))


@register.filter
def law_url(law: Law) -> str:
    """The address of a law's page."""
    return law_address(law)


@register.filter
def field_url(name: str) -> str:
    """The address of a field of enforcement."""
    return field_address(name)
