"""The decision to publish a record or to withhold it: by whom, when, and on what ground (行政处罚法 48)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from enforcement.models.record import Record


class Ground(models.TextChoices):
    """Grounds to publish come first; the others are grounds to withhold."""

    SOCIAL_INFLUENCE = "social_influence", "具有一定社会影响（行政处罚法第四十八条）"
    PUBLICITY = "publicity", "行政执法公示制度（国办发〔2018〕118号）"
    LICENSE_IS_OPEN = "license_is_open", "行政许可决定应当公开（行政许可法第四十条）"
    NO_INFLUENCE = "no_influence", "不具有一定社会影响（行政处罚法第四十八条）"
    MINOR = "minor", "当事人是未成年人（未成年人保护法第一百零三条）"
    PRIVACY = "privacy", "涉及个人隐私（行政处罚法第五十条）"
    SECRET = "secret", "涉及国家秘密或者商业秘密（行政处罚法第五十条）"
    SAFETY = "safety", "公开可能危及国家安全、公共安全、经济安全或者社会稳定（政府信息公开条例第十四条）"
    SLIGHT = "slight", "简易程序、警告等轻微处罚，原则上不公示"
    PERIOD_OVER = "period_over", "公示期在公开之前已经届满"


PUBLISHING = (Ground.SOCIAL_INFLUENCE, Ground.PUBLICITY, Ground.LICENSE_IS_OPEN)
WITHHOLDING = tuple(ground for ground in Ground if ground not in PUBLISHING)


class Disclosure(models.Model):
    """One decision about one record. A later one takes its place; the earlier stays as evidence."""

    class Decision(models.TextChoices):
        PUBLISH = "publish", "公开"
        WITHHOLD = "withhold", "不公开"

    record = models.ForeignKey(Record, verbose_name="执法决定", on_delete=models.PROTECT, related_name="disclosures")
    decision = models.CharField("决定", max_length=10, choices=Decision)
    ground = models.CharField("依据", max_length=20, choices=Ground)
    note = models.CharField("说明", max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("决定时间")

    class Meta:
        verbose_name = "公开决定"
        verbose_name_plural = "公开决定"
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="publish", ground__in=[str(ground) for ground in PUBLISHING])
                | Q(decision="withhold", ground__in=[str(ground) for ground in WITHHOLDING]),
                name="disclosure_ground_fits_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}：{self.get_ground_display()}"
