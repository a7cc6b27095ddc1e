"""A column (栏目): what the standard site map of a government site is made of."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class ColumnPage(Page):
    """Lists its articles and columns, newest first."""

    class Kind(models.TextChoices):
        """``ColumnType`` of the government meta tags (国办发〔2017〕47号)."""

        PRE_DISCLOSURE = "pre_disclosure", "事前公开"
        ONSITE_DISCLOSURE = "onsite_disclosure", "事中公示"
        RESULT_DISCLOSURE = "result_disclosure", "事后公开"
        POLICY = "policy", "政策文件"
        NOTICE = "notice", "通知公告"
        OTHER = "other", "其他"

    description = models.CharField("栏目说明", max_length=300, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    kind = models.CharField("栏目类型", max_length=20, choices=Kind, default=Kind.OTHER)

    content_panels = [*Page.content_panels, FieldPanel("description"), FieldPanel("keywords"), FieldPanel("kind")]
    parent_page_types = ["content.HomePage", "content.ColumnPage"]
    subpage_types = ["content.ColumnPage", "content.ArticlePage"]
    template = "portal/column.html"

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def entries(self) -> models.QuerySet[Page]:
        """Live pages below, newest first."""
        return self.get_children().live().public().specific().order_by("-first_published_at")
