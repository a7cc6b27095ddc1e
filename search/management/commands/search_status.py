"""``manage.py search_status``: how every index stands to the database, and a code that watchers understand."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.engine_state import EngineState, Level, engine_states, level
from search.models import SetAside
from search.progress import Progress, all_progress

#: Documents set aside that are named one by one; the admin lists all.
MOST_NAMED = 20
#: A host that has read nothing for so long is down or gone.
SILENT_SECONDS = 24 * 3600.0


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "显示各检索引擎的状态。退出码：0 正常，1 有需要查看的情况，2 没有引擎能够应答。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出JSON")
        parser.add_argument("--lag", type=float, default=None, help="变更等待超过多少秒算作落后，默认为SEARCH_LAG_SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        states = engine_states()
        troubles = [trouble for state in states for trouble in state.troubles(options["lag"])] + [
            f"{other.engine}@{other.host}已有{other.seconds / 86400:.0f}天没有读取变更，变更因此不能清理；不再使用的主机，请运行 manage.py search_forget {other.host}"
            for other in _elsewhere(states)
            if other.seconds > SILENT_SECONDS
        ]
        found = max(level(states, options["lag"]), Level.LOOK if troubles else Level.FINE)
        if options["json"]:
            told = {"level": found.name.lower(), "troubles": troubles, "engines": [state.as_dict() for state in states], "set_aside": list(_set_aside())}
            self.stdout.write(json.dumps(told, ensure_ascii=False, default=str))
        else:
            for line in _lines(states):
                self.stdout.write(line)
        if found is not Level.FINE:
            raise CommandError("；".join(troubles), returncode=int(found))


def _lines(states: list[EngineState]) -> Iterator[str]:
    for state in states:
        progress, last = state.progress, state.progress.rebuild
        counts = "，".join(f"{kind} {state.documents.get(kind, 0)}/{wanted}" for kind, wanted in state.wanted.items())
        yield f"{state.name}{f'@{progress.host}' if progress.host else ''}（{'应答' if state.first else '备用'}）：{state.problem or '正常'}"
        yield f"  服务：{state.server or '—'}"
        yield f"  索引版本：{state.version or '—'}"
        yield f"  文档：{sum(state.documents.values())}个（索引/数据库：{counts}）"
        yield f"  待处理变更：{progress.changes}项，最早的已等{progress.seconds:.0f}秒"
        yield f"  最近错误：{progress.last_error or '无'}"
        if last is None:
            yield "  最近重建：无"
        else:
            took = f"用时{last.seconds:.1f}秒，{last.documents}个文档，{last.outcome}" if last.seconds is not None else "正在进行"
            yield f"  最近重建：{timezone.localtime(last.started_at):%Y-%m-%d %H:%M}，{took}"
        yield f"  搁置：{progress.set_aside}个"
    for other in _elsewhere(states):
        yield f"{other.engine}@{other.host or '共用'}（其他主机）：待处理变更{other.changes}项，最早的已等{other.seconds:.0f}秒" + (f"，最近错误：{other.last_error}" if other.last_error else "")
    for row in list(_set_aside())[:MOST_NAMED]:
        yield f"搁置：{row['engine']} {row['kind']}-{row['key']}，{row['reason']}（{row['times']}次，最近{timezone.localtime(row['last_at']):%Y-%m-%d %H:%M}）"


def _elsewhere(states: list[EngineState]) -> list[Progress]:
    """Engines of other hosts, as the database knows them."""
    here = {(state.name, state.progress.host) for state in states}
    return [other for other in all_progress() if (other.engine, other.host) not in here]


def _set_aside() -> Iterator[Mapping[str, Any]]:
    yield from SetAside.objects.values("engine", "host", "kind", "key", "reason", "times", "first_at", "last_at")
