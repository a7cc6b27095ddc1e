"""What a larger catalogue costs: time of find(), memory, making of the index. Each size in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.table import show

SIZES = (2_293, 22_930, 229_300)
REPEATS = 300
_MB = 1024 * 1024


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints one line a size."""
    rows = [["事项", "p50（毫秒）", "p95（毫秒）", "检索进程内存峰值（MB）", "建索引（秒）", "建索引内存峰值（MB）", "索引（MB）", "数据库（MB）"]]
    for size in sizes:
        made, asked = _in_a_process("make", size), _in_a_process("ask", size)
        rows.append([f"{made['items']:.0f}", f"{asked['p50']:.1f}", f"{asked['p95']:.1f}", f"{asked['memory']:.0f}", f"{made['seconds']:.1f}", f"{made['memory']:.0f}", f"{made['index']:.1f}", f"{made['database']:.0f}"])
    print("增长（find()，每个问题只问一次）")
    show(rows)


def _in_a_process(what: str, size: int) -> dict[str, float]:
    """Peak memory is a process's own and never goes down."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.growth", what, str(size)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _make(size: int) -> dict[str, float]:
    from django.conf import settings

    from enforcement.models import Benchmark
    from search.indexer import rebuild
    from tests.bench.grown import grow

    grow(size)
    started = time.perf_counter()
    version = rebuild().version
    seconds = time.perf_counter() - started
    return {"items": Benchmark.objects.count(), "seconds": seconds, "memory": _peak(), "index": _size(Path(settings.SEARCH_INDEX_DIR) / version), "database": _size(Path(settings.DATABASES["default"]["NAME"]))}


def _ask(size: int) -> dict[str, float]:
    from search.find import find
    from search.query import SearchQuery
    from tests.bench.questions import questions
    from tests.bench.timing import in_turn

    asked = questions(REPEATS + 5)
    times = in_turn({"find": lambda turn: find(SearchQuery(text=asked[turn]))}, REPEATS)["find"]
    return {"p50": times.p50 * 1000, "p95": times.p95 * 1000, "memory": _peak()}


def _peak() -> float:
    """Megabytes; the kernel counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MB


def _size(path: Path) -> float:
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file()) / _MB


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"make": _make, "ask": _ask}[sys.argv[1]](int(sys.argv[2]))))
