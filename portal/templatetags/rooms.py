"""What the templates fetch for themselves: the site's identity, the first page's figures, a draft's page."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from content.models import SiteIdentity
from enforcement.models import Edition
from portal.asked_day import AskedDay, asked_day
from portal.bundles import script, style
from portal.first_page import FirstPage, first_page
from portal.items.item import Item, make_draft_item
from portal.publications import PublicationDay, latest
from portal.reference import reference_for

register = template.Library()


@register.simple_tag(takes_context=True)
def site_identity(context: Context) -> SiteIdentity:
    """Who runs the site; an unnamed site before it is set up."""
    return reference_for(context.get("request")).identity


@register.simple_tag
def stylesheet_url() -> str:
    """The joined style under its fingerprint."""
    return reverse("stylesheet", args=[style().digest])


@register.simple_tag
def script_url() -> str:
    """The joined script likewise."""
    return reverse("script", args=[script().digest])


@register.simple_tag(takes_context=True)
def figures(context: Context) -> FirstPage:
    """What the first page counts."""
    return first_page(context["request"])


@register.simple_tag(takes_context=True)
def day_asked(context: Context) -> AskedDay:
    """The day that an editor's page was asked about; other views hand it over themselves."""
    return asked_day(context["request"])


@register.simple_tag
def publication_days() -> list[PublicationDay]:
    """What was published lately."""
    return latest(timezone.now(), days=5)


@register.simple_tag(takes_context=True)
def shown_item(context: Context) -> Item:
    """The page's item; in a preview, that of the draft."""
    item = context.get("item")
    if isinstance(item, Item):
        return item
    edition = context["object"]
    assert isinstance(edition, Edition)
    return make_draft_item(edition)


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """The page's address under BASE_URL, without what does not change its content."""
    request = context.get("request")
    asked = context.get("asked")
    return settings.BASE_URL + (request.path if request else "/") + (asked.address if asked else "")


@register.simple_tag
def base_url() -> str:
    """The site's address."""
    return str(settings.BASE_URL)


@register.simple_tag
def today() -> object:
    """The city's day."""
    return timezone.localdate()
