"""What the database knows: how far every index has got, on every host. Whichever host is asked tells for all."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from enforcement.models import ImportBatch
from search.progress import Progress, all_progress

_WHERE = ("engine", "host")


class Standing:
    """Read at each scrape. With the database away only that is told."""

    def collect(self) -> Iterator[Metric]:
        try:
            progress = all_progress()
            waiting = ImportBatch.objects.filter(state=ImportBatch.State.PENDING).count()
        except (DatabaseError, InterfaceError):
            yield GaugeMetricFamily("portal_database_up", "数据库是否应答", 0)
            return
        yield GaugeMetricFamily("portal_database_up", "数据库是否应答", 1)
        yield GaugeMetricFamily("portal_imports_waiting", "等待审核的导入批次", waiting)
        yield from _of_engines(progress)


def _of_engines(progress: list[Progress]) -> Iterator[Metric]:
    now = timezone.now()
    yield _gauge("portal_outbox_changes", "等待写入索引的变更数", ((each, each.changes) for each in progress))
    yield _gauge("portal_outbox_seconds", "最早一项变更已等待的秒数", ((each, each.seconds) for each in progress))
    yield _gauge("portal_index_error", "最近一次写入索引是否失败", ((each, bool(each.last_error)) for each in progress))
    yield _gauge("portal_set_aside", "无法收入索引而搁置的文档数", ((each, each.set_aside) for each in progress))
    ended = [(each, each.rebuilt, each.rebuilt.finished_at) for each in progress if each.rebuilt is not None]
    yield _gauge("portal_rebuild_age_seconds", "最近一次重建结束至今的秒数", ((each, (now - at).total_seconds()) for each, _, at in ended if at))
    yield _gauge("portal_rebuild_seconds", "最近一次重建所用的秒数", ((each, run.seconds or 0) for each, run, _ in ended))
    yield _gauge("portal_rebuild_documents", "最近一次重建的文档数", ((each, run.documents) for each, run, _ in ended))
    yield _gauge("portal_rebuild_good", "最近一次重建是否与数据库一致", ((each, run.good) for each, run, _ in ended))


def _gauge(name: str, meaning: str, values: Iterator[tuple[Progress, float]]) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=_WHERE)
    for each, value in values:
        family.add_metric([each.engine, each.host], float(value))
    return family
