"""What each web process counts itself: questions and requests. No label holds what was asked, or by whom."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from portal.metrics.processes import VARIABLE, is_alive

_OWN = CollectorRegistry()

#: From what a small index needs to what a reader gives up on; the engine's time-out (3 s) lies between.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

SEARCH_SECONDS = Histogram(
    "portal_search_seconds", "检索引擎应答一次所用的秒数；outcome：answered 应答，stood_in 由备用引擎应答，away 没有引擎能应答",
    ("engine", "outcome"), buckets=SECONDS, registry=_OWN,
)  # fmt: skip
BREAKER_OPEN = Gauge(
    "portal_search_breaker_open", "正在绕开集群、改问备用引擎的网页进程数", registry=_OWN, multiprocess_mode="livesum",
)  # fmt: skip
REQUESTS = Counter("portal_requests", "网页请求数，按页面类型和状态码", ("page", "status"), registry=_OWN)


class Measures:
    """The counts of all processes of this server, read anew each time."""

    def collect(self) -> Iterable[Metric]:
        folder = os.environ.get(VARIABLE)
        if not folder or not Path(folder).is_dir():
            return _OWN.collect()
        for file in Path(folder).glob("gauge_live*_*.db"):
            pid = int(file.stem.rpartition("_")[2])
            if not is_alive(pid):
                mark_process_dead(pid, folder)
        return MultiProcessCollector(None, folder).collect()
