"""``manage.py search``: the search page's own query, on the command line."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.find import find
from search.query import LARGEST_PAGE, SearchQuery, clean_text
from search.results import Results


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "检索：从命令行参数或者标准输入（每行一个问题）读取问题，输出结果。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", nargs="*", help="问题；省略时逐行读取标准输入")
        parser.add_argument("--json", action="store_true", help="每个问题输出一行JSON")
        parser.add_argument("--size", type=int, default=20, help="结果数量，默认20")

    def handle(self, *args: Any, **options: Any) -> None:
        questions = [" ".join(options["text"])] if options["text"] else (line.strip() for line in sys.stdin)
        for text in questions:
            try:
                results = find(SearchQuery(text=clean_text(text), size=min(max(options["size"], 1), LARGEST_PAGE)))
            except EngineUnavailable as error:
                raise CommandError(f"检索暂不可用：{error}。请先运行 manage.py search_rebuild。") from error
            self.stdout.write(_as_json(text, results) if options["json"] else _as_text(text, results))


def _as_json(text: str, results: Results) -> str:
    items = [{"kind": item.kind, "code": item.code, "title": item.title, "url": item.url} for item in results.items]
    return json.dumps({"query": text, "total": results.total, "notice": results.notice, "results": items}, ensure_ascii=False)


def _as_text(text: str, results: Results) -> str:
    lines = [f"{text}　共{results.total}项"]
    lines += [f"  {place:>2}. {item.title}（{item.code}）" for place, item in enumerate(results.items, 1)]
    return "\n".join(lines)
