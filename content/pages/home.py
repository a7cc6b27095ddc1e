"""The first page: one question, answered by the search box."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from content.blocks import TEXT_FEATURES


class HomePage(Page):
    """Introduces and links; every figure on it is counted, never typed."""

    introduction = RichTextField("导语", blank=True, features=["bold", "link"])
    notice = RichTextField("公告", blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("notice")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.ColumnPage", "content.ArticlePage"]
    max_count_per_parent = 1
    template = "portal/home.html"

    class Meta:
        verbose_name = "首页"
        verbose_name_plural = "首页"
