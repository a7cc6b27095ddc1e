"""Discretion tiers: original label, rank, circumstance, standard, and what the standard comes to."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from enforcement.models.edition import Edition


class Tier(Orderable):
    """One tier (裁量阶次). The text is authoritative; ``amounts`` stand beside it.

    ``label`` is the wording of the document; ``code`` the portal's vocabulary
    where the label is known (``slight`` … ``very_grave``), ``rank`` the place
    from the lightest, 1, upwards. That a tier has a standard is asked at
    publication (``enforcement.timeline``): a draft may be unfinished.
    """

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="tiers")
    label = models.CharField("裁量阶次", max_length=60)
    code = models.CharField(max_length=20, blank=True, editable=False)
    rank = models.PositiveSmallIntegerField(default=0, editable=False)
    circumstance = models.TextField("适用条件", blank=True)
    standard = models.TextField("具体标准")

    class Meta(Orderable.Meta):
        verbose_name = "裁量阶次"
        verbose_name_plural = "裁量阶次"

    def __str__(self) -> str:
        return self.label


class TierAmount(models.Model):
    """One range that a tier's standard names, parsed.

    Money is in yuan; ``unit`` says otherwise (times or percent of ``base``,
    days, months). ``minimum`` None is no lower end, ``maximum`` None no upper.
    """

    class Sanction(models.TextChoices):
        FINE = "fine", "罚款"
        DETENTION = "detention", "拘留"
        SUSPENSION = "suspension", "暂扣或者停业"
        BAN = "ban", "限制从业"
        POINTS = "points", "记分"

    class Unit(models.TextChoices):
        YUAN = "yuan", "元"
        TIMES = "times", "倍"
        PERCENT = "percent", "%"
        DAY = "day", "日"
        MONTH = "month", "月"
        YEAR = "year", "年"
        POINTS = "points", "分"

    tier = models.ForeignKey(Tier, on_delete=models.CASCADE, related_name="amounts")
    sanction = models.CharField("种类", max_length=12, choices=Sanction, default=Sanction.FINE)
    condition = models.CharField("条件", max_length=120, blank=True)
    base = models.CharField("基数", max_length=60, blank=True)
    per = models.CharField("每", max_length=20, blank=True)
    subject = models.CharField("对象", max_length=60, blank=True)
    unit = models.CharField("单位", max_length=10, choices=Unit)
    minimum = models.DecimalField("下限", max_digits=16, decimal_places=4, null=True)
    maximum = models.DecimalField("上限", max_digits=16, decimal_places=4, null=True)
    min_inclusive = models.BooleanField("含下限", default=True)
    max_inclusive = models.BooleanField("含上限", default=True)

    class Meta:
        verbose_name = "裁量幅度"
        verbose_name_plural = "裁量幅度"
        constraints = [
            models.CheckConstraint(condition=Q(minimum__isnull=False) | Q(maximum__isnull=False), name="amount_has_an_end"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")), name="amount_rises"
            ),
            models.CheckConstraint(condition=Q(unit__in=["yuan", "times", "percent", "day", "month", "year", "points"]), name="amount_unit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.minimum or ''}—{self.maximum or ''}{self.get_unit_display()}"
