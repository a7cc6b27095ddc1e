"""The law that is cited: laws, their versions, the names people use, what replaced them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

STATE_PREFIX = "中华人民共和国"


class Law(RevisionMixin, ClusterableModel):
    """A law, regulation or rule, by its full name without the version.

    A law that only an import has named is kept with ``verified`` false until
    an editor has completed it.
    """

    class Kind(models.TextChoices):
        LAW = "law", "法律"
        ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
        LOCAL_REGULATION = "local_regulation", "地方性法规"
        DEPARTMENTAL_RULE = "departmental_rule", "部门规章"
        LOCAL_RULE = "local_rule", "地方政府规章"
        NORMATIVE = "normative_document", "规范性文件"
        UNKNOWN = "unknown", "待核定"

    name = models.CharField("全称", max_length=200, unique=True)
    slug = models.SlugField("地址标识", max_length=200, unique=True, allow_unicode=True)
    short_name = models.CharField("简称", max_length=100, blank=True)
    kind = models.CharField("效力级别", max_length=30, choices=Kind, default=Kind.UNKNOWN)
    issuer = models.CharField("制定机关", max_length=120, blank=True)
    replaced_by = models.ForeignKey("self", verbose_name="被替代", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    replaced_on = models.DateField("失效日期", null=True, blank=True)
    verified = models.BooleanField("已核定", default=False)

    class Meta:
        verbose_name = "法律法规"
        verbose_name_plural = "法律法规"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | (Q(replaced_on__isnull=False) & ~Q(replaced_by=F("id"))),
                name="law_replacement_is_another_and_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The law's public page."""
        return reverse("law", args=[self.slug])

    @property
    def display_name(self) -> str:
        """The name as people say it: without the State's name."""
        return self.name.removeprefix(STATE_PREFIX)

    def replaced(self, on: date) -> bool:
        """Whether the law had lost its force on this day."""
        return self.replaced_on is not None and self.replaced_on <= on


class LawVersion(models.Model):
    """One text of a law, between two amendments."""

    law = ParentalKey(Law, on_delete=models.CASCADE, related_name="versions")
    label = models.CharField("版本", max_length=60, blank=True, help_text="例如“2025年修正”")
    promulgated_on = models.DateField("公布日期", null=True, blank=True)
    in_force_from = models.DateField("施行日期")
    document_no = models.CharField("令号", max_length=100, blank=True)

    class Meta:
        verbose_name = "版本"
        verbose_name_plural = "版本"
        ordering = ["in_force_from"]
        constraints = [models.UniqueConstraint(fields=["law", "in_force_from"], name="law_version_once_a_day")]

    def __str__(self) -> str:
        return self.label or f"{self.in_force_from:%Y-%m-%d} 起施行"


class LawAlias(models.Model):
    """A short or old name: 食安法, 环境保护法 before the Code."""

    law = ParentalKey(Law, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("名称", max_length=120)

    class Meta:
        verbose_name = "别称"
        verbose_name_plural = "别称"
        constraints = [models.UniqueConstraint(fields=["law", "name"], name="law_alias_once")]

    def __str__(self) -> str:
        return self.name
