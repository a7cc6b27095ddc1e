"""暂停适用: a benchmark that rests for a while, though nobody changed or ended it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.models import RevisionMixin

from enforcement.models.benchmark import Benchmark
from enforcement.models.instrument import Instrument
from enforcement.models.law import Law


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    """Questions of time."""

    def on(self, day: date) -> SuspensionQuerySet:
        """Those that hold on this day, as far as they know; an edition that begins later is not touched by them."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), begins__lte=day)

    def of(self, benchmark_ids: Iterable[int]) -> SuspensionQuerySet:
        """Those of these items that ever held."""
        return self.filter(benchmark__in=benchmark_ids).exclude(until=F("begins"))


class Suspension(RevisionMixin, models.Model):
    """A fact of its own beside the editions, not an edit of their text (decision 0017).

    It holds from ``begins`` until the day before ``until``, for editions that
    were in force when it began: the next edition is the adjustment that it
    waited for. Lifted by ``until``; one that was entered by mistake ends on
    the day it begins, and has never held. Never deleted.
    """

    benchmark = models.ForeignKey(Benchmark, verbose_name="事项", on_delete=models.PROTECT, related_name="suspensions")
    begins = models.DateField("暂停适用自")
    until = models.DateField("恢复适用自", null=True, blank=True, help_text="首个恢复适用之日；录入有误的，填写与“暂停适用自”相同的日期，视为没有暂停。")
    ground = models.CharField("原因", max_length=300, help_text="公众看到的原因，例如“所依据的《大气污染防治法》已由《生态环境法典》替代，正在调整”。")
    law = models.ForeignKey(Law, verbose_name="有关法律", null=True, blank=True, on_delete=models.PROTECT, related_name="suspensions")
    instrument = models.ForeignKey(Instrument, verbose_name="暂停文件", on_delete=models.PROTECT, related_name="suspensions", help_text="决定暂停适用的文件。")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = "暂停适用"
        verbose_name_plural = "暂停适用"
        ordering = ["-begins", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["benchmark"], condition=Q(until__isnull=True), name="suspension_open_once"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("begins")), name="suspension_lifted_after_it_begins"),
            models.CheckConstraint(condition=~Q(ground=""), name="suspension_has_a_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.benchmark}自{self.begins:%Y-%m-%d}起暂停适用"

    def holds(self, day: date) -> bool:
        """``SuspensionQuerySet.on`` for one already read."""
        return self.begins <= day and (self.until is None or self.until > day)

    def touches(self, in_force_from: date | None, day: date) -> bool:
        """Whether an edition that began on ``in_force_from`` rests on this day."""
        return self.holds(day) and in_force_from is not None and in_force_from <= self.begins

    def clean(self) -> None:
        """Refuses two at once of one item."""
        if self.begins and self.until and self.until < self.begins:
            raise ValidationError({"until": "恢复适用日不能早于暂停适用日。"})
        if not self.begins or not self.benchmark_id or self.until == self.begins:
            return
        others = Suspension.objects.of([self.benchmark_id]).exclude(pk=self.pk).filter(Q(until__isnull=True) | Q(until__gt=self.begins))
        if self.until:
            others = others.filter(begins__lt=self.until)
        if other := others.first():
            raise ValidationError({"begins": f"该事项已登记自{other.begins:%Y-%m-%d}起暂停适用，请先填写其恢复适用日。"})
