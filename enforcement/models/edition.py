"""What a benchmark says, from a day on: the edition that an editor opens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from enforcement.models.batch import ImportBatch
from enforcement.models.benchmark import Benchmark
from enforcement.models.instrument import Instrument


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions of time; see docs/decisions/0001-identity-and-time.md."""

    def approved(self) -> EditionQuerySet:
        """Editors have let it go, and no batch took it back."""
        return self.filter(live=True, undone_at__isnull=True)

    def in_force(self, on: date) -> EditionQuerySet:
        """Approved editions that are the law's word on this day."""
        return self.approved().filter(
            Q(in_force_until__isnull=True) | Q(in_force_until__gt=on),
            in_force_from__lte=on,
        )

    def public(self, now: datetime) -> EditionQuerySet:
        """Approved editions that the public may see at this moment, whenever they are in force."""
        return self.approved().filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now),
            published_at__lte=now,
        )

    def visible(self, on: date | None = None, now: datetime | None = None) -> EditionQuerySet:
        """The one predicate of page, index, feed, download and API: in force on ``on`` and public at ``now``."""
        now = now or timezone.now()
        return self.in_force(on or timezone.localdate(now)).public(now)


class Edition(WorkflowMixin, DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, ClusterableModel):
    """The wording of a benchmark in force from a day on.

    ``in_force_until`` (the first day it no longer holds) is never typed: it
    follows from the next edition, from the instrument that ended it, or from
    the end of the instrument's validity, and is kept by
    ``enforcement.timeline.settle``. Constraints on content hold for what is
    live only: a draft may be unfinished.
    """

    benchmark = models.ForeignKey(Benchmark, verbose_name="事项", on_delete=models.PROTECT, related_name="editions")
    act = models.TextField("违法行为", blank=True)
    domain = models.CharField("执法领域", max_length=60, blank=True)
    basis_text = models.TextField("法律依据原文", blank=True, help_text="依据条文的文字，与文件一致")
    statutory_penalty = models.TextField("法定处罚", blank=True, help_text="法律规定的处罚种类和幅度")
    penalty_kinds = models.CharField("处罚种类", max_length=200, blank=True)
    handling_unit = models.CharField("承办机构", max_length=120, blank=True)
    remark = models.TextField("备注", blank=True)
    instrument = models.ForeignKey(Instrument, verbose_name="制定文件", null=True, blank=True, on_delete=models.PROTECT, related_name="editions")

    in_force_from = models.DateField("施行日期", null=True, blank=True)
    in_force_until = models.DateField("失效日期", null=True, blank=True, editable=False, help_text="首个不再适用之日")
    ended_on = models.DateField("废止日期", null=True, blank=True, help_text="首个不再适用之日，须有废止文件")
    ended_by = models.ForeignKey(Instrument, verbose_name="废止文件", null=True, blank=True, on_delete=models.PROTECT, related_name="ended_editions")

    published_at = models.DateTimeField("公开时间", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True, editable=False)
    batch = models.ForeignKey(ImportBatch, verbose_name="批次", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="editions")
    undone_at = models.DateTimeField("批次撤销时间", null=True, blank=True, editable=False)

    # Derived beside the text, for matching, facets and sorting; never typed.
    match_key = models.CharField(max_length=32, blank=True, editable=False)
    content_hash = models.CharField(max_length=32, blank=True, editable=False)
    tier_count = models.PositiveSmallIntegerField("阶次数", default=0, editable=False)
    fine_min = models.DecimalField("罚款下限（元）", max_digits=16, decimal_places=2, null=True, editable=False)
    fine_max = models.DecimalField("罚款上限（元）", max_digits=16, decimal_places=2, null=True, editable=False)

    _revisions = GenericRelation("wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id", related_query_name="edition", for_concrete_model=False)
    workflow_states = GenericRelation("wagtailcore.WorkflowState", content_type_field="base_content_type", object_id_field="object_id", related_query_name="edition", for_concrete_model=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "裁量权基准"
        verbose_name_plural = "裁量权基准"
        # Undated drafts last on every database.
        ordering = ["benchmark", F("in_force_from").desc(nulls_last=True)]
        permissions = [("withdraw_edition", "可以撤回公开")]
        indexes = [
            models.Index(fields=["match_key"], name="edition_match_key"),
            models.Index(fields=["live", "in_force_from", "in_force_until"], name="edition_in_force"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["benchmark", "in_force_from"], condition=Q(undone_at__isnull=True), name="edition_once_a_day"),
            models.CheckConstraint(
                condition=Q(live=False) | (Q(in_force_from__isnull=False) & Q(instrument__isnull=False) & ~Q(act="")),
                name="edition_live_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True) | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="edition_ends_by_an_instrument",
            ),
            models.CheckConstraint(
                condition=Q(live=False) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("in_force_from")),
                name="edition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(published_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="edition_withdrawal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(fine_min__isnull=True) | Q(fine_max__isnull=True) | Q(fine_max__gte=F("fine_min")),
                name="edition_fine_range_rises",
            ),
        ]

    def __str__(self) -> str:
        return self.act[:60] or f"（未填写）{self.benchmark_id}"

    @property
    def revisions(self) -> Any:
        return self._revisions

    def get_absolute_url(self) -> str:
        return self.benchmark.get_absolute_url()

    #: What belongs to the record and not to one revision of its text: publishing
    #: an old draft must never bring back what was withdrawn or undone since.
    CLOCKS = ("benchmark_id", "in_force_until", "published_at", "withdrawn_at", "withdrawn_reason", "batch_id", "undone_at",
              "match_key", "content_hash", "tier_count", "fine_min", "fine_max")  # fmt: skip

    def with_content_json(self, content: dict[str, Any]) -> Edition:
        restored = super().with_content_json(content)
        # Asked anew: this object may have been read before a batch was undone or the edition withdrawn.
        now = type(self).objects.filter(pk=self.pk).values(*self.CLOCKS).first() or {name: getattr(self, name) for name in self.CLOCKS}
        for name, value in now.items():
            setattr(restored, name, value)
        return restored

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "portal/benchmark.html"
