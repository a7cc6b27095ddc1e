"""Deadlines, display periods and withdrawal rules: rows with a source and a validity, never constants."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from wagtail.models import RevisionMixin

from enforcement.models.agency import Agency


class Purpose(models.TextChoices):
    """Two publics that are never mixed: this portal (处罚法 48, 118号) and the credit systems (信用修复)."""

    DISCLOSURE = "disclosure", "执法公示"
    CREDIT = "credit", "信用公示"


class RecordKind(models.TextChoices):
    """What is published or answered. ``ALL`` in a row means any kind."""

    ALL = "all", "全部"
    PENALTY = "penalty", "行政处罚"
    LICENSE = "license", "行政许可"
    COERCION = "coercion", "行政强制"
    INSPECTION = "inspection", "行政检查"
    OTHER = "other", "其他行政执法"
    BENCHMARK = "benchmark", "裁量权基准和清单"
    REQUEST = "request", "依申请公开"


class Severity(models.TextChoices):
    """信用修复管理办法: how grave the breach of faith is. ``ALL`` in a row means any."""

    ALL = "all", "全部"
    MINOR = "minor", "轻微"
    ORDINARY = "ordinary", "一般"
    SEVERE = "severe", "严重"


class Party(models.TextChoices):
    """Whose record it is. ``ALL`` in a row means anybody's."""

    ALL = "all", "全部"
    PERSON = "person", "自然人"
    ORGANISATION = "organisation", "法人和非法人组织"


class Measure(models.TextChoices):
    """What a row rules. All but ``DISPLAY`` are so many working days after the event."""

    PUBLISH = "publish", "公示期限"
    WITHDRAW = "withdraw", "撤回期限"
    REPLY = "reply", "答复期限"
    ADJUST = "adjust", "法律变动后调整期限"
    DISPLAY = "display", "公示期"


