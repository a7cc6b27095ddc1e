"""What the pages of editors fetch for themselves: the newest articles, a column's entries by the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.template import Context
from wagtail.models import Page

from content.pages import ArticlePage
from portal.turning import Turning, turning

register = template.Library()
#: Entries on one page of a column.
PAGE_SIZE = 30
#: Articles the first page names.
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Part:
    """The entries on one page, how many there are in all, and the pages around."""

    entries: Sequence[Page]
    total: int
    turning: Turning


@register.simple_tag(takes_context=True)
def part_of(context: Context, entries: QuerySet[Page]) -> Part:
    """The part of a column that the address asks for; the nearest one where it asks for what is not there."""
    request = context["request"]
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    return Part(list(page.object_list), page.paginator.count, turning(request, page))


@register.simple_tag
def newest_articles() -> QuerySet[ArticlePage]:
    """What editors published last."""
    return ArticlePage.objects.live().public().filter(first_published_at__isnull=False).order_by("-first_published_at", "-pk")[:NEWEST]
