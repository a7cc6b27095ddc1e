"""Editors' pages: columns and articles that the public may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone
from wagtail.models import Page

from content.pages.article import ArticlePage
from content.pages.column import ColumnPage
from search.documents.base import Document, DocumentSource, day_number, key_of
from search.exact import title_term

KIND = "page"


def public_keys() -> Iterable[int]:
    """Live pages that nobody needs a password for."""
    return Page.objects.live().public().type(ArticlePage, ColumnPage).order_by("pk").values_list("pk", flat=True)


def build(keys: Iterable[int]) -> Iterator[Document]:
    """The documents of these pages, those that the public may not read left out."""
    pages = Page.objects.live().public().type(ArticlePage, ColumnPage).filter(pk__in=list(keys)).order_by("pk").specific()
    for page in pages:
        yield Document(
            key=key_of(KIND, page.pk),
            kind=KIND,
            code=page.slug,
            title=page.title,
            names=getattr(page, "keywords", ""),
            body=text_of(page),
            exact=[title_term(page.title)],
            in_force_from=day_number(timezone.localdate(page.first_published_at)) if page.first_published_at else 0,
        )


def text_of(page: Page) -> str:
    """What a reader of the page reads, without its marks."""
    if isinstance(page, ArticlePage):
        return " ".join(page.body.stream_block.get_searchable_content(page.body))
    return str(getattr(page, "description", ""))


SOURCE = DocumentSource(KIND, build, public_keys)
