"""``make fuzz``: ten thousand requests, against the stack in this process or a running server."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

from tests.bench import own_site
from tests.bench.table import show


def main() -> int:
    """0 when nothing is wrong, else 1."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        own_site.set_up(asked.data or Path(folder))
        logging.disable(logging.CRITICAL)
        from tests.fuzz import doors, run

        if not asked.server:
            own_site.fill(None)
            from content.home import make_home

            make_home()
        door = doors.Live(asked.server) if asked.server else doors.InProcess()
        print(f"种子 {asked.seed}", flush=True)
        outcome = run.run(door, seed=asked.seed, count=asked.requests, timed=True, progress=True)
    _print(outcome)
    return 1 if outcome.found else 0


def _print(outcome: object) -> None:
    from tests.fuzz.run import Outcome

    assert isinstance(outcome, Outcome)
    rows = [["地址", "请求", "状态"]]
    for kind, statuses in sorted(outcome.statuses.items()):
        rows.append([kind, str(statuses.total()), " ".join(f"{status}:{count}" for status, count in sorted(statuses.items()))])
    show(rows)
    print("最慢：")
    for seconds, request in outcome.slowest:
        print(f"  {seconds:.2f} 秒  {str(request)[:160]}")
    print(f"没有链接指向的地址：{'、'.join(outcome.without_link) or '无'}")
    for fault in outcome.not_answered:
        print(f"没有内容：{fault}")
    print(outcome)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz", description="向所有公开地址发送异常请求，报告出错、变慢和不安全的答复。")
    parser.add_argument("--requests", type=int, default=10_000, help="请求数量，默认10000")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), help="种子，同一种子产生同样的请求")
    parser.add_argument("--server", help="已启动的平台地址，例如http://127.0.0.1:8000；省略时在本进程内运行")
    parser.add_argument("--data", type=Path, help="状态文件夹；已有目录的不再导入")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
