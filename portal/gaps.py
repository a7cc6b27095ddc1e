"""What is known to be missing from the data: each gap counted, and each count the list of what it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from enforcement.models import Edition, TierAmount


@dataclass(frozen=True, slots=True)
class Gap:
    """``slug`` is its address; ``editions`` are the benchmarks in force that have it."""

    slug: str
    title: str
    explanation: str
    editions: Callable[[], QuerySet[Edition]]


def _without_amounts() -> QuerySet[Edition]:
    return Edition.objects.visible().exclude(pk__in=TierAmount.objects.values("tier__edition"))


def _on_replaced_law() -> QuerySet[Edition]:
    return Edition.objects.visible().filter(citations__law__replaced_on__lte=timezone.localdate()).distinct()


def _without_contact() -> QuerySet[Edition]:
    return Edition.objects.visible().filter(benchmark__agency__phone="", benchmark__agency__complaint_phone="")


def _without_code() -> QuerySet[Edition]:
    return Edition.objects.visible().filter(benchmark__code="")


def _without_document() -> QuerySet[Edition]:
    return Edition.objects.visible().filter(Q(instrument__provisional=True) | Q(instrument__document_no=""))


GAPS: tuple[Gap, ...] = (
    Gap("amounts", "没有读出金额或者期限", "各阶次的标准只有文字（例如警告、责令改正），或者写法无法读出数字；以原文为准，按金额筛选时不会出现。", _without_amounts),
    Gap("replaced-law", "引用了已被替代的法律", "所引用的法律已经失效或者被替代，有待制定机关更新；处罚适用现行法律。", _on_replaced_law),
    Gap("contact", "实施机关没有公布电话", "实施机关既没有咨询电话，也没有投诉举报电话。", _without_contact),
    Gap("code", "没有事项编码", "原文件没有编码，网址由平台编号组成。", _without_code),
    Gap("document", "制定文件有待补登", "原文件没有写明由哪一文件制定，或者没有发文字号。", _without_document),
)


def gap_of(slug: str) -> Gap | None:
    """The gap of this address."""
    return next((gap for gap in GAPS if gap.slug == slug), None)
