"""One matter of a leniency list: what it is whatever its wording, what a version says of it, and the benchmarks it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from enforcement.models.agency import Agency
from enforcement.models.benchmark import Benchmark
from enforcement.models.law import Law
from enforcement.models.leniency import EFFECTS, Effect, LeniencyKind, LeniencyList, LeniencyVersion

if TYPE_CHECKING:
    from enforcement.notation.citations import Citation


class LeniencyMatter(models.Model):
    """Identity only: the list it belongs to, its code where it has one, its public address, never given twice."""

    list = models.ForeignKey(LeniencyList, verbose_name="清单", on_delete=models.PROTECT, related_name="matters")
    code = models.CharField("事项编码", max_length=60, blank=True)
    address = models.CharField("地址标识", max_length=120, unique=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "从宽事项"
        verbose_name_plural = "从宽事项"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "code"], condition=~Q(code=""), name="leniency_code_once_a_list"),
            models.CheckConstraint(condition=~Q(address=""), name="leniency_matter_has_address"),
        ]

    def __str__(self) -> str:
        newest = self.wordings.order_by("-version__in_force_from", "-version_id").first()
        return newest.act[:60] if newest else self.code or self.address

    def get_absolute_url(self) -> str:
        """The matter's public page."""
        return reverse("leniency_matter", args=[self.address])


class LeniencyWording(models.Model):
    """What one version says of a matter. Texts are as the list has them."""

    class ExemptionKind(models.TextChoices):
        """行政处罚法 33: which of its three cases, where a list mixes them."""

        MINOR = "minor", "轻微不罚"
        FIRST = "first", "首违不罚"
        NO_FAULT = "no_fault", "无主观过错不罚"

    version = models.ForeignKey(LeniencyVersion, verbose_name="版本", on_delete=models.CASCADE, related_name="wordings")
    matter = models.ForeignKey(LeniencyMatter, verbose_name="事项", on_delete=models.PROTECT, related_name="wordings")
    order = models.PositiveIntegerField("顺序", default=0)
    act = models.TextField("违法行为")
    agency = models.ForeignKey(Agency, verbose_name="实施机关", on_delete=models.PROTECT, related_name="leniency_wordings")
    domain = models.CharField("执法领域", max_length=60, blank=True)
    basis_text = models.TextField("依据原文", blank=True)
    conditions = models.TextField("适用条件", blank=True)
    exemption_kind = models.CharField("不罚情形", max_length=10, choices=ExemptionKind, blank=True)
    window = models.CharField("首次的认定周期", max_length=200, blank=True)
    follow_up = models.TextField("监管措施", blank=True)
    remark = models.TextField("备注", blank=True)
    match_key = models.CharField(max_length=32, editable=False)
    content_hash = models.CharField(max_length=32, editable=False)

    #: The texts that count as content, in the order in which they are compared and shown.
    TEXTS = ("act", "domain", "basis_text", "conditions", "exemption_kind", "window", "follow_up", "remark")

    class Meta:
        verbose_name = "事项表述"
        verbose_name_plural = "事项表述"
        ordering = ["version", "order", "pk"]
        indexes = [models.Index(fields=["match_key"], name="leniency_by_match")]
        constraints = [
            models.UniqueConstraint(fields=["version", "matter"], name="leniency_matter_once_a_version"),
            models.CheckConstraint(condition=~Q(act=""), name="leniency_wording_names_an_act"),
        ]

    def __str__(self) -> str:
        return self.act[:60]

    def get_absolute_url(self) -> str:
        """The matter's public page."""
        return self.matter.get_absolute_url()

    @property
    def effect(self) -> Effect:
        """Must, may, or something else: the matter's own case where the list mixes them, else the list's kind."""
        kind = LeniencyKind(self.version.list.kind)
        if kind == LeniencyKind.NO_PENALTY and self.exemption_kind:
            return Effect.MAY_NOT_PUNISH if self.exemption_kind == self.ExemptionKind.FIRST else Effect.MUST_NOT_PUNISH
        return EFFECTS[kind]

    @property
    def about_first(self) -> bool:
        """Whether it is about a first act, so that the reader asks how "first" is counted."""
        return self.version.list.kind == LeniencyKind.FIRST_VIOLATION or self.exemption_kind == self.ExemptionKind.FIRST


class LeniencyCitation(models.Model):
    """One provision a matter rests on; 0 in ``paragraph`` or ``item`` means not given."""

    class Role(models.TextChoices):
        BASIS = "basis", "依据"
        VIOLATED = "violated", "违反条款"
        PENALTY = "penalty", "处罚依据"
        EXEMPTION = "exemption", "从宽依据"

    wording = models.ForeignKey(LeniencyWording, on_delete=models.CASCADE, related_name="citations")
    order = models.PositiveIntegerField("顺序", default=0)
    role = models.CharField("用途", max_length=10, choices=Role, default=Role.BASIS)
    law = models.ForeignKey(Law, verbose_name="法律法规", on_delete=models.PROTECT, related_name="leniency_citations")
    article = models.PositiveIntegerField("条")
    sub_article = models.PositiveSmallIntegerField("条之几", default=0)
    paragraph = models.PositiveSmallIntegerField("款", default=0)
    item = models.PositiveSmallIntegerField("项", default=0)

    class Meta:
        verbose_name = "从宽事项的条文"
        verbose_name_plural = "从宽事项的条文"
        ordering = ["order"]
        indexes = [models.Index(fields=["law", "article"], name="leniency_by_article")]
        constraints = [models.CheckConstraint(condition=Q(article__gt=0), name="leniency_citation_names_an_article")]

    def __str__(self) -> str:
        from enforcement.notation.citations import format_citation

        return format_citation(self.citation)

    @property
    def citation(self) -> Citation:
        """The provision in the notation of this floor."""
        from enforcement.notation.citations import Citation

        return Citation(self.law.name, self.article, self.sub_article or None, self.paragraph or None, self.item or None)


class LeniencyLink(models.Model):
    """A matter and the benchmark of the same act. Offered ones wait for an officer and are never public."""

    class State(models.TextChoices):
        MATCHED = "matched", "自动对应"
        OFFERED = "offered", "待确认"
        CONFIRMED = "confirmed", "已确认"
        REJECTED = "rejected", "不对应"

    matter = models.ForeignKey(LeniencyMatter, verbose_name="从宽事项", on_delete=models.PROTECT, related_name="links")
    benchmark = models.ForeignKey(Benchmark, verbose_name="裁量权基准", on_delete=models.PROTECT, related_name="leniency_links")
    state = models.CharField("状态", max_length=10, choices=State)

    #: What the public sees.
    SHOWN = (State.MATCHED, State.CONFIRMED)

    class Meta:
        verbose_name = "从宽事项与基准的对应"
        verbose_name_plural = "从宽事项与基准的对应"
        ordering = ["state", "pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "benchmark"], name="leniency_link_once")]

    def __str__(self) -> str:
        return f"{self.matter} — {self.benchmark}"