class Policy(RevisionMixin, models.Model):
    """One rule, for the records it names, from a day until a day.

    Of the rows that fit a record exactly one applies: the most specific
    (``enforcement.clock.rules``). A row is ended by ``valid_until``, never
    deleted: what was counted with it must stay explicable. ``confirmed`` is
    false for what the city still has to check against its source.
    """

    code = models.SlugField("标识", max_length=60, blank=True, editable=False)
    purpose = models.CharField("用途", max_length=12, choices=Purpose, default=Purpose.DISCLOSURE)
    kind = models.CharField("信息种类", max_length=12, choices=RecordKind, default=RecordKind.ALL)
    agency = models.ForeignKey(
        Agency, verbose_name="机关", null=True, blank=True, on_delete=models.PROTECT, related_name="policies",
        help_text="该机关及其下级；留空为全部机关。",
    )  # fmt: skip
    domain = models.CharField("执法领域", max_length=60, blank=True, help_text="与事项的执法领域一致；留空为全部领域。")
    party = models.CharField("相对人", max_length=12, choices=Party, default=Party.ALL)
    severity = models.CharField("失信程度", max_length=10, choices=Severity, default=Severity.ALL)
    measure = models.CharField("规定事项", max_length=10, choices=Measure)

    working_days = models.PositiveSmallIntegerField("工作日", null=True, blank=True, help_text="自事由发生的次日起算。公示期不填。")
    shown = models.BooleanField("原则上公示", default=True, help_text="原则上不公示的，取消勾选；最长公示期是确有必要时的上限。")
    min_months = models.PositiveSmallIntegerField("最短公示期（月）", null=True, blank=True, help_text="届满后方可申请信用修复。")
    max_months = models.PositiveSmallIntegerField("最长公示期（月）", null=True, blank=True, help_text="届满自动停止公示；留空为不限。")
    from_publication = models.BooleanField("自公示之日起算", default=False, help_text="不勾选的，自决定之日起算。")
    reaches_back = models.BooleanField("适用于以前的决定", default=False, help_text="施行前作出的决定，自施行之日起也按本行。")
    alongside = models.BooleanField("与一般规定并行", default=False, help_text="不排除更一般的规定，按最先届满的提醒。")

    valid_from = models.DateField("施行日期")
    valid_until = models.DateField("最后适用日", null=True, blank=True, help_text="当日仍适用；留空为没有期限。")
    source = models.CharField("依据文件", max_length=200)
    article = models.CharField("条款", max_length=60, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    confirmed = models.BooleanField("已核定", default=False, help_text="已与依据文件原文核对；本级自定的，已由本级确认。")

    class Meta:
        verbose_name = "期限规定"
        verbose_name_plural = "期限规定"
        ordering = ["purpose", "measure", "kind", "severity", "-valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="policy_code_once"),
            models.UniqueConstraint(
                "purpose", "kind", Coalesce("agency", 0), "domain", "party", "severity", "measure", "valid_from", name="policy_scope_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(measure="display", working_days__isnull=True) | (~Q(measure="display") & Q(working_days__isnull=False, working_days__gte=1)),
                name="policy_days_unless_display",
            ),
            models.CheckConstraint(
                condition=Q(measure="display") | Q(min_months__isnull=True, max_months__isnull=True, shown=True, from_publication=False),
                name="policy_months_for_display",
            ),
            models.CheckConstraint(
                condition=Q(min_months__isnull=True) | Q(max_months__isnull=True) | Q(max_months__gte=F("min_months")), name="policy_months_rise",
            ),
            models.CheckConstraint(condition=Q(alongside=False) | ~Q(measure="display"), name="policy_display_stands_alone"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="policy_ends_after_it_begins",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_measure_display()}：{self.ruling}（{self.cited}）"

    @property
    def ruling(self) -> str:
        """What it says, in words: 7个工作日, 3个月至1年."""
        if self.measure != Measure.DISPLAY:
            return f"{self.working_days}个工作日"
        longest = f"最长{months_spoken(self.max_months)}" if self.max_months is not None else "不限期"
        if not self.shown:
            return "不公示" if self.max_months is None else f"原则上不公示，确有必要的{longest}"
        return f"最短{months_spoken(self.min_months)}，{longest}" if self.min_months else longest

    @property
    def cited(self) -> str:
        """Its source as it is cited."""
        return f"{self.source}{self.article}"

    @property
    def scope(self) -> str:
        """What it is for, in words."""
        parts = [self.agency.name if self.agency else "", self.domain]
        parts += [str(getattr(self, f"get_{name}_display")()) for name in ("kind", "party", "severity") if getattr(self, name) != "all"]
        return "，".join(filter(None, parts)) or "全部"

    def clean(self) -> None:
        """Refuses what no record could follow: a row without its figures, or two rows for the same on one day."""
        self._clean_figures()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": "最后适用日不能早于施行日期。"})
        if self.valid_from and (other := self._clashing()):
            raise ValidationError(f"与已有规定冲突：“{other}”对同一范围在同一时间也有规定。请先填写其中一条的最后适用日，或者缩小范围。", code="clash")

    def _clean_figures(self) -> None:
        if self.measure == Measure.DISPLAY:
            if self.working_days is not None:
                raise ValidationError({"working_days": "公示期按月计算，不填工作日。"})
            if self.alongside:
                raise ValidationError({"alongside": "公示期只能按一条规定，不能并行。"})
            if self.min_months is not None and self.max_months is not None and self.max_months < self.min_months:
                raise ValidationError({"max_months": "最长公示期不能短于最短公示期。"})
        elif self.measure:
            if not self.working_days:
                raise ValidationError({"working_days": "请填写工作日数。"})
            if self.min_months is not None or self.max_months is not None or not self.shown or self.from_publication:
                raise ValidationError("只有公示期填写月数、是否公示和起算日。")

    def _clashing(self) -> Policy | None:
        same = {name: getattr(self, name) for name in ("purpose", "kind", "agency_id", "domain", "party", "severity", "measure")}
        others = Policy.objects.filter(**same).exclude(pk=self.pk).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=self.valid_from))
        return (others.filter(valid_from__lte=self.valid_until) if self.valid_until else others).first()


def months_spoken(months: int | None) -> str:
    """3个月, 1年, 1年6个月."""
    years, rest = divmod(months or 0, 12)
    return "".join((f"{years}年" if years else "", f"{rest}个月" if rest or not years else ""))
