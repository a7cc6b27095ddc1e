"""The documents by which benchmarks begin and end (国办发〔2022〕27号: 规章 or 行政规范性文件)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from wagtail.models import RevisionMixin

from enforcement.models.agency import Agency


class Instrument(RevisionMixin, models.Model):
    """The document that issues, changes or ends benchmarks.

    ``valid_until`` is the last day of its validity; without one it holds until
    another instrument ends it. ``superior`` is the benchmark of the higher
    level that it refines.
    """

    title = models.CharField("标题", max_length=200)
    document_no = models.CharField("发文字号", max_length=80, blank=True)
    issuer = models.ForeignKey(Agency, verbose_name="制定机关", null=True, blank=True, on_delete=models.PROTECT, related_name="instruments")
    issuer_name = models.CharField("制定机关名称", max_length=120, blank=True, help_text="制定机关不在本平台时填写，例如省级部门")
    issued_on = models.DateField("印发日期", null=True, blank=True)
    in_force_from = models.DateField("施行日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True, help_text="当日仍有效；留空为长期有效")
    superior = models.ForeignKey("self", verbose_name="上级基准", null=True, blank=True, on_delete=models.PROTECT, related_name="refinements")
    filing_no = models.CharField("备案号", max_length=80, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    url = models.URLField("原文链接", blank=True)
    provisional = models.BooleanField("待补登", default=False, help_text="导入时文件未写明制定文件，由系统暂记，应由编辑补登")

    class Meta:
        verbose_name = "制定文件"
        verbose_name_plural = "制定文件"
        # Undated ones last on every database.
        ordering = [F("in_force_from").desc(nulls_last=True), "document_no"]
        constraints = [
            models.UniqueConstraint(fields=["document_no"], condition=~Q(document_no=""), name="instrument_document_no_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(in_force_from__isnull=True) | Q(valid_until__gte=F("in_force_from")),
                name="instrument_valid_after_start",
            ),
            models.CheckConstraint(condition=Q(superior__isnull=True) | ~Q(superior=F("id")), name="instrument_not_its_own_superior"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.document_no}）" if self.document_no else self.title

    @property
    def issuing_body(self) -> str:
        """The name of the body that issued it, whether or not it is on this portal."""
        return self.issuer.name if self.issuer else self.issuer_name
