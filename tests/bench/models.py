"""The references: a flat row for a stock import, a bare page for a stock site."""

from django.db import models
from wagtail.models import Page
from wagtail.search import index


class BarePage(Page):
    """The least that Wagtail serves: a title and a text."""

    text = models.TextField(blank=True)
    template = "bench/bare_page.html"

    class Meta:
        app_label = "bench"


class TierRow(models.Model):
    """One row a tier: what people flatten their lists to."""

    code = models.CharField(max_length=60)
    agency = models.CharField(max_length=120)
    act = models.TextField()
    basis = models.TextField()
    label = models.CharField(max_length=60)
    circumstance = models.TextField()
    standard = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


class FlatTier(TierRow):
    """What people import with import-export as it comes."""

    class Meta:
        app_label = "bench"
        indexes = [models.Index(fields=["code", "label"])]


class SearchableTier(index.Indexed, TierRow):
    """The same on a site that lets people find the rows: Wagtail's own index, told at each save."""

    search_fields = [index.SearchField("act"), index.SearchField("circumstance"), index.SearchField("standard"), index.SearchField("basis")]

    class Meta:
        app_label = "bench"
        indexes = [models.Index(fields=["code", "label"])]
