"""What a benchmark is, whatever its wording: its identity."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from enforcement.models.agency import Agency

#: A letter O (also full-width) typed for a zero: digits and letter O only.
LETTER_O_PATTERN = r"^(?=.*[OoＯｏ])[0-9０-９OoＯｏ]*[0-9０-９][0-9０-９OoＯｏ]*$"
_LETTER_O = re.compile(LETTER_O_PATTERN)


def validate_code(code: str) -> None:
    """A code is opaque, but a letter O among digits is a typing error that makes two items of one."""
    if _LETTER_O.match(code):
        raise ValidationError("编码“%(code)s”中混有字母O，请改为数字0。", params={"code": code}, code="letter_o")


class ActionType(models.TextChoices):
    """Kinds of enforcement a benchmark may cover (国办发〔2022〕27号)."""

    PENALTY = "penalty", "行政处罚"
    LICENSE = "license", "行政许可"
    COERCION = "coercion", "行政强制"
    EXPROPRIATION = "expropriation", "行政征收"
    REQUISITION = "requisition", "行政征用"
    INSPECTION = "inspection", "行政检查"
    PAYMENT = "payment", "行政给付"
    CONFIRMATION = "confirmation", "行政确认"
    OTHER = "other", "其他"


class Benchmark(models.Model):
    """Identity only: agency, official code, public address. What it says is in its editions.

    ``address`` is the last part of the public address: the code where the item
    came with one, else a number the portal gave. Neither is ever reused, so a
    benchmark is never deleted, even when all its editions were undone.
    """

    agency = models.ForeignKey(Agency, verbose_name="实施机关", on_delete=models.PROTECT, related_name="benchmarks")
    code = models.CharField("事项编码", max_length=60, blank=True, validators=[validate_code])
    address = models.CharField("地址标识", max_length=80, unique=True)
    action_type = models.CharField("职权类型", max_length=20, choices=ActionType, default=ActionType.PENALTY)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "裁量权基准事项"
        verbose_name_plural = "裁量权基准事项"
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="benchmark_code_once"),
            models.CheckConstraint(condition=~Q(code__regex=LETTER_O_PATTERN), name="benchmark_code_without_letter_o"),
            models.CheckConstraint(condition=~Q(address=""), name="benchmark_has_address"),
        ]

    def __str__(self) -> str:
        return self.code or self.address

    def get_absolute_url(self) -> str:
        return reverse("benchmark", args=[self.address])
