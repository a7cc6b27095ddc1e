"""What an agency decided in one case: a penalty, a licence, a compulsory measure, an inspection.

Everything in this table may be read by everybody: the columns were redacted
before they were stored. What the agency wrote is in ``RecordOriginal``.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from enforcement.models.agency import Agency
from enforcement.models.batch import ImportBatch
from enforcement.models.edition import Edition
from enforcement.models.policy import RecordKind, Severity
from enforcement.records.penalty_kinds import NAMES

#: What a record can be about; the others of the policy table are no single decisions.
KINDS = tuple((kind.value, kind.label) for kind in (RecordKind.PENALTY, RecordKind.LICENSE, RecordKind.COERCION, RecordKind.INSPECTION))
_GRAVE = frozenset(("suspend_license", "downgrade", "revoke_license", "restrict_business", "stop_business", "close", "restrict_occupation", "detention"))
_SLIGHT = frozenset(("warning", "public_censure"))


class PartyKind(models.TextChoices):
    """Whose case it is (〔2018〕424号: 行政相对人类别)."""

    ORGANISATION = "org", "法人及非法人组织"
    SOLE_TRADER = "sole", "个体工商户"
    PERSON = "person", "自然人"


class Procedure(models.TextChoices):
    """How it was decided; the way to challenge it hangs on this (行政复议法 23)."""

    UNKNOWN = "", "没有写明"
    SIMPLE = "simple", "简易程序"
    ORDINARY = "ordinary", "普通程序"
    FAST = "fast", "快速办理"
    HEARING = "hearing", "听证程序"


class Applied(models.TextChoices):
    """Which edition of the benchmark the case is held against, and why that one (行政处罚法 37: 从旧兼从轻)."""

    NOT_ASKED = "", "不涉及裁量权基准"
    AT_ACT = "at_act", "适用违法行为发生时的基准"
    LIGHTER_LATER = "lighter_later", "作出决定时的基准已改且处罚较轻，适用较轻的基准"
    ACT_DATE_UNKNOWN = "act_date_unknown", "没有违法行为发生的日期，不作判断"
    NO_BENCHMARK = "no_benchmark", "没有找到对应的裁量权基准"
    SEVERAL = "several", "可能对应多项裁量权基准，不作判断"
    NONE_IN_FORCE = "none_in_force", "违法行为发生时没有施行中的基准"
    CHANGED = "changed", "行为后基准已改，无法比较轻重，不作判断"


class Consistency(models.TextChoices):
    """How the fine stands to the tier named in the decision."""

    NOT_JUDGED = "not_judged", "未作判断"
    INSIDE = "inside", "在该档幅度之内"
    BELOW = "below", "低于该档幅度"
    ABOVE = "above", "高于该档幅度"


class RecordQuerySet(models.QuerySet["Record"]):
    """Who may see what, when."""

    def visible(self, now: datetime | None = None) -> RecordQuerySet:
        """The one predicate of page, list, index, file, feed and API: published, not withdrawn, within its display period."""
        now = now or timezone.now()
        today = timezone.localdate(now)
        return self.filter(Q(displayed_until__isnull=True) | Q(displayed_until__gte=today), state=Record.State.PUBLISHED, published_at__lte=now)

    def of_organisations(self) -> RecordQuerySet:
        """Those that may stand in feeds, site maps and files for all: nobody's private affairs."""
        return self.filter(party_kind=PartyKind.ORGANISATION)


