"""What the agency wrote, before redaction: a table of its own, outside revisions, comparisons, index and files."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enforcement.models.batch import BatchItem
from enforcement.models.record import Record


class RecordOriginal(models.Model):
    """The texts of one row as they came, what a second person is asked about, and what was found in them.

    Seen by holders of ``view_original`` within reach alone, and each look is
    logged (``OriginalLook``). ``record`` is empty until the batch is published.
    ``findings`` are field, kind and place, never a value.
    """

    item = models.OneToOneField(BatchItem, verbose_name="批次事项", on_delete=models.CASCADE, related_name="original")
    record = models.ForeignKey(Record, verbose_name="执法决定", null=True, on_delete=models.PROTECT, related_name="originals")
    texts = models.JSONField("原文", default=dict)
    proposed = models.JSONField("拟公开的文字", default=dict)
    findings = models.JSONField("发现", default=list)

    class Meta:
        verbose_name = "原文"
        verbose_name_plural = "原文"
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"原文{self.pk}"


class OriginalLook(models.Model):
    """Somebody looked at an original: who, when, and what for. Written before anything is shown, never altered or deleted."""

    original = models.ForeignKey(RecordOriginal, on_delete=models.PROTECT, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="查看人", on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField("查看时间", auto_now_add=True)
    purpose = models.CharField("用途", max_length=200)

    class Meta:
        verbose_name = "查看原文的记录"
        verbose_name_plural = "查看原文的记录"
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(purpose=""), name="look_has_a_purpose")]

    def __str__(self) -> str:
        return f"{self.user} {self.looked_at:%Y-%m-%d %H:%M}"
