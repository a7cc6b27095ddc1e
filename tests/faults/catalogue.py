"""Items by the hundred, written at once: so many that a rebuild and a batch have a middle."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from enforcement.bulk import insert_many, reserve_keys
from enforcement.models import Agency, Benchmark, Edition, EditionCitation, Instrument, Law, Tier
from search.indexer import rebuild_all

FIRST_DAY = date(2025, 3, 1)


def fill(count: int) -> None:
    """``tests.portal.serve.populate`` and so many items of a third agency, all indexed."""
    from tests.portal.serve import populate

    populate()
    _write(count)
    rebuild_all()


@transaction.atomic
def _write(count: int) -> None:
    agency = Agency.objects.create(name="云岭市水利局", slug="slj")
    law = Law.objects.create(name="水法", slug="shuifa", verified=True)
    issued = Instrument.objects.create(title="云岭市水利行政处罚裁量权基准", document_no="云水规〔2025〕1号", issuer=agency, in_force_from=FIRST_DAY)
    now = timezone.now()
    benchmarks, editions, tiers, citations = [], [], [], []
    for number, key, own in zip(range(count), reserve_keys(Benchmark, count), reserve_keys(Edition, count), strict=True):
        benchmark = Benchmark(pk=key, agency=agency, code=f"W{number:05d}", address=f"W{number:05d}", created_at=now)
        benchmarks.append(benchmark)
        editions.append(
            Edition(
                pk=own, benchmark=benchmark, act=f"在第{number}号河段管理范围内倾倒渣土", domain="水利", statutory_penalty="责令停止违法行为，处一万元以上五万元以下罚款",
                instrument=issued, in_force_from=FIRST_DAY, live=True, published_at=now,
            )
        )  # fmt: skip
        tiers += [Tier(edition_id=own, sort_order=at, label=label, circumstance=f"倾倒{at + 1}0立方米以上", standard=f"处{at + 1}万元罚款") for at, label in enumerate(("轻微", "一般", "严重"))]
        citations.append(EditionCitation(edition_id=own, sort_order=0, role=EditionCitation.Role.PENALTY, law=law, article=65, paragraph=2))
    for rows in (benchmarks, editions, tiers, citations):
        insert_many(rows)