class Record(models.Model):
    """One decision. Its identity is the body that made it and its number; neither its address nor the row is ever given again.

    Sums are in yuan. ``act`` is the violation (or what was licensed, measured,
    inspected) in a few words; ``acted_on`` is often unknown. ``displayed_until``
    is the last day before the public, by the policy table.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        HELD = "held", "待复核"
        WITHHELD = "withheld", "不予公开"
        PUBLISHED = "published", "已公开"
        WITHDRAWN = "withdrawn", "已撤下"
        ENDED = "ended", "公示期满"
        UNDONE = "undone", "批次已撤销"

    class Cause(models.TextChoices):
        """Why a published decision is taken off (行政处罚法 48 (2); 118号)."""

        NONE = "", "—"
        REVIEW = "review", "行政复议决定变更、撤销、确认违法或者确认无效"
        JUDGMENT = "judgment", "生效判决、裁定变更、撤销、确认违法或者确认无效"
        OWN_CORRECTION = "own_correction", "作出决定的机关自行变更、撤销、确认违法或者确认无效"
        WRONGLY_PUBLISHED = "wrongly_published", "不应当公开"

    kind = models.CharField("种类", max_length=12, choices=KINDS)
    agency = models.ForeignKey(Agency, verbose_name="决定机关", on_delete=models.PROTECT, related_name="records")
    number = models.CharField("文号", max_length=128)
    number_key = models.CharField(max_length=128, editable=False)
    address = models.CharField("地址标识", max_length=160, unique=True, editable=False)

    party_name = models.CharField("相对人", max_length=200, blank=True)
    party_kind = models.CharField("相对人类别", max_length=8, choices=PartyKind)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=60, blank=True)

    act = models.CharField("违法行为或者事项", max_length=300, blank=True)
    facts = models.TextField("事实", blank=True)
    basis_text = models.TextField("依据", blank=True)
    penalty_kinds = models.JSONField("处罚种类", default=list, blank=True)
    content = models.TextField("决定内容", blank=True)
    fine = models.DecimalField("罚款（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    confiscated = models.DecimalField("没收金额（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    licence_affected = models.CharField("暂扣或者吊销的证照", max_length=200, blank=True)
    procedure = models.CharField("程序", max_length=10, choices=Procedure, blank=True)
    licence_kind = models.CharField("许可类别", max_length=60, blank=True)
    certificate = models.CharField("许可证书", max_length=200, blank=True)
    source_agency = models.CharField("数据来源单位", max_length=200, blank=True)
    remark = models.TextField("备注", blank=True)

    acted_on = models.DateField("行为日期", null=True, blank=True)
    decided_on = models.DateField("决定日期")
    valid_from = models.DateField("有效期自", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True, help_text="当日仍有效；留空为长期。")

    edition = models.ForeignKey(Edition, verbose_name="适用的基准", null=True, blank=True, on_delete=models.PROTECT, related_name="records")
    applied = models.CharField("适用理由", max_length=20, choices=Applied, blank=True)
    tier_label = models.CharField("裁量阶次", max_length=60, blank=True)
    tier_rank = models.PositiveSmallIntegerField("阶次序位", null=True, blank=True)
    consistency = models.CharField("与基准比较", max_length=12, choices=Consistency, default=Consistency.NOT_JUDGED)

    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    held_because = models.CharField("复核事由", max_length=300, blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True, editable=False)
    displayed_until = models.DateField("公示截止", null=True, blank=True, help_text="最后公示日；留空为不限期。")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True, editable=False)
    withdrawn_cause = models.CharField("撤下事由", max_length=20, choices=Cause, blank=True)
    withdrawn_reason = models.CharField("撤下说明", max_length=300, blank=True)
    cause_on = models.DateField("事由发生日", null=True, blank=True, help_text="复议决定、判决或者自行纠正决定的日期。")
    ended_at = models.DateTimeField("停止公示时间", null=True, blank=True, editable=False)
    batch = models.ForeignKey(ImportBatch, verbose_name="批次", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="enforcement_records")
    content_hash = models.CharField(max_length=32, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "执法决定"
        verbose_name_plural = "执法决定"
        ordering = ["-decided_on", "-pk"]
        permissions = [
            ("publish_record", "可以决定公开或者不公开"),
            ("withdraw_record", "可以撤下执法决定"),
            ("view_original", "可以查看未脱敏的原文"),
        ]
        indexes = [
            models.Index(fields=["state", "displayed_until"], name="record_shown"),
            models.Index(fields=["edition", "state"], name="record_of_edition"),
            models.Index(fields=["number_key"], name="record_number"),
            models.Index(fields=["kind", "agency", "decided_on"], name="record_of_body_and_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number_key"], name="record_number_once_a_body"),
            models.CheckConstraint(condition=~Q(number_key="") & ~Q(address=""), name="record_has_number_and_address"),
            models.CheckConstraint(condition=Q(credit_code="") | Q(party_kind="org"), name="record_credit_code_of_organisations"),
            models.CheckConstraint(condition=Q(acted_on__isnull=True) | Q(acted_on__lte=models.F("decided_on")), name="record_act_before_decision"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")), name="record_validity_rises"
            ),
            models.CheckConstraint(condition=(Q(fine__isnull=True) | Q(fine__gte=0)) & (Q(confiscated__isnull=True) | Q(confiscated__gte=0)), name="record_sums_not_negative"),
            models.CheckConstraint(condition=~Q(state__in=["published", "withdrawn", "ended"]) | Q(published_at__isnull=False), name="record_published_is_dated"),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_cause="") & ~Q(withdrawn_reason="") | ~Q(state="withdrawn"),
                name="record_withdrawal_has_a_cause",
            ),
            models.CheckConstraint(condition=~Q(state="ended") | Q(ended_at__isnull=False), name="record_end_is_dated"),
            models.CheckConstraint(condition=~Q(state="published") | ~Q(act=""), name="record_published_says_what"),
            models.CheckConstraint(
                condition=Q(consistency="not_judged") | Q(edition__isnull=False, acted_on__isnull=False, fine__isnull=False), name="record_judged_by_an_edition"
            ),
        ]  # fmt: skip

    #: Columns that an import writes and a correction may change.
    TEXTS = (
        "party_name", "party_kind", "credit_code", "legal_representative", "act", "facts", "basis_text", "penalty_kinds", "content", "fine", "confiscated",
        "licence_affected", "procedure", "licence_kind", "certificate", "source_agency", "remark", "acted_on", "decided_on", "valid_from", "valid_until",
        "tier_label",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its public page; stays when there is nothing to be read there any more."""
        return reverse("record", args=[self.address])

    @property
    def is_private(self) -> bool:
        """Whether it tells of a natural person's affairs (sole traders are natural persons: 民法典 54): kept from crawlers, feeds and files for all."""
        return self.party_kind != PartyKind.ORGANISATION

    @property
    def title(self) -> str:
        """What a list calls it: who, for what."""
        return f"{self.party_name}：{self.act}" if self.party_name else self.act

    @property
    def kinds_said(self) -> list[str]:
        """The kinds of penalty in the words of 行政处罚法 9."""
        return [NAMES[kind] for kind in self.penalty_kinds]

    @property
    def severity(self) -> Severity:
        """信用修复管理办法: slight without money or a grave kind, grave with what takes away a licence or stops a business."""
        return severity_of(self.penalty_kinds, self.procedure)

    @property
    def whole_sum(self) -> Decimal | None:
        """Fine and confiscation together; None where neither is."""
        sums = [value for value in (self.fine, self.confiscated) if value is not None]
        return sum(sums, Decimal(0)) if sums else None

    def is_visible(self, now: datetime) -> bool:
        """``visible`` for one record in hand."""
        shown: date | None = self.displayed_until
        return self.state == self.State.PUBLISHED and self.published_at is not None and self.published_at <= now and (shown is None or shown >= timezone.localdate(now))


def severity_of(kinds: list[str], procedure: str = "") -> Severity:
    """How grave a penalty of these kinds is for the term of its display."""
    said = set(kinds)
    if said & _GRAVE:
        return Severity.SEVERE
    return Severity.MINOR if (said and said <= _SLIGHT) or procedure == Procedure.SIMPLE else Severity.ORDINARY
