"""Lists that promise or allow leniency, and what each says from a day on.

行政处罚法 art. 33: a slight act corrected in time without harm, and an act
proved to be without fault, are *not* punished (不予); a first act with slight
harm corrected in time *may* go unpunished (可以不予). Art. 32 names who is
punished more lightly. 行政强制法 art. 16: compulsory measures *may* be left
out. These are never merged.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from enforcement.models.agency import Agency
from enforcement.models.batch import ImportBatch
from enforcement.models.instrument import Instrument


class Effect(StrEnum):
    """What the law does with an act that meets the conditions. Pages word it from here and from nowhere else."""

    MUST_NOT_PUNISH = "must_not_punish"
    MAY_NOT_PUNISH = "may_not_punish"
    NOT_PUNISHED_AS_STATED = "not_punished_as_stated"
    LIGHTER = "lighter"
    MITIGATED = "mitigated"
    MAY_SPARE_COERCION = "may_spare_coercion"

    @property
    def label(self) -> str:
        """A few words for lists and tags."""
        return _LABELS[self]

    @property
    def sentence(self) -> str:
        """What it means for who reads it, with the provision it comes from."""
        return _SENTENCES[self]

    @property
    def discretionary(self) -> bool:
        """Whether the agency may decide otherwise even where the conditions are met."""
        return self in (Effect.MAY_NOT_PUNISH, Effect.MAY_SPARE_COERCION)


_LABELS = {
    Effect.MUST_NOT_PUNISH: "不予处罚",
    Effect.MAY_NOT_PUNISH: "可以不予处罚",
    Effect.NOT_PUNISHED_AS_STATED: "不予处罚（按所列条件）",
    Effect.LIGHTER: "从轻处罚",
    Effect.MITIGATED: "减轻处罚",
    Effect.MAY_SPARE_COERCION: "可以不采取行政强制措施",
}
_SENTENCES = {
    Effect.MUST_NOT_PUNISH: "符合条件的，不予行政处罚（行政处罚法第三十三条）。",
    Effect.MAY_NOT_PUNISH: "符合条件的，可以不予行政处罚，是否不罚由实施机关依法决定（行政处罚法第三十三条第一款）。",
    Effect.NOT_PUNISHED_AS_STATED: "清单没有区分应当不罚和可以不罚；以所列条件和行政处罚法第三十三条为准。",
    Effect.LIGHTER: "符合条件的，在法定幅度内从轻处罚（行政处罚法第三十二条），不是不处罚。",
    Effect.MITIGATED: "符合条件的，在法定幅度以下减轻处罚（行政处罚法第三十二条），不是不处罚。",
    Effect.MAY_SPARE_COERCION: "只涉及查封、扣押等行政强制措施：符合条件的，可以不采取（行政强制法第十六条第二款）；不等于不处罚。",
}


class LeniencyKind(models.TextChoices):
    """What a list is about; the four lists (四张清单) are the last four."""

    FIRST_VIOLATION = "first_violation", "首违不罚"
    MINOR = "minor", "轻微不罚"
    NO_FAULT = "no_fault", "无主观过错不罚"
    NO_PENALTY = "no_penalty", "不予处罚"
    LIGHTER = "lighter", "从轻处罚"
    MITIGATED = "mitigated", "减轻处罚"
    EXEMPT_COERCION = "exempt_coercion", "免予行政强制"


#: The effect of a kind where a matter says nothing of its own.
EFFECTS = {
    LeniencyKind.FIRST_VIOLATION: Effect.MAY_NOT_PUNISH,
    LeniencyKind.MINOR: Effect.MUST_NOT_PUNISH,
    LeniencyKind.NO_FAULT: Effect.MUST_NOT_PUNISH,
    LeniencyKind.NO_PENALTY: Effect.NOT_PUNISHED_AS_STATED,
    LeniencyKind.LIGHTER: Effect.LIGHTER,
    LeniencyKind.MITIGATED: Effect.MITIGATED,
    LeniencyKind.EXEMPT_COERCION: Effect.MAY_SPARE_COERCION,
}


class LeniencyList(models.Model):
    """Identity only: what a list is about, whose it is, its public address. What it says is in its versions."""

    kind = models.CharField("类别", max_length=20, choices=LeniencyKind)
    agency = models.ForeignKey(Agency, verbose_name="发布机关", null=True, blank=True, on_delete=models.PROTECT, related_name="leniency_lists", help_text="留空为全市清单")
    name = models.CharField("名称", max_length=120)
    address = models.SlugField("地址标识", max_length=80, unique=True, allow_unicode=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "从宽清单"
        verbose_name_plural = "从宽清单"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "agency", "name"], name="leniency_list_once_an_agency"),
            models.UniqueConstraint(fields=["kind", "name"], condition=Q(agency__isnull=True), name="leniency_list_once_a_city"),
            models.CheckConstraint(condition=~Q(address="") & ~Q(name=""), name="leniency_list_has_name_and_address"),
        ]

    def __str__(self) -> str:
        return f"{self.agency.name}{self.name}" if self.agency else self.name

    def get_absolute_url(self) -> str:
        """The list's public page."""
        return reverse("leniency_list", args=[self.address])

    @property
    def issuer(self) -> str:
        """Whose list it is."""
        return self.agency.name if self.agency else "全市"


