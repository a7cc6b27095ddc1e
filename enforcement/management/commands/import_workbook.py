"""``manage.py import_workbook``: the officer's upload, on the command line."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from enforcement.imports.importer import CannotPublish, imported_kinds, importer_of
from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Plan
from enforcement.imports.prepare import plan, prepare
from enforcement.imports.publish import publish
from enforcement.models import BatchItem, ImportBatch, Instrument
from enforcement.notation.dates import parse_date
from enforcement.spreadsheets.problems import FileRefused, Problem
from enforcement.spreadsheets.readers.delimited import SHEET_NAME

Action = BatchItem.Action
#: Problems printed in full; --json prints all.
PRINTED = 40


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "导入工作簿：读取、核对、比较；不加 --publish 时等待审核。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="工作簿文件")
        parser.add_argument("--kind", default="", help="清单类型；不写明时按表格内容识别")
        parser.add_argument("--user", help="以该用户名记录")
        parser.add_argument("--effective-from", type=_day, help="文件未写明时的施行日期")
        parser.add_argument("--instrument", help="制定文件的发文字号或者编号")
        parser.add_argument("--correction", action="store_true", help="更正现行版本，而不是产生新版本")
        parser.add_argument("--dry-run", action="store_true", help="只核对和比较，不保存")
        parser.add_argument("--publish", action="store_true", help="立即发布")
        parser.add_argument("--accept-warnings", action="store_true", help="有警告也发布")
        parser.add_argument("--full-list", action="store_true", help="这是完整清单：未列入的事项将废止（须指定 --instrument）")
        parser.add_argument("--create-agencies", action="store_true", help="新建平台上没有的机关")
        parser.add_argument("--json", action="store_true", help="以JSON输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"没有文件{path}。")
        if options["kind"] and options["kind"] not in imported_kinds():
            raise CommandError(f"没有清单类型{options['kind']}，可以是：{'、'.join(imported_kinds())}。")
        if options["full_list"] and not options["instrument"]:
            raise CommandError("--full-list 须同时用 --instrument 指明废止未列入事项所依据的文件。")
        user = self._user(options["user"])
        chosen = ImportOptions(
            kind=options["kind"], effective_from=options["effective_from"], instrument=self._instrument(options["instrument"]),
            correction=options["correction"], full_list=options["full_list"], create_agencies=options["create_agencies"],
        )  # fmt: skip
        try:
            if options["dry_run"]:
                batch, planned = None, plan(path, chosen)
            else:
                batch, planned = prepare(path, path.name, user, chosen)
        except FileRefused as refused:
            self._refuse(refused.problem, as_json=options["json"])
        self._report(planned, batch, as_json=options["json"])
        if batch is not None and options["publish"]:
            self._publish(batch, planned, user, accept=options["accept_warnings"], quiet=options["json"])
        if not _importable(planned):
            sys.exit(1)

    def _publish(self, batch: ImportBatch, planned: Plan, user: Any, *, accept: bool, quiet: bool) -> None:
        if any(problem.severity == "warning" for problem in planned.problems) and not accept:
            raise CommandError(f"有警告，未发布。核对后加 --accept-warnings，或者在后台审核批次{batch.pk}。")
        try:
            published = publish(batch, user)
        except CannotPublish as error:
            raise CommandError(str(error)) from error
        if not quiet:
            self.stdout.write(f"批次{batch.pk}已发布：{published.counts['published']}项。")

    def _user(self, name: str | None) -> Any:
        if not name:
            return None
        try:
            return get_user_model().objects.get(username=name)
        except get_user_model().DoesNotExist:
            raise CommandError(f"没有用户{name}。") from None

    def _instrument(self, said: str | None) -> int | None:
        if not said:
            return None
        found = Instrument.objects.filter(document_no=said).first() or (Instrument.objects.filter(pk=int(said)).first() if said.isdigit() else None)
        if found is None:
            raise CommandError(f"没有制定文件{said}，请先登记。")
        return found.pk

    def _refuse(self, problem: Problem, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"outcome": "reject", "items": [], "problems": [problem.as_dict()]}, ensure_ascii=False))
        else:
            self.stderr.write(f"未导入：{problem.message}{problem.remedy}")
        sys.exit(1)

    def _report(self, planned: Plan, batch: ImportBatch | None, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(as_json_report(planned), ensure_ascii=False))
            return
        counts = planned.counts
        self.stdout.write(
            f"新增{counts['create']}，变更{counts['change']}，更正{counts['correct']}，无变化{counts['same']}，废止{counts['end']}，"
            f"暂缓{counts['held']}；错误{counts['errors']}，警告{counts['warnings']}。"
        )
        for problem in planned.problems[:PRINTED]:
            place = f"{problem.sheet}!{problem.column or ''}{problem.row or ''} " if problem.sheet else ""
            self.stdout.write(f"  {'错误' if problem.severity == 'error' else '警告'} {place}{problem.message}（{problem.remedy}）")
        if len(planned.problems) > PRINTED:
            self.stdout.write(f"  ……另有{len(planned.problems) - PRINTED}条，见批次报告或者 --json。")
        if batch is not None:
            self.stdout.write(f"已保存为批次{batch.pk}。")


def as_json_report(planned: Plan) -> dict[str, Any]:
    """The report as one object: outcome, items, problems."""
    importer = importer_of(planned.kind)
    going_on = [entry for entry in planned.entries if entry.action not in (Action.HELD, Action.END)]
    items = [{"kind": planned.kind, **item} for entry in going_on for item in importer.as_items(entry)]
    outcome = "reject" if not items else "partial" if planned.has_errors else "import"
    return {"outcome": outcome, "items": items, "counts": planned.counts, "problems": [_as_problem(problem) for problem in planned.problems]}


def _as_problem(problem: Problem) -> dict[str, Any]:
    """A text file has records but no sheets, whatever the reader calls it for people."""
    found = problem.as_dict()
    return {**found, "sheet": None} if found["sheet"] == SHEET_NAME else found


def _importable(planned: Plan) -> bool:
    return any(entry.action != Action.HELD for entry in planned.entries)


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise ArgumentTypeError(f"不是日期：{text}") from error
