"""One import: what came, what was understood, who let it through, and how to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from enforcement.kinds import get

#: Fits the smallest limit on query parameters among the databases served.
CHUNK = 500


def import_storage():  # noqa: ANN201 - a storage, resolved late so that tests may move it
    """Where workbooks lie: never served, since they may hold more than may be shown."""
    return storages["imports"]


class ImportBatch(models.Model):
    """A workbook's way from upload to publication, or back.

    ``report`` is a list of problems (see ``spreadsheets.problems``), ``counts``
    the figures shown to the officer, ``options`` what was chosen at upload.
    """

    class State(models.TextChoices):
        PENDING = "pending", "待审核"
        PUBLISHED = "published", "已发布"
        REJECTED = "rejected", "未通过"
        UNDONE = "undone", "已撤销"

    kind = models.CharField("清单类型", max_length=30, default="benchmark")
    state = models.CharField("状态", max_length=12, choices=State, default=State.PENDING)
    file = models.FileField("文件", upload_to="%Y/%m", storage=import_storage, max_length=200)
    file_name = models.CharField("文件名", max_length=200)
    file_hash = models.CharField("文件校验值", max_length=64, db_index=True)
    file_format = models.CharField("格式", max_length=20, blank=True)
    options = models.JSONField("选项", default=dict)
    counts = models.JSONField("数量", default=dict)
    report = models.JSONField("问题", default=list)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上传人", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("审核时间", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="审核人", null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="撤销人", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        ordering = ["-pk"]
        permissions = [("publish_importbatch", "可以发布导入批次"), ("undo_importbatch", "可以撤销导入批次")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="published") | Q(decided_at__isnull=False), name="batch_published_is_dated"),
            models.CheckConstraint(condition=~Q(state="undone") | Q(undone_at__isnull=False), name="batch_undone_is_dated"),
        ]

    def __str__(self) -> str:
        return f"批次{self.pk} {self.file_name}"


class BatchItem(models.Model):
    """What one item of the workbook would do, exactly as it was reviewed.

    ``payload`` is the item as understood; ``agency`` whose it is, for rights.
    ``identity_key`` is the primary key of the thing it speaks of (a benchmark,
    a list), ``record_key`` that of its text (the kind's model: an edition, a
    version). ``base_revision`` is the revision it was compared with, so that a
    later change is seen at publication; ``revision`` the one that publication
    wrote, so that undo sees a later edit.
    """

    class Action(models.TextChoices):
        CREATE = "create", "新增"
        CHANGE = "change", "变更"
        CORRECT = "correct", "更正"
        SAME = "same", "无变化"
        END = "end", "废止"
        HELD = "held", "暂缓"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField(null=True)
    action = models.CharField("处理", max_length=10, choices=Action)
    payload = models.JSONField(default=dict)
    agency = models.ForeignKey("enforcement.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    identity_key = models.BigIntegerField("事项主键", null=True, db_index=True)
    record_key = models.BigIntegerField("版本主键", null=True, db_index=True)
    base_revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    held_because = models.CharField("暂缓原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "批次事项"
        verbose_name_plural = "批次事项"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}"

    @property
    def record(self) -> models.Model | None:
        """The text that ``record_key`` names; read for many items at once by ``attach_records``."""
        if self._record is None and self.record_key:
            self._record = get(self.batch.kind).model._default_manager.get(pk=self.record_key)
        return self._record

    @record.setter
    def record(self, record: models.Model | None) -> None:
        self._record, self.record_key = record, record.pk if record else None

    _record: models.Model | None = None


def attach_records(items: Sequence[BatchItem], records: type[models.Model] | models.QuerySet[Any]) -> None:
    """Reads the records of many items with one query each few hundred; ``records`` says which model, or how to read it."""
    queryset = records if isinstance(records, models.QuerySet) else records._default_manager.all()
    keys = sorted({item.record_key for item in items if item.record_key})
    found: dict[int, models.Model] = {}
    for start in range(0, len(keys), CHUNK):
        found.update((record.pk, record) for record in queryset.filter(pk__in=keys[start : start + CHUNK]))
    for item in items:
        if item.record_key in found:
            item._record = found[item.record_key]
