"""An article: an explanation, a notice, a guide."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content.blocks import BodyBlock


class ArticlePage(Page):
    """Text with its source and author, as the government meta tags ask for them."""

    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)
    source = models.CharField("来源", max_length=100, blank=True)
    author = models.CharField("作者", max_length=60, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("source"), FieldPanel("author"), FieldPanel("keywords")]
    parent_page_types = ["content.HomePage", "content.ColumnPage"]
    subpage_types: list[str] = []
    template = "portal/article.html"

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"
