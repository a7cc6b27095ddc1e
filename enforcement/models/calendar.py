"""Which days are worked: the State Council's yearly notices on holidays, as editable rows."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, RevisionMixin


class HolidayNotice(RevisionMixin, ClusterableModel):
    """The notice of one year (国务院办公厅关于…年部分节假日安排的通知).

    A year whose notice is not on record is unknown: no period is counted into
    it (``enforcement.workdays.UnknownYear``). It is therefore never deleted.
    """

    year = models.PositiveSmallIntegerField("年份", unique=True)
    document_no = models.CharField("发文字号", max_length=80, help_text="例如“国办发明电〔2025〕7号”。")
    issued_on = models.DateField("印发日期", null=True, blank=True)
    url = models.URLField("原文链接", blank=True)
    note = models.CharField("备注", max_length=300, blank=True)

    class Meta:
        verbose_name = "放假安排"
        verbose_name_plural = "放假安排"
        ordering = ["-year"]
        constraints = [models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="holiday_notice_year_is_one")]

    def __str__(self) -> str:
        return f"{self.year}年（{self.document_no}）"


class HolidaySpan(Orderable):
    """Days on end that the notice names: off work, or worked although a Saturday or Sunday."""

    class Kind(models.TextChoices):
        REST = "rest", "放假"
        WORK = "work", "上班"

    notice = ParentalKey(HolidayNotice, on_delete=models.CASCADE, related_name="spans")
    kind = models.CharField("安排", max_length=4, choices=Kind, default=Kind.REST)
    name = models.CharField("节日", max_length=40, blank=True)
    first_day = models.DateField("第一天")
    last_day = models.DateField("最后一天", help_text="只有一天的，与第一天相同。")

    class Meta(Orderable.Meta):
        verbose_name = "放假或者调休上班的日期"
        verbose_name_plural = "放假或者调休上班的日期"
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="holiday_span_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.name or self.get_kind_display()} {self.first_day:%Y-%m-%d}—{self.last_day:%Y-%m-%d}"

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": "最后一天不能早于第一天。"})

    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first_day + timedelta(days=number) for number in range((self.last_day - self.first_day).days + 1)]
