"""What an officer found when a law changed: this one needs no adjustment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from enforcement.models.law import Law


class LawReview(models.Model):
    """One item looked at because of one change of law, and left as it is.

    An item that was adjusted needs no such row: its new edition tells. A
    decision taken back stays on record and counts no more. The
    item is named by its kind (as registered in ``enforcement.lawchanges``)
    and the key of its identity, so that lists of any kind can be reviewed.
    """

    law = models.ForeignKey(Law, verbose_name="法律法规", on_delete=models.PROTECT, related_name="reviews")
    changed_on = models.DateField("变动日期")
    kind = models.CharField("种类", max_length=20)
    key = models.PositiveBigIntegerField("编号")
    ground = models.CharField("理由", max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="认定人", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField("认定时间", auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="撤回认定的人", null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField("撤回认定的时间", null=True)

    class Meta:
        verbose_name = "法律变动复核"
        verbose_name_plural = "法律变动复核"
        constraints = [
            models.UniqueConstraint(fields=["law", "changed_on", "kind", "key"], condition=Q(withdrawn_at__isnull=True), name="law_review_once"),
            models.CheckConstraint(condition=~Q(ground=""), name="law_review_has_a_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.law}（{self.changed_on:%Y-%m-%d}）：无需调整"
