"""What an edition must say before the public sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from enforcement.models import Edition

#: (field or None, sentence)
Fault = tuple[str | None, str]


def faults(
    *, act: str, in_force_from: date | None, instrument: object | None, standards: Sequence[str], citations: int,
) -> Iterable[Fault]:  # fmt: skip
    """The sentences an editor is shown; none when it may be published.

    国办发〔2022〕27号 asks that a benchmark name the act, its basis, the tiers
    and their standards, and that it come from a document in force from a day.
    """
    if not act.strip():
        yield "act", "发布前请填写违法行为。"
    if in_force_from is None:
        yield "in_force_from", "发布前请填写施行日期。"
    if instrument is None:
        yield "instrument", "发布前请选择制定文件。"
    if not any(standard.strip() for standard in standards):
        yield None, "发布前请至少填写一个裁量阶次及其具体标准。"
    if citations == 0:
        yield None, "发布前请至少填写一条引用条文。"


def faults_of(edition: Edition) -> list[str]:
    """The same of an edition as a revision holds it, for approvals that show no form; a taken day counts too."""
    found = faults(
        act=edition.act, in_force_from=edition.in_force_from, instrument=edition.instrument_id,
        standards=[tier.standard for tier in edition.tiers.all()], citations=len(edition.citations.all()),
    )  # fmt: skip
    said = [sentence for _, sentence in found]
    if other := same_day(edition, edition.in_force_from):
        said.append(taken(other))
    return said


def same_day(edition: Edition, begins: date | None) -> Edition | None:
    """Another edition of the same benchmark that begins on this day."""
    if begins is None or not edition.benchmark_id:
        return None
    others = Edition.objects.filter(benchmark_id=edition.benchmark_id, in_force_from=begins, undone_at__isnull=True)
    return others.exclude(pk=edition.pk).first()


def taken(other: Edition) -> str:
    """Why a day cannot be had."""
    day = other.in_force_from
    assert day is not None
    return f"该事项自{day.year}年{day.month}月{day.day}日起施行的版本已经存在，请修改该版本，或者填写另一日期。"
