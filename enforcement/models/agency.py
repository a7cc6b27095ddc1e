"""Who enforces: the tree of city, departments, townships and street offices."""

from __future__ import annotations

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin


class Agency(RevisionMixin, ClusterableModel):
    """An enforcement subject (行政执法主体) or the government it belongs to.

    ``slug`` is the public address and is never reused: an abolished agency
    stays, with ``abolished_on`` and, where known, its successor.
    """

    class Kind(models.TextChoices):
        GOVERNMENT = "government", "人民政府"
        DEPARTMENT = "department", "工作部门"
        BRANCH = "branch", "上级派出机构"
        DETACHMENT = "detachment", "执法队伍"
        TOWNSHIP = "township", "乡镇人民政府"
        SUBDISTRICT = "subdistrict", "街道办事处"

    class SubjectType(models.TextChoices):
        """行政处罚法 17—21: whose name the decision bears."""

        STATUTORY = "statutory_organ", "法定行政机关"
        AUTHORISED = "authorised_org", "法律法规授权组织"
        ENTRUSTED = "entrusted_org", "受委托组织"

    slug = models.SlugField("地址标识", max_length=80, unique=True, allow_unicode=True, help_text="公开网址的一部分，启用后不再更改，也不得重复使用。")
    name = models.CharField("名称", max_length=120, unique=True)
    short_name = models.CharField("简称", max_length=60, blank=True)
    parent = models.ForeignKey("self", verbose_name="上级", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField("类别", max_length=20, choices=Kind, default=Kind.DEPARTMENT)
    subject_type = models.CharField("主体性质", max_length=20, choices=SubjectType, default=SubjectType.STATUTORY)
    order = models.PositiveIntegerField("排序", default=0)
    duty = models.TextField("执法职责", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    phone = models.CharField("咨询电话", max_length=60, blank=True)
    complaint_phone = models.CharField("投诉举报电话", max_length=60, blank=True)
    office_hours = models.CharField("办公时间", max_length=120, blank=True)
    abolished_on = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey("self", verbose_name="承继机关", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        verbose_name = "执法主体"
        verbose_name_plural = "执法主体"
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="agency_not_its_own_parent"),
            models.CheckConstraint(condition=Q(successor__isnull=True) | Q(abolished_on__isnull=False), name="agency_successor_needs_abolition"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agency", args=[self.slug])

    def clean(self) -> None:
        """Refuses a parent from below: the tree would lose its root."""
        if self.pk and self.parent_id and self.parent_id in self.subtree_ids():
            raise ValidationError({"parent": "上级机关不能是本机关或者其下级机关。"})

    def subtree_ids(self) -> set[int]:
        """Ids of this agency and all below it: one query, the tree is small."""
        children: dict[int | None, list[int]] = defaultdict(list)
        for pk, parent in Agency.objects.order_by().values_list("pk", "parent_id"):
            children[parent].append(pk)
        found: set[int] = set()
        waiting = [self.pk]
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting += children[pk]
        return found


class AgencyName(models.Model):
    """Another name people use: an alias of today, or the name before a reform."""

    class Kind(models.TextChoices):
        ALIAS = "alias", "别称"
        FORMER = "former", "曾用名"

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.ALIAS)
    until = models.DateField("使用至", null=True, blank=True)

    class Meta:
        verbose_name = "别称与曾用名"
        verbose_name_plural = "别称与曾用名"
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="agency_name_once")]

    def __str__(self) -> str:
        return self.name
