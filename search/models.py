"""What the search index still has to be told, and how far each engine has got."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """One record whose public face may have changed: the outbox.

    Written in the transaction that makes the change. Its number only grows,
    so the newest one also serves as the generation of everything cached.
    """

    kind = models.CharField("类型", max_length=30)
    key = models.BigIntegerField("记录")
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "待索引变更"
        verbose_name_plural = "待索引变更"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Cursor(models.Model):
    """How far one engine on one host has read the outbox (an embedded index lies on each host)."""

    engine = models.CharField("引擎", max_length=30)
    host = models.CharField("主机", max_length=120, blank=True)
    position = models.BigIntegerField("已处理至", default=0)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    last_error = models.CharField("最近错误", max_length=300, blank=True)

    class Meta:
        verbose_name = "索引进度"
        verbose_name_plural = "索引进度"
        constraints = [models.UniqueConstraint(fields=["engine", "host"], name="cursor_once_per_engine_and_host")]

    def __str__(self) -> str:
        return f"{self.engine}@{self.host}: {self.position}"


class Rebuild(models.Model):
    """One rebuild of an index, for the record."""

    engine = models.CharField("引擎", max_length=30)
    host = models.CharField("主机", max_length=120, blank=True)
    version = models.CharField("版本", max_length=60)
    position = models.BigIntegerField("起于变更", default=0)
    started_at = models.DateTimeField("开始", auto_now_add=True)
    alive_at = models.DateTimeField("最近进展", auto_now_add=True)
    finished_at = models.DateTimeField("结束", null=True)
    documents = models.PositiveIntegerField("文档数", default=0)
    outcome = models.CharField("结果", max_length=300, blank=True)

    class Meta:
        verbose_name = "索引重建"
        verbose_name_plural = "索引重建"
        ordering = ["-pk"]
        # The lock: one at a time for an index, whatever process or host begins it.
        constraints = [models.UniqueConstraint(fields=["engine", "host"], condition=models.Q(finished_at__isnull=True), name="one_rebuild_at_a_time")]

    def __str__(self) -> str:
        return f"{self.engine} {self.version}"

    @property
    def good(self) -> bool:
        """Whether the new index holds what the database asked for, but for what was set aside."""
        return self.outcome.startswith("一致")

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it runs."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


class SetAside(models.Model):
    """One record that an engine could not take: named, so that somebody looks, while the rest goes on.

    Taken again when the record changes and at every rebuild; gone once that succeeds.
    """

    engine = models.CharField("引擎", max_length=30)
    host = models.CharField("主机", max_length=120, blank=True)
    kind = models.CharField("类型", max_length=30)
    key = models.BigIntegerField("记录")
    reason = models.CharField("原因", max_length=300)
    times = models.PositiveIntegerField("次数", default=0)
    first_at = models.DateTimeField("首次")
    last_at = models.DateTimeField("最近一次")

    class Meta:
        verbose_name = "搁置的文档"
        verbose_name_plural = "搁置的文档"
        ordering = ["engine", "host", "kind", "key"]
        constraints = [models.UniqueConstraint(fields=["engine", "host", "kind", "key"], name="set_aside_once_per_engine_and_host")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class KeptLexicon(models.Model):
    """The words of the catalogue's acts: one row, made by the indexer, read by every process."""

    words = models.TextField("词", help_text="JSON：词与含有它的事项数")
    generation = models.BigIntegerField("截至变更")
    seconds = models.FloatField("用时（秒）")
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "词典"
        verbose_name_plural = "词典"

    def __str__(self) -> str:
        return f"截至变更{self.generation}"