class VersionQuerySet(models.QuerySet["LeniencyVersion"]):
    """Questions of time, as editions answer them (docs/decisions/0001-identity-and-time.md)."""

    def approved(self) -> VersionQuerySet:
        """Not taken back, and not mended by another."""
        return self.filter(undone_at__isnull=True, mended_by__isnull=True)

    def in_force(self, on: date) -> VersionQuerySet:
        """Approved versions that are the list's word on this day."""
        return self.approved().filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=on), in_force_from__lte=on)

    def public(self, now: datetime) -> VersionQuerySet:
        """Approved versions that the public may see at this moment, whenever they are in force."""
        return self.approved().filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now), published_at__lte=now)

    def visible(self, on: date | None = None, now: datetime | None = None) -> VersionQuerySet:
        """The one predicate of page, index, file and API: in force on ``on`` and public at ``now``."""
        now = now or timezone.now()
        return self.in_force(on or timezone.localdate(now)).public(now)


class LeniencyVersion(models.Model):
    """What a list says from a day on, as one document; without matters it is empty, which is lawful.

    ``in_force_until`` (the first day it no longer holds) follows from the next
    version or from the end of the instrument's validity. A correction is a
    version of its own: the one it mends names it in ``mended_by``.
    """

    list = models.ForeignKey(LeniencyList, verbose_name="清单", on_delete=models.PROTECT, related_name="versions")
    title = models.CharField("标题", max_length=200)
    instrument = models.ForeignKey(Instrument, verbose_name="制定文件", null=True, blank=True, on_delete=models.PROTECT, related_name="leniency_versions")
    in_force_from = models.DateField("施行日期")
    in_force_until = models.DateField("失效日期", null=True, blank=True, editable=False, help_text="首个不再适用之日")
    published_at = models.DateTimeField("公开时间", editable=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True, editable=False)
    batch = models.ForeignKey(ImportBatch, verbose_name="批次", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="leniency_versions")
    mended_by = models.ForeignKey("self", verbose_name="更正为", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="mends")
    undone_at = models.DateTimeField("批次撤销时间", null=True, blank=True, editable=False)
    content_hash = models.CharField(max_length=32, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "清单版本"
        verbose_name_plural = "清单版本"
        ordering = ["list", F("in_force_from").desc(), "-pk"]
        permissions = [("withdraw_leniencyversion", "可以撤回清单版本")]
        constraints = [
            models.UniqueConstraint(fields=["list", "in_force_from"], condition=Q(undone_at__isnull=True, mended_by__isnull=True), name="leniency_version_once_a_day"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="leniency_withdrawal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.in_force_from:%Y-%m-%d}起）"

    def get_absolute_url(self) -> str:
        """The list's page on the first day of this version."""
        return f"{self.list.get_absolute_url()}?on={self.in_force_from:%Y-%m-%d}"


def settle_versions(list_ids: set[int]) -> set[int]:
    """Recomputes until when the versions of these lists hold; returns those that changed."""
    changed = set()
    versions = LeniencyVersion.objects.approved().filter(list__in=list_ids).select_related("instrument").order_by("list_id", "-in_force_from")
    following: tuple[int, date] | None = None
    for version in versions:
        next_begins = following[1] if following and following[0] == version.list_id else None
        valid_until = version.instrument.valid_until if version.instrument else None
        ends = (next_begins, valid_until + timedelta(days=1) if valid_until else None)
        until = min((end for end in ends if end is not None), default=None)
        if version.in_force_until != until:
            LeniencyVersion.objects.filter(pk=version.pk).update(in_force_until=until)
            changed.add(version.pk)
        following = version.list_id, version.in_force_from
    return changed
