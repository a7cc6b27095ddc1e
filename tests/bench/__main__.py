"""``make bench``: a portal of its own, every measurement, ratios against references of the same run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import own_site


def main() -> int:
    """Ratios are for reading: none fails."""
    asked = _arguments()
    # What measures the cluster says so (tests.bench.elastic); everything else is measured without servers.
    os.environ["SEARCH_ENGINE"] = "embedded"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        own_site.set_up(asked.data or Path(folder), "tests.bench.settings")
        _measure(asked, Path(folder))
    return 0


def _measure(asked: argparse.Namespace, folder: Path) -> None:
    from django.core.management import call_command

    from tests.bench import (
        cluster_growth,
        cluster_rebuild,
        cluster_search,
        growth,
        importing,
        searching,
        serving,
    )

    print(f"负载 {os.getloadavg()[0]:.1f}（{os.cpu_count()}核）：别的程序也在运行时，数字不作数，比率也只供参考", flush=True)
    call_command("migrate", verbosity=0)
    if "import" in asked.only:
        importing.run(_workbook(asked, folder))
    own_site.fill(asked.workbook)
    if "pages" in asked.only:
        serving.run(asked.repeats or serving.REPEATS)
    if "search" in asked.only:
        searching.run(_sizes(asked, searching.SIZES), asked.repeats or searching.REPEATS)
    if "cluster-search" in asked.only:
        cluster_search.run(_sizes(asked, cluster_search.SIZES), asked.repeats or cluster_search.REPEATS)
    if "cluster-rebuild" in asked.only:
        cluster_rebuild.run(max(asked.sizes, default=cluster_rebuild.SIZE))
    if asked.growth == "embedded":
        growth.run(_sizes(asked, growth.SIZES))
    elif asked.growth:
        cluster_growth.run(_sizes(asked, cluster_growth.SIZES))


def _workbook(asked: argparse.Namespace, folder: Path) -> Path:
    from django.core.management import call_command

    if asked.workbook:
        return Path(asked.workbook)
    call_command("write_sample_workbook", folder / "sample.xlsx", verbosity=0)
    return folder / "sample.xlsx"


def _sizes(asked: argparse.Namespace, usual: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(asked.sizes)) or usual


def _arguments() -> argparse.Namespace:
    parts = ("import", "pages", "search", "cluster-search", "cluster-rebuild")
    parser = argparse.ArgumentParser(prog="make bench", description="与参照同时测量，打印比率。")
    parser.add_argument("--only", nargs="*", choices=parts, default=list(parts), help="只测这些，省略时全部；只要增长表时写 --only --growth")
    parser.add_argument("--growth", nargs="?", const="embedded", choices=("embedded", "elastic"), help="另测增长：2千、2万、23万项；elastic：Elasticsearch，至100万项")
    parser.add_argument("--sizes", nargs="*", type=int, default=[], help="检索和增长测量的事项数量")
    parser.add_argument("--repeats", type=int, help="每项测量的次数")
    parser.add_argument("--workbook", type=Path, help="要导入的工作簿；省略时用示例目录")
    parser.add_argument("--data", type=Path, help="状态文件夹；会写入，导入测量会清空其中的目录")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
