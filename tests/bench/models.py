"""The references: a flat row for a stock import, a bare page for a stock site."""

from django.db import models
from wagtail.models import Page


class BarePage(Page):
    """The least that Wagtail serves: a title and a text."""

    text = models.TextField(blank=True)
    template = "bench/bare_page.html"

    class Meta:
        app_label = "bench"


class FlatTier(models.Model):
    """What people import with import-export as it comes: one row a tier."""

    code = models.CharField(max_length=60)
    agency = models.CharField(max_length=120)
    act = models.TextField()
    basis = models.TextField()
    label = models.CharField(max_length=60)
    circumstance = models.TextField()
    standard = models.TextField()

    class Meta:
        app_label = "bench"
        indexes = [models.Index(fields=["code", "label"])]

    def __str__(self) -> str:
        return self.code
